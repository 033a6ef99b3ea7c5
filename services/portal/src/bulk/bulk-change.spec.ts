import { describe, expect, it } from '@jest/globals';
import { ProblemError } from '@rapport/contracts/client';
import type { Became, Draft, Noun, NounRecord, Patch } from '../nouns/noun.js';
import { ownedBy } from './bulk-change.js';
import { whyFailed } from './run-bulk.js';

const stale = () => new ProblemError({ type: '', title: 'Changed meanwhile', status: 412, reason: 'STALE' });

/** Records in memory, written as the contract says: on top of the version that is named, or refused. */
class Kept {
  readonly records = new Map<string, NounRecord>();

  constructor(...ids: readonly string[]) {
    for (const id of ids) this.records.set(id, { id, etag: '1', ownerId: 'anna' });
  }

  put(id: string, draft: Draft, etag = ''): Became {
    const before = this.records.get(id)!;
    if (etag && etag !== before.etag) throw stale();
    const after = { ...before, ...draft, etag: String(Number(before.etag) + 1) };
    this.records.set(id, after);
    return { before: { ...before, etag: after.etag }, after };
  }

  noun(canMany: boolean): Noun {
    const attempt = ({ id, etag, ...draft }: Patch) => {
      try {
        return this.put(id, draft, etag);
      } catch (thrown) {
        return thrown as Error;
      }
    };
    const calls = {
      get: async (id: string) => this.records.get(id)!,
      update: async (id: string, draft: Draft, _: readonly string[], { ifMatch }: { readonly ifMatch?: string }) => this.put(id, draft, ifMatch).after,
      ...(canMany && { updateMany: async (patches: readonly Patch[]) => patches.map(attempt) }),
    };
    return { calls, fields: [] } as unknown as Noun;
  }
}

describe.each([true, false])('an owner given to many and taken back (many in one call: %s)', (canMany) => {
  const given = async (kept: Kept, noun: Noun) => {
    const change = ownedBy('boris');
    const records = [...kept.records.values()];
    const became = canMany ? await change.applyMany!(noun)!(records) : await Promise.all(records.map((record) => change.apply(noun, record)));
    const undone = async () =>
      canMany
        ? change.undoMany!(noun)!(became as readonly Became[])
        : Promise.all((became as readonly Became[]).map((each) => change.undo(noun, each).catch((error: Error) => error)));
    return { undone };
  };
  const owners = (kept: Kept) => [...kept.records.values()].map(({ ownerId }) => ownerId);

  it('does not overwrite whom somebody gave it to since, and says how many and why', async () => {
    const kept = new Kept('1', '2', '3');
    const { undone } = await given(kept, kept.noun(canMany));
    kept.put('2', { ownerId: 'vera' });
    const results = await undone();
    expect(owners(kept)).toEqual(['anna', 'vera', 'anna']);
    const failed = results.flatMap((result) => (result instanceof Error ? [[undefined, result] as const] : []));
    expect(whyFailed({ failed }, (error) => (error as ProblemError).problem.title)).toEqual([['changed meanwhile', 1]]);
  });

  it('is undone on top of what somebody did to other fields since', async () => {
    const kept = new Kept('1', '2');
    const { undone } = await given(kept, kept.noun(canMany));
    kept.put('1', { tags: ['vip'] });
    await undone();
    expect(owners(kept)).toEqual(['anna', 'anna']);
    expect(kept.records.get('1')?.tags).toEqual(['vip']);
  });
});
