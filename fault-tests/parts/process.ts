import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { Program, until } from '@rapport/testing';
import { root } from '../../deploy/local/places.mjs';

const startMs = 180_000;

/** Where and how a process of the product runs. */
export interface ProcessSettings {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  /** Whether what it printed means that it is at work. */
  readonly isReady: (program: Program) => boolean;
  /** What every life of it is given. */
  readonly always?: Life;
}

/** What a process is given for one life: settings of the test's own, and pieces of the test to load before the program. */
export interface Life {
  readonly settings?: Readonly<Record<string, string>>;
  readonly preload?: readonly string[];
}

/** One process of the product through all its lives. */
export class Process {
  /** All lives, the present one last. */
  readonly lives: Program[] = [];

  constructor(private readonly about: ProcessSettings) {}

  get name(): string {
    return this.about.name;
  }

  get program(): Program {
    return this.lives.at(-1)!;
  }

  get isRunning(): boolean {
    return this.lives.at(-1)?.isRunning ?? false;
  }

  /** Starts it and returns when it is at work. Throws when it ends before. */
  async start(life: Life = {}): Promise<void> {
    const program = this.launch(life);
    await until(`${this.name} is at work`, () => !program.isRunning || this.about.isReady(program), startMs).catch(() => undefined);
    if (!program.isRunning || !this.about.isReady(program)) throw new Error(`${this.name} did not start:\n${program.output.slice(-1500)}`);
  }

  /** Starts it without waiting. */
  launch({ settings = {}, preload = [] }: Life): Program {
    const { always = {} } = this.about;
    const files = [...(always.preload ?? []), ...preload].map((name) => join(root, 'fault-tests/preload', `${name}.mjs`));
    for (const file of files) if (!existsSync(file)) throw new Error(`there is no ${file}`);
    const options = files.map((file) => `--import ${pathToFileURL(file).href}`).join(' ');
    const program = new Program({ ...this.about.settings, ...always.settings, ...settings, ...(options && { NODE_OPTIONS: options }) });
    this.lives.push(program);
    return program;
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.program.pid, name);
  }

  /** Ends it with a signal and waits; a stopped one goes on first. */
  async end(name: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (!this.isRunning) return;
    if (name !== 'SIGKILL') this.signal('SIGCONT');
    await this.program.end(name);
  }
}
