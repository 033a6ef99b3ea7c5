import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ViewLayout, Visibility } from '@rapport/contracts';
import { openAccounts, type OpenAccounts, type Visitor } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
let sofia: Visitor;
let olga: Visitor;
let anna: Visitor;
let mark: Visitor;

beforeAll(async () => {
  rig = await openAccounts();
  sofia = rig.as({ id: 'sofia', teams: ['acme/sales'] });
  olga = rig.as({ id: 'olga', teams: ['acme/sales'] });
  anna = rig.as({ id: 'anna', role: 'agent', teams: ['acme/support'] });
  mark = rig.as({ id: 'mark', role: 'manager', teams: ['acme/sales'] });
}, 60_000);
afterAll(() => rig?.close());

const kept = (view: object = {}, by = sofia) => by.views.createView({ view: { noun: 'contact', name: 'Мои', ...view } });
const refusal = (reason: string) => expect.objectContaining({ reason });

describe('a view', () => {
  it('is kept as written, for its owner alone, a manager included', async () => {
    const view = {
      filter: 'tags:"vip"',
      orderBy: 'created_at desc',
      columns: ['display_name', 'tags'],
      groupBy: 'standing',
      layout: ViewLayout.BOARD,
      pinned: true,
      position: 2.5,
    };
    const { id } = await kept(view);
    expect(await sofia.views.getView({ id })).toMatchObject({
      ...view,
      noun: 'contact',
      name: 'Мои',
      visibility: Visibility.PRIVATE,
      ownerId: 'sofia',
      teamId: '',
    });
    for (const other of [olga, mark, anna]) {
      await expect(other.views.getView({ id })).rejects.toEqual(refusal('NOT_FOUND'));
      await expect(other.views.updateView({ view: { id, name: 'X' } })).rejects.toEqual(refusal('NOT_FOUND'));
      expect((await other.views.listViews({})).views.map((one) => one.id)).not.toContain(id);
    }
    await sofia.views.deleteView({ id });
    expect((await sofia.views.restoreView({ id })).name).toBe('Мои');
  });

  it('that a team shares is read and written by who is in it', async () => {
    const { id } = await kept({ visibility: Visibility.TEAM, name: 'Наши' });
    expect((await olga.views.updateView({ view: { id, name: 'Общие' } })).teamId).toBe('acme/sales');
    await expect(anna.views.getView({ id })).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(kept({ visibility: Visibility.TEAM, teamId: 'acme/support' })).rejects.toEqual(refusal('NOT_OWNER'));
  });

  it('of the whole tenant is everybody’s to read and a manager’s to write', async () => {
    await expect(kept({ visibility: Visibility.TENANT })).rejects.toEqual(refusal('NOT_OWNER'));
    const { id } = await kept({ visibility: Visibility.TENANT, name: 'Все' }, mark);
    expect((await anna.views.getView({ id })).name).toBe('Все');
    await expect(anna.views.updateView({ view: { id, name: 'X' } })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(anna.views.deleteView({ id })).rejects.toEqual(refusal('NOT_OWNER'));
    await expect(rig.as({ tenant: 'globex', role: 'manager' }).views.getView({ id })).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('is shared with nobody whom its owner could not give it to', async () => {
    const { id } = await kept();
    await expect(sofia.views.updateView({ view: { id, visibility: Visibility.TENANT } })).rejects.toEqual(refusal('NOT_OWNER'));
    expect((await sofia.views.updateView({ view: { id, visibility: Visibility.TEAM } })).teamId).toBe('acme/sales');
    expect((await sofia.views.updateView({ view: { id, visibility: Visibility.PRIVATE } })).teamId).toBe('');
    for (const role of ['customer', 'admin'] as const) await expect(rig.as({ role, contactId: id }).views.listViews({})).rejects.toEqual(refusal('FORBIDDEN'));
  });

  it('stands in its list by its position', async () => {
    const dina = rig.as({ id: 'dina', role: 'marketer', teams: ['acme/growth'] });
    for (const [name, position] of [
      ['второй', 2],
      ['первый', 1],
      ['третий', 3],
    ] as const)
      await kept({ name, position, noun: 'campaign' }, dina);
    const { views } = await dina.views.listViews({ filter: 'noun = "campaign"', orderBy: 'position' });
    expect(views.map(({ name }) => name)).toEqual(['первый', 'второй', 'третий']);
    await expect(dina.views.listViews({ filter: 'name = "первый"' })).rejects.toEqual(refusal('INVALID_REQUEST'));
  });
});

describe('the view with which a list opens', () => {
  it('is everybody’s own choice, the last one of each noun', async () => {
    expect((await sofia.views.listOpeningViews({})).openingViews).toEqual([]);
    const { id } = await kept();
    for (const [noun, view] of [['task', 'today'], ['contact', 'mine'], ['contact', id]] as const) await sofia.views.chooseOpeningView({ noun, view }); // prettier-ignore
    expect((await sofia.views.listOpeningViews({})).openingViews.map(({ noun, view }) => [noun, view])).toEqual([
      ['contact', id],
      ['task', 'today'],
    ]);
    expect((await olga.views.listOpeningViews({})).openingViews).toEqual([]);
    await expect(rig.as({ role: 'customer' }).views.chooseOpeningView({ noun: 'contact', view: id })).rejects.toEqual(refusal('FORBIDDEN'));
  });
});
