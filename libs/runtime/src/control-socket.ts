import { mkdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { socketFolderOf } from '@rapport/persistence';

/** A command that a running installation carries out for its operator: prints lines, answers an exit code. */
export type Control = (words: readonly string[], print: (line: string) => void) => Promise<number>;

/** Where the socket of the installation in a data folder is. */
export function controlPath(data: string): string {
  return join(socketFolderOf(join(data, 'control')), 'control.sock');
}

/** Answers commands on a Unix socket that only this user can open, for parts that no second process may touch. Resolves with how to end it. */
export async function serveControl(path: string, controls: Readonly<Record<string, Control>>): Promise<() => Promise<void>> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  rmSync(path, { force: true });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket.on('close', () => open.delete(socket)).on('error', () => socket.destroy()));
    createInterface({ input: socket }).once('line', (line) => void carryOut(line, socket, controls));
  });
  const before = process.umask(0o177);
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve)).finally(() => process.umask(before));
  return async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
}

/** Asks a running installation to carry out a command. Answers its exit code; nothing when none listens there. */
export async function askControl(path: string, command: string, words: readonly string[], print: (line: string) => void): Promise<number | undefined> {
  const socket = connect(path);
  const isThere = await new Promise<boolean>((resolve) => socket.once('connect', () => resolve(true)).once('error', () => resolve(false)));
  if (!isThere) return undefined;
  socket.write(`${JSON.stringify({ command, words })}\n`);
  for await (const line of createInterface({ input: socket })) {
    const said = JSON.parse(line) as { print?: string; exit?: number };
    if (said.print !== undefined) print(said.print);
    if (said.exit !== undefined) return said.exit;
  }
  return 1;
}

async function carryOut(line: string, socket: Socket, controls: Readonly<Record<string, Control>>): Promise<void> {
  const say = (said: { print?: string; exit?: number }) => void socket.write(`${JSON.stringify(said)}\n`);
  try {
    const { command, words } = JSON.parse(line) as { command: string; words: string[] };
    const control = Object.hasOwn(controls, command) ? controls[command] : undefined;
    say({ exit: control ? await control(words, (text) => say({ print: text })) : 2 });
  } catch (thrown) {
    say({ print: thrown instanceof Error ? thrown.message : 'failed' });
    say({ exit: 1 });
  }
  socket.end();
}
