import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { unprivileged } from '../../deploy/stack/account.mjs';
import type { Component, Place } from '../../deploy/stack/component.mjs';
import { programsOf } from '../../deploy/stack/home.mjs';
import { choosePorts } from '../../deploy/stack/ports.mjs';
import { isRunning, start, stop, until, type Started } from '../../deploy/stack/processes.mjs';

/** One real component that belongs to this run alone, so that it may be killed, stopped and emptied. */
export class Part {
  readonly place: Place;
  private started: Started | undefined;

  private constructor(
    private readonly component: Component,
    private readonly folder: string,
    ports: Record<string, number>,
    programs: string,
  ) {
    const secrets = Object.fromEntries(component.secrets.map((name) => [name, randomBytes(18).toString('hex')]));
    const account = component.refusesRoot ? unprivileged() : undefined;
    const of = (other: string): never => {
      throw new Error(`${component.name} stands alone here, without ${other}`);
    };
    this.place = { programs, data: join(folder, component.name), ports, secrets, account, of };
  }

  /** Makes it in a folder and starts it, on ports of its choice unless they are given; `programsOf` names the component whose programs it runs, if not its own. */
  static async open(component: Component, folder: string, given: { ports?: Record<string, number>; programsOf?: Component } = {}): Promise<Part> {
    const part = new Part(component, folder, given.ports ?? (await choosePorts(component.ports, {})), programsOf(given.programsOf ?? component));
    await part.start();
    return part;
  }

  get name(): string {
    return this.component.name;
  }

  get pid(): number {
    return this.started!.pid;
  }

  get isUp(): boolean {
    return this.started !== undefined && isRunning(this.started);
  }

  /** Starts it on the data that is there, and waits until it answers. */
  async start(): Promise<void> {
    mkdirSync(this.place.data, { recursive: true });
    await this.component.prepare(this.place);
    this.started = await start(this.component.launches(this.place)[0]!, {
      cwd: this.place.data,
      log: join(this.folder, `${this.component.name}.log`),
      account: this.place.account,
    });
    if (!(await until(() => this.component.isHealthy(this.place), this.component.readyWithinMs))) throw new Error(`${this.component.name} does not answer`);
  }

  /** Sends a signal to its first process. */
  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  /** Kills it as a loss of power to the process would, and waits until it is gone. */
  async kill(): Promise<void> {
    if (!this.isUp) return;
    this.signal('SIGKILL');
    await until(() => !this.isUp, 10_000);
  }

  /** Asks it to end, and waits. */
  async end(): Promise<void> {
    if (!this.started || !this.isUp) return;
    this.signal('SIGCONT');
    await stop(this.started, this.component.stopSignal);
  }

  /** Everything that it keeps is gone; only while it is down. */
  wipe(name: string): void {
    if (this.isUp) throw new Error(`${this.component.name} still runs`);
    rmSync(join(this.place.data, name), { recursive: true, force: true });
  }

  /** Copies what it keeps, as a cold backup does, or puts the copy back; only while it is down. */
  copy(from: string, to: string): void {
    if (this.isUp) throw new Error(`${this.component.name} still runs`);
    const path = (name: string) => join(this.place.data, name);
    rmSync(path(to), { recursive: true, force: true });
    execFileSync('cp', ['-a', path(from), path(to)]);
  }

  /** The settings that lead a program to it. */
  get settings(): Record<string, string> {
    return this.component.env(this.place);
  }
}
