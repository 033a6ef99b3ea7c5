import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallContext, TenantId } from '@rapport/kernel';
import { serviceCall } from '@rapport/runtime';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { openRealParts } from '@rapport/testing';
import { sql } from 'kysely';
import { hashedVector } from '../embedding/hashed.embedder.js';
import { ai } from '../index.js';
import { PassageStore } from './passage.store.js';
import { PassageVectors, readThrough } from './passage.vectors.js';
import { PassageWords } from './passage.words.js';

let house: OpenHouse<Record<never, never>>;
const callOf = (tenant: string): CallContext => serviceCall('ai', 'spec', tenant as TenantId, 60_000);
const readers = { language: 'en', audiences: [2] };
const model = 'letters';
const subjects = ['warranty', 'delivery', 'grinder', 'invoice', 'descaling', 'refund', 'contract', 'subscription'];

/** Forty passages; those of another audience or tenant say the same. */
async function put(tenant: string, audience: number): Promise<void> {
  for (let at = 0; at < 40; at += 1) {
    const sentences = [`The ${subjects[at % 8]} of machine ${at} is number ${at * 7}.`];
    const article = {
      articleId: `0190000${audience}-0000-7000-8000-${String(at).padStart(12, '0')}`,
      version: 1,
      language: 'en',
      audience,
      title: `About ${at}`,
    };
    const passage = { number: 1, heading: '', sentences, embedding: hashedVector(sentences.join(' ')) };
    await house.running[0]!.work.run(callOf(tenant), (tx) => house.running[0]!.app.get(PassageStore).put(tx, article, [passage], model));
  }
}

/** Whose the passages are, and what they say. */
async function told(tenant: string, ids: readonly string[]) {
  return house.running[0]!.work.read(callOf(tenant), async (tx) => {
    const { rows } = await sql<{
      audience: number;
      said: string;
    }>`select p.audience, p.sentences[1] as said from unnest(${[...ids]}::uuid[]) with ordinality i (id, at)
      join passages p on p.tenant_id = ${tenant} and p.id = i.id order by i.at`.execute(tx.sql);
    return rows;
  });
}

const byVector = (tenant: string, question: string) =>
  house.running[0]!.work.read(callOf(tenant), (tx) =>
    house.running[0]!.app.get(PassageVectors).find(tx, { ...readers, model, vector: hashedVector(question) }, 5),
  );

beforeAll(async () => {
  house = await openHouse([ai], {}, await openRealParts());
  await put('acme', 2);
  await put('acme', 1);
  await put('globex', 2);
}, 120_000);
afterAll(() => house?.close());

describe('passages by vectors', () => {
  it('are the same few whether a tenant’s sketches are read through or the graph of all is walked, and the reader’s alone', async () => {
    const question = 'What is the grinder of machine 10?';
    const read = await byVector('acme', question);
    expect(await told('acme', read.slice(0, 1))).toEqual([{ audience: 2, said: 'The grinder of machine 10 is number 70.' }]);
    await house.running[0]!.work.run(callOf('acme'), (tx) =>
      sql`update index_sizes set passages = ${readThrough + 1} where tenant_id = 'acme'`.execute(tx.sql),
    );
    const walked = await byVector('acme', question);
    expect(walked).toEqual(read);
    expect((await told('acme', walked)).map(({ audience }) => audience)).toEqual([2, 2, 2, 2, 2]);
    await house.running[0]!.work.run(callOf('acme'), (tx) => sql`update index_sizes set passages = 40 where tenant_id = 'acme'`.execute(tx.sql));
  });

  it('are found too where an earlier version made no sketch', async () => {
    const before = await byVector('globex', 'invoice of machine 3');
    await house.running[0]!.work.run(callOf('globex'), (tx) => sql`update passages set sketch = null where tenant_id = 'globex'`.execute(tx.sql));
    expect(await byVector('globex', 'invoice of machine 3')).toEqual(before);
  });
});

describe('passages by words', () => {
  const weigh = (question: string, audiences: readonly number[] = [2]) =>
    house.running[0]!.work.read(callOf('acme'), async (tx) => {
      const words = house.running[0]!.app.get(PassageWords);
      const weighed = await words.weigh(tx, question, { language: 'en', audiences });
      return { ...weighed, found: await words.find(tx, weighed.weights, { language: 'en', audiences }, 3) };
    });

  it('are found by what was meant where a word has a slip, and that counts a little less', async () => {
    const [right, slipped] = [await weigh('warranty of machine 8'), await weigh('warrnaty of machine 8')];
    expect(await told('acme', slipped.found.slice(0, 1))).toEqual([{ audience: 2, said: 'The warranty of machine 8 is number 56.' }]);
    expect(slipped.found[0]).toBe(right.found[0]);
    expect(slipped.allKnown).toBe(true);
    expect(slipped.weights.get('warranti')).toBeCloseTo(right.weights.get('warranti')! * 0.9);
  });

  it('are not put right by words that the reader may not read, and short words not at all', async () => {
    expect((await weigh('warrnaty', [3])).allKnown).toBe(false);
    expect([...(await weigh('numbr xyzzy')).weights.keys()]).toContain('xyzzi');
  });
});
