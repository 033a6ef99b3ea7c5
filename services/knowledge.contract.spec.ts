import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ai } from '@rapport/ai';
import { AiLedgerService, AiSettingsService, AiUse, ArticleAudience, ArticleService, KnowledgeService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { serviceDesk } from '@rapport/service-desk';
import { openRealParts, until } from '@rapport/testing';

const doors = { articles: ArticleService, knowledge: KnowledgeService, ledger: AiLedgerService, settings: AiSettingsService } as const;
let house: OpenHouse<typeof doors>;
const anna = (tenant = 'acme') => house.as({ id: 'anna', role: 'agent', tenant });
const carla = () => house.as({ role: 'customer', contactId: '01900000-0000-7000-8000-00000000c001' });

beforeAll(async () => {
  house = await openHouse([serviceDesk, ai], doors, await openRealParts());
  await published('Ошибка E14: нет давления', 'E14 означает, что насос не даёт давления.\n\n1. Выключите машину на 60 секунд.\n2. Проверьте бак.', 'ru');
  await published('Limits of discounts', 'A seller may give ten percent off, the head of sales fifteen.', 'en', ArticleAudience.AGENT);
}, 120_000);
afterAll(() => house?.close());

async function published(title: string, body: string, language: string, audience = ArticleAudience.CUSTOMER) {
  const { id } = await anna().articles.createArticle({ article: { title, body, language, audience } });
  await anna().articles.submitArticle({ id });
  await house.as({ id: 'mark', role: 'manager' }).articles.publishArticle({ id });
  return id;
}

const found = (question: string, by = anna()) =>
  until('an answer is found', async () => {
    const answer = await by.knowledge.askKnowledge({ question });
    return answer.found && answer;
  });

describe('a question to the knowledge base', () => {
  it('is answered in the words of an article, which is cited; what no article says is not found', async () => {
    const answer = await found('Что значит ошибка E14?');
    expect(answer.text).toContain('насос не даёт давления');
    expect(answer.citations).toMatchObject([{ title: 'Ошибка E14: нет давления', version: 1, passage: 1 }]);
    expect(answer.text).toBe(`${answer.citations[0]!.quote} [1]`);
    expect(await anna().knowledge.askKnowledge({ question: 'Сколько стоит аренда самолёта?' })).toMatchObject({ found: false, text: '', citations: [] });
    const { records } = await house.as({ role: 'dpo' }).ledger.listAiRecords({ use: AiUse.ANSWERS });
    expect(records.find(({ id }) => id === answer.ledgerId)).toMatchObject({ kind: 'answer', outputId: answer.id, model: 'extractive' });
  });

  it('finds a misspelt word by its letters', async () => {
    const { citations } = await anna().knowledge.askKnowledge({ question: 'E14 даваление насоса' });
    expect(citations[0]?.title).toBe('Ошибка E14: нет давления');
  });

  it('is answered to customers from articles for customers alone, and to another tenant from its own', async () => {
    const question = 'What discount may a seller give?';
    expect((await found(question)).citations[0]!.title).toBe('Limits of discounts');
    expect(await carla().knowledge.askKnowledge({ question })).toMatchObject({ found: false });
    expect(await anna('globex').knowledge.askKnowledge({ question })).toMatchObject({ found: false });
    expect((await found('Что значит ошибка E14?', carla())).citations).toHaveLength(1);
  });

  it('is not answered where the tenant switched that off', async () => {
    const admin = house.as({ role: 'admin' });
    await admin.settings.setAiSwitch({ use: AiUse.ANSWERS, on: false });
    await expect(anna().knowledge.askKnowledge({ question: 'E14?' })).rejects.toMatchObject({ reason: 'AI_USE_OFF' });
    await admin.settings.setAiSwitch({ use: AiUse.ANSWERS, on: true });
  });
});

describe('the index', () => {
  it('follows what is published: a new version, a withdrawal, a rebuilding', async () => {
    const id = await published('Warehouse in Kazan', 'The warehouse in Kazan opens at nine.', 'en');
    const question = 'When does the warehouse in Kazan open?';
    expect((await found(question)).text).toContain('at nine');
    await anna().articles.updateArticle({ article: { id, body: 'The warehouse in Kazan opens at ten.' }, updateMask: { paths: ['body'] } });
    await anna().articles.submitArticle({ id });
    await house.as({ id: 'mark', role: 'manager' }).articles.publishArticle({ id });
    await until('the new version is found', async () => (await anna().knowledge.askKnowledge({ question })).text.includes('at ten'));
    await house.as({ role: 'manager' }).knowledge.rebuildKnowledge({});
    await house.as({ id: 'mark', role: 'manager' }).articles.archiveArticle({ id });
    await until('nothing is found', async () => !(await anna().knowledge.askKnowledge({ question })).found);
    expect((await found('Что значит ошибка E14?')).citations).toHaveLength(1);
  });
});
