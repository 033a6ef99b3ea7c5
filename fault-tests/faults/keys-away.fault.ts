import { renameSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller } from '@rapport/testing';
import type { Fault } from '../fault.js';
import { canarySong } from '../oracle/canary.js';

/** The key file is looked at once a second. */
const noticedMs = 1500;

/** The key service is out of reach: who is cached can be read, nobody new can be written, and nothing is ever written in the clear. */
export const keysAway: Fault = {
  id: 'F25',
  what: 'the key that wraps all keys is away',
  on: 'real',
  rounds: 1,
  async strike({ house, load, caller, run, rounds, say, expect, bit }) {
    const file = house.settings['RAPPORT_KEK_FILE']!;
    for (let round = 0; round < rounds; round += 1) {
      const add = adding(caller, `${run}-keys-${round}`);
      const id = String((await add('before')).json['id']);
      // Both processes have it in their caches.
      for (let n = 0; n < 8; n += 1) await caller.get(`/v1/contacts/${String(id)}`);
      say(`round ${round + 1}: the key file is away`);
      renameSync(file, `${file}.away`);
      try {
        await pause(noticedMs);
        expect('a cached person can be read', (await caller.get(`/v1/contacts/${String(id)}`)).status === 200);
        const { status } = await add('meanwhile');
        bit(round, 'refusals for want of the key', status === 503 ? 1 : 0);
        expect(`a new person is refused as something that passes (503), not answered ${status}`, status === 503);
      } finally {
        renameSync(`${file}.away`, file);
      }
      await pause(noticedMs);
      expect('the refused command is carried out under its own key once the key file is back', (await add('meanwhile')).status === 201);
      expect('clients go on when the key file is back', await load.advances(10, 20_000));
    }
    const clear = await house.witness.count(`select count(*) from accounts.contacts where position($1::bytea in given_name) > 0`, [Buffer.from(canarySong)]);
    expect(`no name is in the clear in the database (${clear} are)`, clear === 0);
  },
};

const adding = (caller: Caller, run: string) => (mark: string) =>
  caller.post('/v1/contacts', { given_name: mark }, { headers: { 'idempotency-key': `${run}-${mark}` } });
