import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startInstallation, type TestInstallation } from '@rapport/testing';
import { claimDataFolder } from './data-folder.mjs';

const script = fileURLToPath(new URL('data.mjs', import.meta.url));
const { DATABASE_URL: database, NATS_URL: broker } = process.env;
let rapport: TestInstallation;

beforeAll(async () => {
  delete process.env.DATABASE_URL;
  delete process.env.NATS_URL;
  rapport = await startInstallation();
  claimDataFolder(rapport.dataFolder);
}, 120_000);
afterAll(async () => {
  Object.assign(process.env, database && { DATABASE_URL: database }, broker && { NATS_URL: broker });
  await rapport?.stop();
});

/** `npm run data -- …` on this installation. */
function data(...words: string[]): { code: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    encoding: 'utf8',
    env: { ...process.env, RAPPORT_DATA: rapport.dataFolder },
  });
  return { code: status, said: stdout + stderr };
}

describe('a data folder that is copied and put back', () => {
  it('has what was there when it was copied, and nobody who was erased since', async () => {
    const copy = join(dirname(rapport.dataFolder), 'copy');
    const add = async (name: string) => String((await (await rapport.integration()).post('/v1/contacts', { given_name: name })).json['id']);
    const [kept, erased] = [await add('Kept'), await add('Erased')];
    expect(data('copy', copy)).toEqual({ code: 1, said: expect.stringContaining('Rapport is running on') });
    expect(existsSync(copy)).toBe(false);
    await rapport.end();
    expect(data('copy', copy)).toEqual({ code: 0, said: expect.stringContaining('it holds the keys too') });
    expect(data('copy', copy)).toEqual({ code: 1, said: expect.stringContaining('is there already') });

    await rapport.restart();
    const later = await add('Later');
    expect((await (await rapport.login('dina')).post(`/v1/contacts/${erased}/erase`, {})).status).toBe(200);
    expect(data('put-back', copy)).toEqual({ code: 1, said: expect.stringContaining('Rapport is running on') });
    await rapport.end();
    expect(data('put-back', copy)).toEqual({ code: 0, said: expect.stringContaining('what was there is') });

    await rapport.restart();
    const caller = await rapport.integration();
    const found = async (id: string) => {
      const { status, json } = await caller.get(`/v1/contacts/${id}`);
      return [status, json['given_name'] ?? json['reason']];
    };
    expect([await found(kept), await found(later), await found(erased)]).toEqual([
      [200, 'Kept'],
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
    ]);
    expect(rapport.program.output).toContain('erased-again');
    const search = await caller.post('/v1/contacts/search', { filter: 'given_name:"Erased"' });
    expect([search.status, search.json['contacts'] ?? []]).toEqual([200, []]);
  }, 120_000);

  it('is refused when it is none', () => {
    const other = join(dirname(rapport.dataFolder), 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), '');
    expect(data('put-back', other)).toEqual({ code: 1, said: expect.stringContaining('is no copy of a data folder') });
  });
});
