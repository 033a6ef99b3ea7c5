import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { DescMethod } from '@bufbuild/protobuf';
import { bindingOf, isOpen, isWrite, services } from '@rapport/contracts';
import {
  AccessScenes,
  askingOf,
  DocumentedAnswers,
  type OpenApiDocument,
  items,
  kinds,
  questionOf,
  startInstallation,
  type About,
  type Answer,
  type Caller,
  type Kind,
  type TestInstallation,
} from '@rapport/testing';
import { readPolicy, roles } from '../deploy/checks/access-policy.mjs';

const policy = readPolicy(readFileSync(new URL('../proto/ACCESS.md', import.meta.url), 'utf8'));
const routes = services.flatMap((service) => service.methods.filter((method) => bindingOf(method))).map((method) => [rowOf(method), method] as const);
const methods = new Map(routes.filter(([, method]) => !isOpen(method)));

let rapport: TestInstallation;
let scenes: AccessScenes;
let documented: DocumentedAnswers;

beforeAll(async () => {
  rapport = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '0' } });
  scenes = new AccessScenes(rapport, await rapport.token());
  documented = new DocumentedAnswers((await (await rapport.integration()).get('/openapi.json')).json as unknown as OpenApiDocument);
}, 120_000);
afterAll(() => rapport?.stop());

describe('a route of the contracts', () => {
  it.each([...methods])('%s', async (row, method) => {
    const wrong = await Promise.all(roles.flatMap((role) => kindsOf(method).map((kind) => differenceOf(row, method, { role, kind }))));
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  it.each(['contacts', 'deals', 'cases', 'purposes', 'calls'])('that lets more through than it should would be noticed here: %s', async (plural) => {
    const row = `GET /v1/${plural}/{id}`;
    const method = methods.get(row)!;
    const role = roles.find((one) => reachOf(row, one) === 'all')!;
    const asIf = (reach: string, kind: Kind) => differenceOf(row, method, { role, kind }, reach);
    expect(await asIf('–', 'own')).toBe(`${role}, own: passes where FORBIDDEN is due`);
    expect(await asIf('own', 'stranger')).toMatch(new RegExp(`^${role}, stranger: passes where NOT_(OWNER|FOUND) is due`));
    expect(await asIf('all', 'stranger')).toBe('');
  });

  it('is closed to somebody without a token', async () => {
    const { subject } = await scenes.scene('seller', 'own', false);
    const guest = rapport.bearer();
    for (const [row, method] of methods) {
      const question = await questionOf(method, subject);
      const answer = await guest.ask(row.split(' ')[0]!, question.path, askingOf(question));
      expect([row, answer.status, answer.json['reason'], documented.troubleWith(row, answer)]).toEqual([row, 401, 'UNAUTHENTICATED', '']);
    }
  });

  it('is open to somebody without a token where the policy says so, and nowhere else', async () => {
    const open = routes.filter(([row]) => roles.some((role) => reachOf(row, role) === 'open'));
    expect(open.filter(([row]) => roles.some((role) => reachOf(row, role) !== 'open'))).toEqual([]);
    expect(routes.filter(([, method]) => isOpen(method))).toEqual(open);
    const { subject } = await scenes.scene('seller', 'own', false);
    for (const [row, method] of open) {
      const { path } = await questionOf(method, subject);
      const answer = await rapport.bearer().ask(row.split(' ')[0]!, path);
      expect([row, answer.status, answer.json['reason'], documented.troubleWith(row, answer)]).toEqual([row, 400, 'INVALID_REQUEST', '']);
    }
  });

  it('that refused has changed nothing', async () => expect(await scenes.changed()).toEqual([]));
});

describe('the door’s own routes', () => {
  it.each(roles)('answer a %s as the policy says', async (role) => {
    const { caller } = await scenes.scene(role, 'own', false);
    const me = await caller.get('/v1/me');
    expect([me.status, me.json['roles']]).toEqual([200, [role]]);
    expect(await scenes.streamStatus(role)).toBe(200);
    expect([reachOf('GET /v1/me', role), reachOf('GET /v1/changes', role)]).not.toContain('–');
  });

  it.each(['/v1/me', '/v1/changes'])('are closed to somebody without a token: %s', async (path) => {
    expect((await rapport.bearer().get(path)).status).toBe(401);
  });
});

describe('personal data', () => {
  it.each(roles)('is shown to a %s by its class', async (role) => {
    const [{ caller, subject }, { caller: everySeeing }] = [await scenes.scene(role, 'own', false), await scenes.scene('integration', 'own', false)];
    const readable = ['contacts', 'companies', 'notes'].filter((plural) => reachOf(`GET /v1/${plural}/{id}`, role) !== '–');
    const paths = await Promise.all(readable.map(async (plural) => `/v1/${plural}/${await subject.idOf(plural)}`));
    const shownTo = async (reader: Caller) => {
      const texts = await Promise.all(paths.map(async (path) => (await reader.get(path)).text));
      return scenes.personal.classes.filter((piiClass) => scenes.personal.isIn(texts.join('\n'), piiClass));
    };
    const whole = await shownTo(everySeeing);
    expect(readable.length === 0 || whole.length > 5).toBe(true);
    expect(await shownTo(caller)).toEqual(whole.filter((piiClass) => policy.fields.get(piiClass)!.get(role) !== '–'));
  });
});

interface Asker {
  readonly role: string;
  readonly kind: Kind;
}

/** What a route does that it should not, or nothing. */
async function differenceOf(row: string, method: DescMethod, { role, kind }: Asker, reach = reachOf(row, role)): Promise<string> {
  const { about } = await questionOf(method, (await scenes.scene(role, kind, false)).subject);
  if (about === 'nothing' && kind !== 'own') return '';
  const wanted = wantedOf(row, { role, kind, about }, reach);
  const { caller, subject } = await scenes.scene(role, kind, wanted === 'passes' && isWrite(method));
  const question = await questionOf(method, subject);
  const { path } = question;
  const answer = await caller.ask(row.split(' ')[0]!, path, askingOf(question));
  const wrong = [
    ...(outcomeOf(answer) === wanted ? [] : [`${outcomeOf(answer)} where ${wanted} is due`]),
    ...(await leaksOf(answer, role, { path, reach })).map((leak) => `shows ${leak}`),
    ...[documented.troubleWith(row, answer)].filter(Boolean),
  ];
  return wrong.length === 0 ? '' : `${role}, ${kind}: ${wrong.join(', ')}`;
}

function wantedOf(row: string, { role, kind, about }: Asker & { readonly about: About }, reach: string): string {
  if (reach === '–') return 'FORBIDDEN';
  // What another tenant calls by the same name is another thing, and a new one here.
  if (kind === 'foreign' && about === 'external id') return 'passes';
  // Another tenant’s people are strangers.
  if (covers(reach, kind === 'foreign' && about === 'owner' ? 'stranger' : kind)) return 'passes';
  const plural = row.split('/')[2]!;
  const reading = policy.routes.get(`GET /v1/${plural}/{id}`)?.get(role) ?? reachOf('GET /v1/contacts/{id}', role);
  return about === 'owner' || covers(reading, kind) ? 'NOT_OWNER' : 'NOT_FOUND';
}

function covers(reach: string, kind: Kind): boolean {
  return { all: kind !== 'foreign', team: kind === 'own' || kind === 'team' }[reach] ?? kind === 'own';
}

function reachOf(row: string, role: string): string {
  return policy.routes.get(row)!.get(role)!;
}

/** Past every guard: done, or refused for the state that the record is in. A batch says so for its first record. */
function outcomeOf({ status, json, text }: Answer): string {
  const problem = items(json['results'])[0]?.['problem'];
  if (problem) return String(problem['reason']);
  if (status < 300 || status === 409) return 'passes';
  // A field that names a record which is not there for the caller says so at the field.
  const wrong = items(json['errors']);
  if (status === 400 && wrong.length > 0 && wrong.every(({ reason }) => String(reason) === 'NOT_FOUND')) return 'NOT_FOUND';
  return (status === 403 || status === 404) && json['reason'] ? String(json['reason']) : `${status} ${text}`;
}

async function leaksOf({ text }: Answer, role: string, { path, reach }: { path: string; reach: string }): Promise<string[]> {
  const sealedOff = policy.fields.get('NAME')!.get(role) === 'self' && reach !== 'all' ? kinds.slice(1) : (['foreign'] as const);
  const beyond = (await scenes.idsOf(...sealedOff)).some((id) => text.includes(id) && !path.includes(id));
  const hidden = scenes.personal.classes.filter((piiClass) => policy.fields.get(piiClass)!.get(role) === '–' && scenes.personal.isIn(text, piiClass));
  return [...(beyond ? ['a record beyond its reach'] : []), ...hidden];
}

function kindsOf(method: DescMethod): readonly Kind[] {
  return method.methodKind === 'unary' ? kinds : ['own'];
}

function rowOf(method: DescMethod): string {
  const { route, variables } = bindingOf(method)!;
  return `${route.verb} ${variables.reduce((path, variable) => path.replace(`{${variable.path}}`, `{${variable.name}}`), route.path)}`;
}
