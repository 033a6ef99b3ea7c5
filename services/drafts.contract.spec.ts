import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { consent } from '@rapport/consent';
import {
  AiLedgerService,
  AiUse,
  ArticleAudience,
  ArticleService,
  CaseService,
  ConsentService,
  ContactService,
  DraftKind,
  DraftService,
  DraftState,
  KnowledgeService,
  PurposeService,
  TimelineService,
} from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { serviceDesk } from '@rapport/service-desk';
import { openRealParts, until } from '@rapport/testing';

const doors = {
  contacts: ContactService,
  articles: ArticleService,
  cases: CaseService,
  purposes: PurposeService,
  consents: ConsentService,
  knowledge: KnowledgeService,
  drafts: DraftService,
  ledger: AiLedgerService,
  timeline: TimelineService,
} as const;
let house: OpenHouse<typeof doors>;
const sofia = () => house.as({ id: 'sofia', teams: ['acme/sales'] });
const anna = () => house.as({ id: 'anna', role: 'agent' });
const dpo = () => house.as({ role: 'dpo' });

beforeAll(async () => {
  house = await openHouse([accounts, consent, serviceDesk, ai], doors, await openRealParts());
  for (const [key, nameEn, nameRu, basis] of [
    ['sales-follow-up', 'Follow-up', 'После разговора', 'legitimate-interest'],
    ['service-messages', 'Service', 'Обслуживание', 'contract'],
  ] as const)
    await dpo().purposes.createPurpose({ purpose: { key, nameEn, nameRu, basis, channels: ['email'] } });
  const article = { title: 'Сроки гарантии', body: 'Гарантия на кофемашины составляет 24 месяца.', language: 'ru', audience: ArticleAudience.CUSTOMER };
  const { id } = await anna().articles.createArticle({ article });
  await anna().articles.submitArticle({ id });
  await house.as({ id: 'mark', role: 'manager' }).articles.publishArticle({ id });
  await until('the article is found', async () => (await anna().knowledge.askKnowledge({ question: 'Какая гарантия на кофемашины?' })).found);
}, 120_000);
afterAll(() => house?.close());

async function maria() {
  const contact = { givenName: 'Мария', language: 'ru', emails: [{ value: 'maria@example.org' }] };
  return (await sofia().contacts.createContact({ contact })).id;
}

async function finished(contactId: string, kind = DraftKind.THANKS) {
  const { id } = await sofia().drafts.draftEmail({ draft: { contactId, kind, topic: 'Какая гарантия на кофемашины?' } });
  return sofia().drafts.updateDraft({
    draft: { id, subjectLine: 'Спасибо', body: 'Спасибо за встречу. Гарантия 24 месяца. [1]' },
    updateMask: { paths: ['subject_line', 'body'] },
  });
}

const arrived = (id: string) =>
  until('the e-mail is sent', async () => {
    const draft = await sofia().drafts.getDraft({ id });
    return draft.state === DraftState.SENT && draft;
  });

describe('an e-mail to a customer', () => {
  it('is drafted in the customer’s language from what is known, with its evidence and its gaps', async () => {
    const contactId = await maria();
    const draft = await sofia().drafts.draftEmail({ draft: { contactId, kind: DraftKind.FOLLOW_UP, topic: 'Какая гарантия на кофемашины?' } });
    expect(draft).toMatchObject({ language: 'ru', state: DraftState.WRITING, model: 'template', ownerId: 'sofia', teamId: 'acme/sales' });
    for (const words of ['Здравствуйте, Мария!', 'Гарантия на кофемашины составляет 24 месяца. [1]', '{{о чём договорились}}'])
      expect(draft.body).toContain(words);
    expect(draft.citations).toMatchObject([{ title: 'Сроки гарантии', version: 1, quote: 'Гарантия на кофемашины составляет 24 месяца.' }]);
    await expect(sofia().drafts.sendDraft({ id: draft.id })).rejects.toMatchObject({ reason: 'DRAFT_UNFINISHED' });
    const { records } = await dpo().ledger.listAiRecords({ use: AiUse.DRAFTS, aboutId: draft.id });
    expect(records).toMatchObject([{ kind: 'draft', subject: { noun: 'contact', id: contactId }, evidenceIds: [expect.stringContaining('@1#1')] }]);
    await expect(house.as({ role: 'marketer' }).drafts.getDraft({ id: draft.id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(house.as({ id: 'other', teams: ['acme/x'] }).drafts.getDraft({ id: draft.id })).rejects.toMatchObject({ reason: 'NOT_FOUND' });
  });

  it('answers a case by its number', async () => {
    const contactId = await maria();
    const { id: caseId, number } = await anna().cases.createCase({ case: { title: 'Какая гарантия на кофемашины?', contactId } });
    const { subjectLine, body } = await anna().drafts.draftEmail({ draft: { contactId, caseId, kind: DraftKind.CASE_REPLY } });
    expect([subjectLine, body.includes('24 месяца. [1]')]).toEqual([`Обращение № ${number}: Какая гарантия на кофемашины?`, true]);
  });

  it('is sent once where the customer allows it, stands in the outbox and in the timeline, and is changed no more', async () => {
    const contactId = await maria();
    const { id } = await finished(contactId);
    await Promise.all([
      sofia().drafts.sendDraft({ id }),
      sofia()
        .drafts.sendDraft({ id })
        .catch(() => undefined),
    ]);
    const sent = await arrived(id);
    expect(sent).toMatchObject({ body: 'Спасибо за встречу. Гарантия 24 месяца.', sentTo: 'maria@example.org', sentBy: 'sofia', trouble: '' });
    expect(sent.decisionId).not.toBe('');
    expect(await sofia().drafts.sendDraft({ id })).toMatchObject({ etag: sent.etag });
    expect((await sofia().drafts.listOutbox({})).drafts.map((one) => one.id)).toContain(id);
    await expect(sofia().drafts.updateDraft({ draft: { id, body: 'x' } })).rejects.toMatchObject({ reason: 'DRAFT_GONE' });
    await until('it stands in the timeline', async () => {
      const { entries } = await sofia().timeline.listTimeline({ noun: 'contact', id: contactId });
      return entries.filter(({ kind }) => kind === 'email').length === 1;
    });
  });

  it('is not sent once the customer objected, says why, and may go when the objection is lifted', async () => {
    const contactId = await maria();
    const { id } = await finished(contactId);
    const say = (action: string) =>
      dpo().consents.recordConsent({ consent: { contactId, purpose: 'sales-follow-up', channel: 'email', action, way: 'phone' } });
    await say('objected');
    const refused = await sofia().in('ru').drafts.sendDraft({ id });
    expect(refused).toMatchObject({ state: DraftState.WRITING, trouble: 'OBJECTED' });
    expect(refused.advice).toMatch(/[а-я]/);
    expect((await sofia().drafts.listOutbox({})).drafts.map((one) => one.id)).not.toContain(id);
    await say('objection-lifted');
    await sofia().drafts.sendDraft({ id });
    await arrived(id);
  });
});
