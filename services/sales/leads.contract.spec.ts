import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AssignmentMode, LeadStatus, StageKind } from '@rapport/contracts';
import { openSales, type OpenSales, type Visitor } from './src/rig/sales.rig.js';

let rig: OpenSales;
let sofia: Visitor;
let mark: Visitor;
let form: Visitor;
let model: Visitor;

beforeAll(async () => {
  rig = await openSales();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
  form = rig.as({ id: 'web-form', role: 'integration' });
  model = rig.as({ id: 'service:ai', role: 'service' });
}, 60_000);
afterAll(() => rig?.close());

const made = (lead: object = {}, by = sofia) => by.leads.createLead({ lead: { familyName: 'Ковалёва', ...lead } });
const refusal = (reason: string) => expect.objectContaining({ reason });
const violation = (pointer: string, reason: string) =>
  expect.objectContaining({ details: expect.objectContaining({ violations: [expect.objectContaining({ pointer, reason })] }) });
const ownersOf = (leads: readonly { ownerId: string }[]) =>
  [...Map.groupBy(leads, ({ ownerId }) => ownerId)].map(([owner, of]) => [owner, of.length] as const).sort();

describe('a lead', () => {
  it('is kept as it was written, and found by it', async () => {
    const { id } = await made({
      givenName: 'Мария',
      companyName: 'Северный ветер',
      emails: [{ value: 'Maria@Wind.example' }],
      interest: 'Нужны стойки',
      source: 'ads',
      utm: { utm_term: 'стойки купить' },
    });
    expect(await sofia.leads.getLead({ id })).toMatchObject({
      displayName: 'Ковалёва Мария',
      status: LeadStatus.NEW,
      channel: 'manual',
      ownerId: 'sofia',
      utm: { utm_term: 'стойки купить' },
    });
    const found = async (filter: string) => (await sofia.leads.searchLeads({ filter })).leads.map((lead) => lead.id);
    expect([await found('emails.value = "maria@wind.example"'), await found('company_name:"север"')]).toEqual([[id], [id]]);
    await expect(sofia.leads.createLead({ lead: { interest: 'что-то' } })).rejects.toEqual(violation('/family_name', 'ONE_REQUIRED'));
  });

  it('is worked on, disqualified for a reason, and taken up again', async () => {
    const { id } = await made();
    const move = (status: LeadStatus, reason = '') => sofia.leads.moveLead({ id, status, reason });
    expect((await move(LeadStatus.WORKING)).status).toBe(LeadStatus.WORKING);
    await expect(move(LeadStatus.DISQUALIFIED)).rejects.toEqual(violation('/reason', 'REQUIRED'));
    expect(await move(LeadStatus.DISQUALIFIED, 'no-budget')).toMatchObject({ status: LeadStatus.DISQUALIFIED, statusReason: 'no-budget' });
    expect(await move(LeadStatus.QUALIFIED, 'budget-found')).toMatchObject({ statusReason: 'budget-found' });
    await expect(move(LeadStatus.CONVERTED)).rejects.toEqual(violation('/status', 'NOT_ALLOWED_VALUE'));
  });

  it('is erased for good', async () => {
    const dina = rig.as({ id: 'dina', role: 'dpo' });
    const { id } = await made({ phones: [{ value: '+79005550177' }] });
    await expect(sofia.leads.eraseLead({ id })).rejects.toEqual(refusal('FORBIDDEN'));
    expect((await dina.leads.eraseLead({ id })).erasedAt).toBeDefined();
    await expect(sofia.leads.getLead({ id })).rejects.toMatchObject({ code: 'not_found' });
    expect((await sofia.leads.searchLeads({ filter: 'phones.value = "+79005550177"', showDeleted: true })).leads).toEqual([]);
  });
});

describe('leads without an owner', () => {
  const rule = (mode: AssignmentMode, memberIds: string[]) => mark.assignment.setAssignmentRule({ rule: { mode, memberIds, teamId: 'acme/sales' } });

  it('belong to whoever brings them, until a manager says how they are given out', async () => {
    expect((await mark.assignment.getAssignmentRule({})).mode).toBe(AssignmentMode.NONE);
    expect((await made({}, form)).ownerId).toBe('web-form');
    await expect(sofia.assignment.setAssignmentRule({ rule: { mode: AssignmentMode.NONE } })).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(rule(AssignmentMode.LOAD, [])).rejects.toEqual(violation('/member_ids', 'REQUIRED'));
  });

  it('are given out one after another, exactly, however many come at once', async () => {
    await rule(AssignmentMode.ROUND_ROBIN, ['anna', 'boris', 'vera']);
    const leads = await Promise.all(Array.from({ length: 12 }, () => made({}, form)));
    expect(ownersOf(leads)).toEqual([
      ['anna', 4],
      ['boris', 4],
      ['vera', 4],
    ]);
    expect(leads.every(({ teamId }) => teamId === 'acme/sales')).toBe(true);
    const { results } = await form.leads.batchWriteLeads({ leads: [{ familyName: 'А' }, { interest: 'никто' }, { familyName: 'Б' }, { familyName: 'В' }] });
    const written = results.flatMap(({ outcome }) => (outcome.case === 'lead' ? [outcome.value] : []));
    expect(ownersOf(written)).toEqual([
      ['anna', 1],
      ['boris', 1],
      ['vera', 1],
    ]);
  });

  it('go to whoever has the fewest in work', async () => {
    await rule(AssignmentMode.LOAD, ['gleb', 'dasha']);
    for (let at = 0; at < 3; at += 1) await made({ ownerId: 'gleb', teamId: 'acme/sales' }, mark);
    expect(ownersOf(await Promise.all(Array.from({ length: 5 }, () => made({}, form))))).toEqual([
      ['dasha', 4],
      ['gleb', 1],
    ]);
    await made({}, form);
    const done = await made({}, form);
    await mark.leads.moveLead({ id: done.id, status: LeadStatus.DISQUALIFIED, reason: 'spam' });
    expect((await made({}, form)).ownerId).toBe(done.ownerId);
  });

  it('but a seller’s own new lead stays theirs', async () => {
    await rule(AssignmentMode.ROUND_ROBIN, ['anna']);
    expect((await made()).ownerId).toBe('sofia');
    await rule(AssignmentMode.NONE, []);
  });
});

describe('scores', () => {
  it('are written by services, kept as a history, and change nobody’s version', async () => {
    const { id, etag } = await made();
    const answer = {
      noun: 'lead',
      recordId: id,
      modelId: 'leads',
      modelVersion: '1',
      probability: 0.72,
      reasons: [{ feature: 'source', value: 'ads', weight: 0.4 }],
    };
    await expect(sofia.scoring.setScore(answer)).rejects.toEqual(refusal('FORBIDDEN'));
    const first = await model.scoring.setScore(answer);
    expect((await model.scoring.setScore(answer)).id).toBe(first.id);
    await model.scoring.setScore({ ...answer, modelVersion: '2', probability: 0.31 });
    expect(await sofia.leads.getLead({ id })).toMatchObject({ etag, score: 31, scoreReasons: [{ feature: 'source', value: 'ads', weight: 0.4 }] });
    const { scores } = await sofia.leads.listLeadScores({ id });
    expect(scores.map(({ modelVersion, probability }) => [modelVersion, probability])).toEqual([
      ['2', 0.31],
      ['1', 0.72],
    ]);
  });

  it('are learnt from what was known before the end, and from nothing after it', async () => {
    const { pipelines } = await sofia.pipelines.listPipelines({});
    const stage = (kind: StageKind, at = 0) => pipelines[0]!.stages.filter((one) => one.kind === kind)[at]!.id;
    const { deal } = { deal: await sofia.deals.createDeal({ deal: { title: 'Секрет', amountMinor: 40_000_000n, source: 'referral' } }) };
    await sofia.deals.moveDeal({ id: deal.id, stageId: stage(StageKind.OPEN, 2) });
    await model.scoring.keepScoringFeatures({ noun: 'deal', recordId: deal.id, moment: 'call-analysed', facts: { budget_named: true, said: 'x'.repeat(100) } });
    await sofia.deals.moveDeal({ id: deal.id, stageId: stage(StageKind.LOST), closeReason: 'price' });
    await model.scoring.keepScoringFeatures({ noun: 'deal', recordId: deal.id, moment: 'call-analysed' });
    const { examples } = await model.scoring.listScoringExamples({ noun: 'deal' });
    expect(examples.map(({ moment, succeeded }) => [moment, succeeded])).toEqual([
      ['created', false],
      ['stage-moved', false],
      ['call-analysed', false],
    ]);
    expect(examples[2]!.features).toMatchObject({ source: 'referral', amount: 'up-to-500k', stage: 2, budget_named: true });
    expect(JSON.stringify(examples, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))).not.toMatch(/Секрет|xxxx|price/);
    await sofia.deals.moveDeal({ id: deal.id, stageId: stage(StageKind.OPEN, 3) });
    expect((await model.scoring.listScoringExamples({ noun: 'deal' })).examples).toEqual([]);
    await sofia.deals.moveDeal({ id: deal.id, stageId: stage(StageKind.WON) });
    const later = (await model.scoring.listScoringExamples({ noun: 'deal' })).examples;
    expect([later.length, later.every(({ succeeded }) => succeeded)]).toEqual([4, true]);
  });
});
