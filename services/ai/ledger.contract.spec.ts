import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AiUse, AiVerdict } from '@rapport/contracts';
import { serviceCall } from '@rapport/runtime';
import type { TenantId } from '@rapport/kernel';
import { openAi, type OpenAi } from './src/rig/ai.rig.js';
import { AiLedgerStore } from './src/store/ai-ledger.store.js';

let house: OpenAi;

beforeAll(async () => {
  house = await openAi();
}, 60_000);
afterAll(() => house?.close());

describe('the ledger of models’ results', () => {
  it('holds what a model gave, from what, and what people made of it, and no text of it', async () => {
    const [{ app, work }] = house.running as [(typeof house.running)[number]];
    const ledger = app.get(AiLedgerStore);
    const call = serviceCall('ai', 'spec', 'acme' as TenantId);
    const result = { use: AiUse.SUMMARY, kind: 'proposal', outputId: 'p1', output: 'Call Maria back', model: 'rules', modelVersion: '1', inputIds: ['call1'] };
    const id = await work.run(call, async (tx) => ledger.note(tx, { ...result, evidenceIds: ['turn7'] }));
    await work.run(call, async (tx) => ledger.decide(tx, id, AiVerdict.ACCEPTED));
    await work.run(call, async (tx) => ledger.decide(tx, id, AiVerdict.UNDONE));

    const { records } = await house.as({ role: 'dpo' }).ledger.listAiRecords({ aboutId: 'call1' });
    expect(records).toMatchObject([{ id, outputId: 'p1', model: 'rules', evidenceIds: ['turn7'] }]);
    expect(records[0]!.outputHash).toMatch(/^[0-9a-f]{64}$/);
    expect(records[0]!.decisions.map(({ verdict, decidedBy }) => [verdict, decidedBy])).toEqual([
      [AiVerdict.ACCEPTED, 'service:ai'],
      [AiVerdict.UNDONE, 'service:ai'],
    ]);
    expect((await house.as({ role: 'dpo', tenant: 'globex' }).ledger.listAiRecords({})).records).toEqual([]);
    await expect(house.as().ledger.listAiRecords({})).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a use of models', () => {
  it('is on until an administrator switches it off, for this tenant alone', async () => {
    const onOf = async (tenant: string) =>
      (await house.as({ tenant }).settings.getAiSettings({})).switches.filter(({ on }) => !on).map(({ use, changedBy }) => [use, changedBy]);
    expect(await onOf('acme')).toEqual([]);
    await expect(house.as().settings.setAiSwitch({ use: AiUse.SCORING, on: false })).rejects.toMatchObject({ code: 'forbidden' });
    await house.as({ role: 'admin' }).settings.setAiSwitch({ use: AiUse.SCORING, on: false });
    expect([await onOf('acme'), await onOf('globex')]).toEqual([[[AiUse.SCORING, 'admin']], []]);
    await house.as({ role: 'admin' }).settings.setAiSwitch({ use: AiUse.SCORING, on: true });
    expect(await onOf('acme')).toEqual([]);
  });
});
