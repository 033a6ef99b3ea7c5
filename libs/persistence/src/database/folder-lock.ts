import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseRefused } from './database.js';

/** A data folder that is ours until released; PGlite has no lock of its own, and two engines in one folder would destroy it. */
export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes the folder, or throws `DatabaseRefused` while another live process (or this one) has it. A lock whose process is dead is taken over:
 * a process is known by its number together with when it started, since numbers come again, in containers at once.
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'database.lock');
  const mine = `${process.pid} ${await lifeOf(process.pid)}`;
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await create(path, mine)) return { release: () => rm(path, { force: true }) };
    const holder = await readFile(path, 'utf8').catch(() => '');
    if (holder && (await isAlive(holder))) break;
    await takeAway(path, holder);
  }
  const holder = (await readFile(path, 'utf8').catch(() => '')).split(' ')[0];
  throw new DatabaseRefused(`The data folder ${folder} is in use by process ${holder}; stop that one, or choose another folder with RAPPORT_DATA.`);
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw thrown;
  }
}

/** Removes the dead holder's lock; if another process was quicker, its lock goes back where it was. */
async function takeAway(path: string, dead: string): Promise<void> {
  const aside = `${path}.${process.pid}.${Date.now()}`;
  await rename(path, aside).catch(() => undefined);
  const taken = await readFile(aside, 'utf8').catch(() => dead);
  if (taken !== dead) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function isAlive(holder: string): Promise<boolean> {
  const [pid, ...life] = holder.split(' ');
  return (await lifeOf(Number(pid))) === life.join(' ');
}

/** When the process started, in the kernel's ticks since which boot; `alive` where the system does not tell; nothing for a dead one. */
async function lifeOf(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return 'alive';
  }
}
