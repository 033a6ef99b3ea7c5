import { setTimeout as sleep } from 'node:timers/promises';

/** A command that was answered 201: what must be there after a restore to any moment since. @typedef {{ id: string, name: string, at: number }} Acknowledged */

/** Clients that write people through the front door, one after another each, and remember what was acknowledged, outside everything that is restored. */
export class Load {
  /** @type {Acknowledged[]} */
  acknowledged = [];
  refused = 0;
  #going = false;
  /** @type {Promise<unknown>} */
  #lanes = Promise.resolve();

  /** @param {import('@rapport/testing').Caller} caller @param {number} [width] */
  constructor(caller, width = 4) {
    this.caller = caller;
    this.width = width;
  }

  start() {
    this.#going = true;
    this.#lanes = Promise.all(Array.from({ length: this.width }, (_, lane) => this.#write(lane)));
  }

  /** Resolves when nothing is under way any more. */
  async stop() {
    this.#going = false;
    await this.#lanes;
  }

  /** @param {number} lane */
  async #write(lane) {
    while (this.#going) {
      const name = `Drill ${lane}-${this.acknowledged.length}`;
      const { status, json } = await this.caller
        .post('/v1/contacts', { given_name: name, tags: ['drill'] })
        .catch(() => ({ status: 0, json: /** @type {any} */ ({}) }));
      if (status === 201) this.acknowledged.push({ id: String(json.id), name, at: Date.now() });
      else this.refused += 1;
      await sleep(20);
    }
  }
}
