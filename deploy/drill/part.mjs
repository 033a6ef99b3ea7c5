import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { tailOf } from '../local/child.mjs';
import { Stop } from '../local/stop.mjs';
import { giveTo, unprivileged } from '../stack/account.mjs';
import { home, programsOf } from '../stack/home.mjs';
import { install } from '../stack/lifecycle.mjs';
import { choosePorts } from '../stack/ports.mjs';
import { isRunning, start, stop, until } from '../stack/processes.mjs';

const room = join(home, 'drill');

/** A component of the stack with data, ports and passwords that are the drill's alone: the stack beside it is not touched. */
export class Part {
  /** @type {import('../stack/processes.mjs').Started[]} */
  #started = [];

  /** @param {import('../stack/component.mjs').Component} component @param {import('../stack/component.mjs').Place} place */
  constructor(component, place) {
    this.component = component;
    this.place = place;
  }

  /** Installs it where needed, and gives it an empty folder. @param {import('../stack/component.mjs').Component} component @param {import('../local/steps.mjs').Say} say */
  static async of(component, say) {
    await install(component, say);
    const data = join(room, component.name);
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { recursive: true, mode: 0o755 });
    const account = component.refusesRoot ? unprivileged() : undefined;
    const secrets = Object.fromEntries(component.secrets.map((name) => [name, randomBytes(18).toString('hex')]));
    const of = () => {
      throw new Error('the drill has no further component');
    };
    return new Part(component, { programs: programsOf(component), data, ports: await choosePorts(component.ports, {}), secrets, account, of });
  }

  /** What a program needs to use it. */
  get env() {
    return this.component.env(this.place);
  }

  /** Starts it and waits until it answers. @param {{ args?: string[], env?: NodeJS.ProcessEnv }} [more] added to what the stack would run */
  async start({ args = [], env = {} } = {}) {
    await this.component.prepare(this.place);
    await giveTo(this.place.data, this.place.account);
    for (const launch of this.component.launches(this.place)) {
      const log = join(room, `${launch.name}.log`);
      const whole = { ...launch, args: [...launch.args, ...args], env: { ...launch.env, ...env } };
      this.#started.push(await start(whole, { cwd: this.place.data, log, account: this.place.account }));
      const isUp = () => !this.#started.every(isRunning) || this.component.isHealthy(this.place);
      if (!(await until(isUp, 300_000)) || !this.#started.every(isRunning)) throw new Stop(`${this.component.name} did not start:\n${tailOf(log, 30)}`);
    }
  }

  /** Ends it: asks, or kills it as a power cut would. @param {NodeJS.Signals} [signal] */
  async end(signal = this.component.stopSignal) {
    for (const started of this.#started.toReversed()) await stop(started, signal);
    this.#started = [];
  }

  /** Everything it kept is gone. */
  wipe() {
    rmSync(this.place.data, { recursive: true, force: true });
    mkdirSync(this.place.data, { recursive: true, mode: 0o755 });
  }
}
