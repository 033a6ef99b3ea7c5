import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { ArticleAudience, ArticleService, CompanyService, ContactService, KnowledgeService, RelationService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { serviceDesk } from '@rapport/service-desk';
import { openRealParts, until } from '@rapport/testing';

const doors = {
  articles: ArticleService,
  companies: CompanyService,
  contacts: ContactService,
  knowledge: KnowledgeService,
  relations: RelationService,
} as const;
let house: OpenHouse<typeof doors>;
const heard: string[] = [];
const anna = () => house.as({ id: 'anna', role: 'manager' });

/** Models of every kind, which hear everything and answer in their own shapes. */
const server = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const body = Buffer.concat(pieces).toString('utf8');
    heard.push(body);
    const { input = [] } = JSON.parse(body) as { input?: string[] };
    const embedded = { data: input.map((_, index) => ({ index, embedding: [1, 0, 0, 0, 0, 0, 0, index + 1] })) };
    const said = { choices: [{ message: { content: JSON.stringify({ found: false, sentences: [] }) } }] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.url?.endsWith('/embeddings') ? embedded : said));
  });
});

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { settings, close } = await openRealParts();
  const models = {
    OPENAI_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    RAPPORT_LANGUAGE_MODEL: 'writer',
    RAPPORT_EMBEDDING_MODEL: 'vectors',
    RAPPORT_EMBEDDING_DIMS: '8',
  };
  house = await openHouse([accounts, serviceDesk, ai], doors, { settings: { ...settings, ...models }, close });
}, 120_000);
afterAll(async () => {
  await house?.close();
  server.closeAllConnections();
  server.close();
});

describe('a question beside a record', () => {
  it('leaves for models without the names of the record and of whom it belongs to', async () => {
    const article = { title: 'Возврат денег', body: 'Деньги возвращаются на карту за десять дней.', language: 'ru', audience: ArticleAudience.CUSTOMER };
    const { id } = await anna().articles.createArticle({ article });
    await anna().articles.submitArticle({ id });
    await house.as({ id: 'mark', role: 'manager' }).articles.publishArticle({ id });
    await until('the article is indexed', async () => heard.some((body) => body.includes('на карту')));
    const person = await anna().contacts.createContact({ contact: { givenName: 'Мария', familyName: 'Ковалёва' } });
    const firm = await anna().companies.createCompany({ company: { name: 'ООО «Северный ветер»' } });
    const role = 'employee';
    await anna().relations.createRelation({ relation: { from: { noun: 'contact', id: person.id }, to: { noun: 'company', id: firm.id }, role } });
    for (const about of [
      { noun: 'contact', id: person.id },
      { noun: 'company', id: firm.id },
    ]) {
      heard.length = 0;
      await anna().knowledge.askKnowledge({ question: 'Маша Ковалева из Северного ветра: когда вернутся деньги Марии Ковалёвой?', language: 'ru', about });
      // The vector of the question and the answer to it.
      expect(heard.length).toBeGreaterThanOrEqual(2);
      for (const body of heard) {
        expect(body).toContain('вернутся деньги');
        expect(body).not.toMatch(/Ковал|Маш|Мари|Северн/);
      }
    }
  });
});
