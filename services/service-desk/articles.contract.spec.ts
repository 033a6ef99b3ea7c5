import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { ArticleAudience, ArticleStatus, ArticlePublishedSchema, ArticleWithdrawnSchema, eventSubject } from '@rapport/contracts';
import { openDesk, type OpenDesk, type Visitor } from './src/rig/service-desk.rig.js';

let rig: OpenDesk;
let anna: Visitor;
let boris: Visitor;
let mark: Visitor;
let carla: Visitor;
let machine: Visitor;

beforeAll(async () => {
  rig = await openDesk();
  anna = rig.as({ id: 'anna', role: 'agent' });
  boris = rig.as({ id: 'boris', role: 'agent' });
  mark = rig.as({ id: 'mark', role: 'manager' });
  carla = rig.as({ id: 'carla', role: 'customer', contactId: '01900000-0000-7000-8000-00000000c001' });
  machine = rig.as({ id: 'service:ai', role: 'service' });
}, 60_000);
afterAll(() => rig?.close());

const refusal = (reason: string) => expect.objectContaining({ reason });
const text = { title: 'Как заменить фильтр', body: 'Закройте кран.', language: 'ru', audience: ArticleAudience.CUSTOMER, category: 'maintenance' };
const begun = (more: object = {}) => anna.articles.createArticle({ article: { ...text, ...more } });

async function live(more: object = {}) {
  const { id } = await begun(more);
  await anna.articles.submitArticle({ id });
  return boris.articles.publishArticle({ id });
}

describe('an article on its way to readers', () => {
  it('is a draft, is reviewed by somebody else, and is then what readers are given', async () => {
    const { id } = await begun();
    await expect(boris.articles.publishArticle({ id })).rejects.toEqual(refusal('WRONG_STATE'));
    await anna.articles.submitArticle({ id });
    await expect(anna.articles.publishArticle({ id })).rejects.toEqual(refusal('OWN_REVIEW'));
    await boris.articles.returnArticle({ id, note: 'Где кран?' });
    expect(await anna.articles.getArticle({ id })).toMatchObject({ status: ArticleStatus.DRAFT, reviewNote: 'Где кран?', reviewerId: 'boris' });
    await anna.articles.updateArticle({ article: { id, body: 'Закройте кран под мойкой.' } });
    await anna.articles.submitArticle({ id });
    expect(await boris.articles.publishArticle({ id })).toMatchObject({ status: ArticleStatus.PUBLISHED, publishedVersion: 1, reviewerId: 'boris' });
    expect(await carla.published.getPublishedArticle({ id })).toMatchObject({ version: 1, body: 'Закройте кран под мойкой.' });
  });

  it('is not published as something that its reviewer has not read', async () => {
    const { id } = await begun();
    const { etag } = await anna.articles.submitArticle({ id });
    await mark.articles.updateArticle({ article: { id, body: 'Иначе.' } });
    await expect(boris.articles.publishArticle({ id, etag })).rejects.toEqual(refusal('STALE'));
  });

  it('is served as it was while it is being written anew, and every version can be written on from', async () => {
    const { id } = await live();
    await boris.articles.updateArticle({ article: { id, body: 'Вторая.' } });
    expect(await carla.published.getPublishedArticle({ id })).toMatchObject({ version: 1, body: 'Закройте кран.' });
    await boris.articles.submitArticle({ id });
    await anna.articles.publishArticle({ id });
    expect(await carla.published.getPublishedArticle({ id })).toMatchObject({ version: 2, body: 'Вторая.' });
    const { versions } = await anna.articles.listArticleVersions({ id });
    expect(versions.map(({ version, body, served, editorId }) => [version, body, served, editorId])).toEqual([
      [2, 'Вторая.', true, 'boris'],
      [1, 'Закройте кран.', false, 'anna'],
    ]);
    const restored = await anna.articles.restoreArticleVersion({ id, version: 1 });
    expect(restored).toMatchObject({ body: 'Закройте кран.', status: ArticleStatus.DRAFT, publishedVersion: 2, editorId: 'anna' });
    await expect(anna.articles.restoreArticleVersion({ id, version: 9 })).rejects.toEqual(refusal('NO_SUCH_VERSION'));
  });

  it('may be published by its writer where the tenant says so', async () => {
    const lonely = rig.as({ id: 'gleb', role: 'manager', tenant: 'globex' });
    await lonely.settings.putDeskSettings({ settings: { ownReview: true } });
    const { id } = await lonely.articles.createArticle({ article: text });
    await lonely.articles.submitArticle({ id });
    expect(await lonely.articles.publishArticle({ id })).toMatchObject({ publishedVersion: 1 });
  });

  it('is told of with its version, language and audience, and when it is withdrawn', async () => {
    const heard: string[] = [];
    const stop = await rig.installation.broker.watch('event.>', undefined, (event) => void heard.push(event.subject));
    const { id } = await live();
    await mark.articles.archiveArticle({ id });
    await expect(carla.published.getPublishedArticle({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    const wanted = [eventSubject(ArticlePublishedSchema), eventSubject(ArticleWithdrawnSchema)];
    for (let wait = 0; wait < 100 && !wanted.every((subject) => heard.includes(subject)); wait += 1) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual(expect.arrayContaining(wanted));
    await stop();
  });
});

describe('a customer', () => {
  it('gets no draft, no article for agents and nothing of the writing, through any door', async () => {
    const [draft, forAgents, forAll] = [
      await begun(),
      await live({ audience: ArticleAudience.AGENT, title: 'Скидка до 15 %' }),
      await live({ title: 'Для всех' }),
    ];
    for (const { id } of [draft, forAgents]) {
      await expect(carla.published.getPublishedArticle({ id })).rejects.toEqual(refusal('NOT_FOUND'));
      await expect(carla.published.rateArticle({ id, helped: true })).rejects.toEqual(refusal('NOT_FOUND'));
    }
    for (const audience of [ArticleAudience.UNSPECIFIED, ArticleAudience.AGENT, ArticleAudience.CUSTOMER]) {
      const { articles } = await carla.published.listPublishedArticles({ audience, pageSize: 200 });
      expect(articles.filter((one) => one.audience !== ArticleAudience.CUSTOMER)).toEqual([]);
    }
    const read = (await carla.published.listPublishedArticles({ pageSize: 200 })).articles.map(({ id }) => id);
    expect([read.includes(forAll.id), read.includes(forAgents.id), read.includes(draft.id)]).toEqual([true, false, false]);
    for (const attempt of [
      carla.articles.getArticle({ id: forAll.id }),
      carla.articles.listArticles({}),
      carla.articles.listArticleVersions({ id: forAll.id }),
      carla.articles.createArticle({ article: text }),
    ])
      await expect(attempt).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('loses an article that becomes one for agents', async () => {
    const { id } = await live();
    await anna.articles.updateArticle({ article: { id, audience: ArticleAudience.AGENT } });
    expect((await carla.published.getPublishedArticle({ id })).version).toBe(1);
    await anna.articles.submitArticle({ id });
    await boris.articles.publishArticle({ id });
    await expect(carla.published.getPublishedArticle({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await anna.published.getPublishedArticle({ id })).version).toBe(2);
  });

  it('counts once in what is said of an article, as does everybody', async () => {
    const { id } = await live();
    await carla.published.rateArticle({ id, helped: true });
    await carla.published.rateArticle({ id, helped: true });
    await anna.published.rateArticle({ id, helped: true });
    expect(await carla.published.rateArticle({ id, helped: false })).toMatchObject({ helped: 1, notHelped: 1 });
    expect(await anna.published.getPublishedArticle({ id })).toMatchObject({ helped: 1, notHelped: 1 });
  });

  it('of another tenant reads nothing of this one', async () => {
    const { id } = await live();
    const stranger = rig.as({ id: 'gina', role: 'customer', tenant: 'umbra', contactId: '01900000-0000-7000-8000-00000000c002' });
    await expect(stranger.published.getPublishedArticle({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    expect((await stranger.published.listPublishedArticles({})).articles).toEqual([]);
  });
});

describe('whoever keeps an index', () => {
  it('walks all that is published page by page, or what is new since a moment', async () => {
    const before = new Date();
    const made = [await live({ language: 'en' }), await live(), await live({ audience: ArticleAudience.AGENT })].map(({ id }) => id);
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await machine.published.listPublishedArticles({ since: timestampFromDate(before), pageSize: 2, pageToken });
      seen.push(...page.articles.map(({ id }) => id));
      pageToken = page.nextPageToken;
    } while (pageToken);
    expect(seen).toEqual(made);
    const english = await machine.published.listPublishedArticles({ since: timestampFromDate(before), language: 'en' });
    expect(english.articles.map(({ id }) => id)).toEqual([made[0]]);
  });
});
