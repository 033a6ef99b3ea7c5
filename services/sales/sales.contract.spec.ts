import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DealState, StageKind } from '@rapport/contracts';
import { openSales, type OpenSales, type Visitor } from './src/rig/sales.rig.js';

let rig: OpenSales;
let sofia: Visitor;
let mark: Visitor;
let stranger: Visitor;

beforeAll(async () => {
  rig = await openSales();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  stranger = rig.as({ id: 'gleb', role: 'manager', tenant: 'globex' });
}, 60_000);
afterAll(() => rig?.close());

const stageOf = async (kind: StageKind, at = 0, who = mark) =>
  (await who.pipelines.listPipelines({})).pipelines[0]!.stages.filter((stage) => stage.kind === kind)[at]!.id;
const made = (deal: object = {}, by = sofia) => by.deals.createDeal({ deal: { title: 'Стойки для склада', ...deal } });
const refusal = (reason: string, more: object = {}) => expect.objectContaining({ reason, ...more });
const violation = (...pointers: string[]) =>
  expect.objectContaining({ details: expect.objectContaining({ violations: pointers.map((pointer) => expect.objectContaining({ pointer })) }) });

describe('a deal', () => {
  it('begins where the default pipeline begins, and belongs to whoever added it', async () => {
    const { id } = await made({ amountMinor: 12_500_000n, expectedCloseOn: '2027-02-28', nextStep: 'Позвонить', tags: ['склад'] });
    expect(await sofia.deals.getDeal({ id })).toMatchObject({
      title: 'Стойки для склада',
      amountMinor: 12_500_000n,
      currency: 'RUB',
      probability: 10,
      state: DealState.OPEN,
      stageId: await stageOf(StageKind.OPEN),
      ownerId: 'sofia',
      teamId: 'acme/sales',
      nextStep: 'Позвонить',
      expectedCloseOn: '2027-02-28',
    });
  });
});
