import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DealState, StageKind, type Stage } from '@rapport/contracts';
import { openSales, type OpenSales, type Visitor } from './src/rig/sales.rig.js';

let rig: OpenSales;
let sofia: Visitor;
let semyon: Visitor;
let mark: Visitor;
let stranger: Visitor;
let stages: Stage[];

beforeAll(async () => {
  rig = await openSales();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  semyon = rig.as({ id: 'semyon', teams: ['acme/key-accounts'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  stranger = rig.as({ id: 'gleb', role: 'manager', tenant: 'globex' });
  stages = (await mark.pipelines.listPipelines({})).pipelines[0]!.stages;
}, 60_000);
afterAll(() => rig?.close());

const unknownId = '01900000-0000-7000-8000-00000000ffff';
const stage = (kind: StageKind, at = 0) => stages.filter((one) => one.kind === kind)[at]!.id;
const made = (deal: object = {}, by = sofia) => by.deals.createDeal({ deal: { title: 'Стойки для склада', ...deal } });
const refusal = (reason: string) => expect.objectContaining({ reason });
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
      stageId: stage(StageKind.OPEN),
      ownerId: 'sofia',
      teamId: 'acme/sales',
      nextStep: 'Позвонить',
      expectedCloseOn: '2027-02-28',
    });
  });

  it('names customers who are there, and a stage of the tenant', async () => {
    await expect(made({ contactId: unknownId, companyId: unknownId })).rejects.toEqual(violation('/contact_id', '/company_id'));
    await expect(made({ stageId: unknownId })).rejects.toEqual(violation('/stage_id'));
    const { id } = await made();
    await expect(sofia.deals.updateDeal({ deal: { id, companyId: unknownId } })).rejects.toEqual(violation('/company_id'));
    await expect(sofia.deals.updateDeal({ deal: { id, stageId: stage(StageKind.OPEN, 1) } })).rejects.toEqual(violation('/stage_id'));
  });

  it('comes to a stage with what the stage requires, or hears of all that is missing', async () => {
    const { id } = await made();
    const agreement = stage(StageKind.OPEN, 4);
    await expect(sofia.deals.moveDeal({ id, stageId: agreement })).rejects.toEqual(violation('/fields/amount_minor', '/fields/expected_close_on'));
    const moved = await sofia.deals.moveDeal({ id, stageId: agreement, fields: { amountMinor: 500n, expectedCloseOn: '2027-01-01' } });
    expect(moved).toMatchObject({ stageId: agreement, probability: 80, amountMinor: 500n });
    await expect(sofia.deals.moveDeal({ id, stageId: stage(StageKind.LOST) })).rejects.toEqual(violation('/close_reason'));
  });

  it('is lost for a reason, opened again and won, and its history tells every step', async () => {
    const { id } = await made({ amountMinor: 100n });
    const [first, second, won, lost] = [stage(StageKind.OPEN), stage(StageKind.OPEN, 1), stage(StageKind.WON), stage(StageKind.LOST)];
    const gone = await sofia.deals.moveDeal({ id, stageId: lost, closeReason: 'price', closeNote: 'Нашли дешевле' });
    expect(gone).toMatchObject({ state: DealState.LOST, closeReason: 'price', closeNote: 'Нашли дешевле', probability: 0 });
    expect(gone.closedAt).toBeDefined();
    const opened = await mark.deals.moveDeal({ id, stageId: second });
    expect([opened.state, opened.closeReason, opened.closedAt]).toEqual([DealState.OPEN, '', undefined]);
    expect(await sofia.deals.moveDeal({ id, stageId: won })).toMatchObject({ state: DealState.WON, probability: 100 });
    const { entries } = await sofia.deals.listStageHistory({ id });
    expect(entries.map(({ fromStageId, toStageId, by }) => [fromStageId, toStageId, by])).toEqual([
      ['', first, 'sofia'],
      [first, lost, 'sofia'],
      [lost, second, 'mark'],
      [second, won, 'sofia'],
    ]);
    expect(entries.map(({ leftAt }) => leftAt !== undefined)).toEqual([true, true, true, false]);
  });

  it('moved in the version that was read only, and to where it stands changes nothing', async () => {
    const { id, etag } = await made();
    expect((await sofia.deals.moveDeal({ id, stageId: stage(StageKind.OPEN) })).etag).toBe(etag);
    await sofia.deals.moveDeal({ id, stageId: stage(StageKind.OPEN, 1) });
    await expect(sofia.deals.moveDeal({ id, etag, stageId: stage(StageKind.OPEN, 2) })).rejects.toEqual(refusal('STALE'));
    expect((await sofia.deals.listStageHistory({ id })).entries).toHaveLength(2);
  });

  it('is seen and moved by its owner, the owner’s team and managers, and by nobody else', async () => {
    const { id } = await made();
    for (const who of [semyon, stranger]) {
      for (const asked of [
        who.deals.getDeal({ id }),
        who.deals.moveDeal({ id, stageId: stage(StageKind.OPEN, 1) }),
        who.deals.listStageHistory({ id }),
        who.deals.listDealScores({ id }),
      ])
        await expect(asked).rejects.toEqual(refusal('NOT_FOUND'));
      expect((await who.deals.sumDeals({})).sums).toEqual([]);
    }
    expect((await mark.deals.getDeal({ id })).id).toBe(id);
  });
});

describe('a board', () => {
  it('sums what a list with the same filter holds, by stage and currency', async () => {
    const tag = 'доска';
    await made({ amountMinor: 100n, tags: [tag] });
    await made({ amountMinor: 250n, tags: [tag], currency: 'USD' });
    await made({ amountMinor: 300n, tags: [tag], stageId: stage(StageKind.OPEN, 3) }, mark);
    const gone = await made({ amountMinor: 999n, tags: [tag] });
    await sofia.deals.deleteDeal({ id: gone.id });
    const { sums } = await sofia.deals.sumDeals({ filter: `tags:"${tag}"` });
    expect(sums.map(({ stageId, currency, count, amountMinor, weightedMinor }) => [stageId, currency, count, amountMinor, weightedMinor])).toEqual([
      [stage(StageKind.OPEN), 'RUB', 1n, 100n, 10n],
      [stage(StageKind.OPEN), 'USD', 1n, 250n, 25n],
      [stage(StageKind.OPEN, 3), 'RUB', 1n, 300n, 180n],
    ]);
    await expect(sofia.deals.sumDeals({ filter: 'title:"сто"' })).rejects.toEqual(violation('/filter'));
  });

  it('finds deals by stage, day, worth and time, in each order', async () => {
    const tag = 'календарь';
    const days = ['2027-03-01', '2027-01-15', '2027-02-10'];
    for (const [at, expectedCloseOn] of days.entries()) await made({ tags: [tag], expectedCloseOn, amountMinor: BigInt(at + 1) });
    await made({ tags: [tag] });
    const listed = async (filter: string, orderBy = 'expected_close_on') =>
      (await sofia.deals.listDeals({ filter: `tags:"${tag}" ${filter}`, orderBy, pageSize: 2 })).deals.map((deal) => deal.expectedCloseOn);
    expect(await listed('AND expected_close_on >= "2027-01-01" AND expected_close_on < "2027-03-01"')).toEqual(['2027-01-15', '2027-02-10']);
    expect(await listed('AND expected_close_on = ""')).toEqual(['']);
    expect(await listed('AND state = OPEN', 'amount_minor desc')).toEqual(['2027-02-10', '2027-01-15']);
    const page = await sofia.deals.listDeals({ filter: `tags:"${tag}" AND stage_since > "2026-01-01"`, orderBy: 'stage_since', pageSize: 3 });
    const rest = await sofia.deals.listDeals({
      filter: `tags:"${tag}" AND stage_since > "2026-01-01"`,
      orderBy: 'stage_since',
      pageSize: 3,
      pageToken: page.nextPageToken,
    });
    expect([page.deals.length, rest.deals.length]).toEqual([3, 1]);
    expect((await sofia.deals.searchDeals({ filter: 'title:"стойки скл"' })).deals.length).toBeGreaterThan(0);
    await expect(sofia.deals.listDeals({ filter: 'expected_close_on > "soon"' })).rejects.toEqual(violation('/filter'));
  });
});

describe('a pipeline', () => {
  const draft = {
    nameEn: 'Partners',
    stages: [
      { nameEn: 'Talks', kind: StageKind.OPEN, probability: 30 },
      { nameEn: 'Signed', kind: StageKind.WON },
      { nameEn: 'Left', kind: StageKind.LOST },
    ],
  };

  it('needs a stage that is open, and names; ends come by themselves', async () => {
    await expect(mark.pipelines.createPipeline({ pipeline: { nameEn: 'X', stages: [{ kind: StageKind.WON }] } })).rejects.toEqual(
      violation('/stages/0/name_en', '/stages'),
    );
    const short = await mark.pipelines.createPipeline({ pipeline: { nameEn: 'X', stages: [draft.stages[0]!] } });
    expect(short.stages.map(({ kind }) => kind)).toEqual([StageKind.OPEN, StageKind.WON, StageKind.LOST]);
    await expect(sofia.pipelines.createPipeline({ pipeline: draft })).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('is changed without a deal losing its place', async () => {
    const pipeline = await mark.pipelines.createPipeline({ pipeline: draft });
    const [talks, signed, left] = pipeline.stages;
    const { id } = await made({ stageId: talks!.id });
    const change = (kept: object[]) => mark.pipelines.updatePipeline({ pipeline: { id: pipeline.id, stages: kept } });
    await expect(change([{ ...draft.stages[0], nameEn: 'New one' }, signed!, left!])).rejects.toEqual(refusal('STAGE_IN_USE'));
    await expect(mark.pipelines.deletePipeline({ id: pipeline.id })).rejects.toEqual(refusal('STAGE_IN_USE'));
    const grown = await change([{ nameEn: 'First call', kind: StageKind.OPEN, probability: 5 }, { ...talks!, nameEn: 'Long talks' }, signed!, left!]);
    expect(grown.stages.map(({ nameEn }) => nameEn)).toEqual(['First call', 'Long talks', 'Signed', 'Left']);
    expect(grown.stages[1]!.id).toBe(talks!.id);
    expect(grown.stages.map(({ probability }) => probability)).toEqual([5, 30, 100, 0]);
    await sofia.deals.moveDeal({ id, stageId: grown.stages[0]!.id });
    const shrunk = await mark.pipelines.updatePipeline({ pipeline: { id: pipeline.id, etag: grown.etag, stages: [grown.stages[0]!, signed!, left!] } });
    expect(shrunk.stages).toHaveLength(3);
    expect(await sofia.deals.getDeal({ id })).toMatchObject({ pipelineId: pipeline.id, stageId: grown.stages[0]!.id });
    await expect(mark.pipelines.updatePipeline({ pipeline: { id: pipeline.id, etag: grown.etag, nameEn: 'Y' } })).rejects.toEqual(refusal('STALE'));
  });

  it('is the default alone, and never the last to go', async () => {
    const pipeline = await mark.pipelines.createPipeline({ pipeline: { ...draft, isDefault: true } });
    const listed = (await sofia.pipelines.listPipelines({})).pipelines;
    expect([listed[0]!.id, listed.filter(({ isDefault }) => isDefault).length]).toEqual([pipeline.id, 1]);
    await mark.pipelines.deletePipeline({ id: pipeline.id });
    const [only] = (await stranger.pipelines.listPipelines({})).pipelines;
    await expect(stranger.pipelines.deletePipeline({ id: only!.id })).rejects.toEqual(refusal('PIPELINE_NEEDED'));
    expect((await made()).stageId).toBe(stage(StageKind.OPEN));
  });
});
