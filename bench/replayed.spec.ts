import { describe, expect, it } from '@jest/globals';
import { inSchema, recordingOf, replayed } from './replayed.mjs';

const own = '01900000-0000-7000-8000-000000000001';
const made = '01a20149-a4f9-7d7a-9da4-64397b087dcd';
const recording = recordingOf(
  [
    { text: `begin; set local role "rapport_accounts"; select '${own}'` },
    { text: 'insert $1, $2', values: [made, Buffer.from('x')] },
    { text: `say('${made}'); commit` },
  ],
  [own],
);

describe('a transaction taken down', () => {
  it('is sent again with fresh ids of the same length, the same ones throughout', () => {
    const [first, second] = [replayed(recording), replayed(recording)];
    const id = first[1]!.values![0] as string;
    expect(id).toHaveLength(made.length);
    expect(id).not.toBe(made);
    expect(first[2]!.text).toBe(`say('${id}'); commit`);
    expect(second[1]!.values![0]).not.toBe(id);
  });

  it('keeps ids that every such transaction has, and bytes', () => {
    const [begin, insert] = replayed(recording);
    expect(begin!.text).toContain(own);
    expect(insert!.values![1]).toEqual(Buffer.from('x'));
  });

  it('moves to the tables and the role of another service', () => {
    expect(
      inSchema(recordingOf([{ text: 'set role "rapport_accounts"; select from "accounts"."contacts"' }], []), 'accounts', 'bench_floor').statements,
    ).toEqual([{ text: 'set role "rapport_bench_floor"; select from "bench_floor"."contacts"' }]);
  });
});
