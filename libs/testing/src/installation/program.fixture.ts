import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const present = fileURLToPath(new URL('../../../../', import.meta.url));
/** Settings of whoever runs the specs must not reach the program under test. */
const inherited = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ', 'NODE_EXTRA_CA_CERTS'];

/** The built program, as `npm start` runs it, in a process of its own. */
export class Program {
  /** Everything it printed so far, both streams. */
  output = '';
  /** Exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
  private readonly child: ChildProcess;
  private isOver = false;

  /** @param root the folder of another version; the present one when left out */
  constructor(settings: Readonly<Record<string, string>>, root = present) {
    const [main, preload] = [join(root, 'services/dist/main.js'), join(root, 'libs/telemetry/dist/preload.js')];
    if (!existsSync(main)) throw new Error('the program is not built: npm test builds it, or node deploy/local/start.mjs');
    const environment = Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
    this.child = spawn(process.execPath, ['--enable-source-maps', '--import', preload, main], {
      env: { ...environment, LOG_FORMAT: 'json', ...settings },
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout!, this.child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code, signal) => {
        this.isOver = true;
        resolve(code ?? signal!);
      }),
    );
  }

  get pid(): number {
    return this.child.pid!;
  }

  get isRunning(): boolean {
    return !this.isOver;
  }

  /** Sends a signal and waits for the end: its exit code, or the signal that ended it. */
  async end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    this.child.kill(signal);
    return this.ended;
  }
}
