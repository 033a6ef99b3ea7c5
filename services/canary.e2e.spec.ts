import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Canaries, openCollector, startInstallation, until, type Caller, type Collector, type TestInstallation } from '@rapport/testing';

const letters = (alphabet: string, length: number) => Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
const russian = (length = 9) => letters('бвгджзклмнпрстфхцчшщ', 1).toUpperCase() + letters('аеиоубвгдзклмнпрстфх', length);
const english = (length = 9) => letters('QXZJKV', 1) + letters('bcdfghjkmnpqrstvwxz', length);
const digits = (length: number) => letters('0123456789', length);

/** Everything that is typed, never seen before and never again. */
const typed = {
  givenName: russian(),
  familyName: `Ё${russian().toLowerCase()}`,
  middleName: russian(),
  latinName: english(),
  renamed: russian(),
  jobTitle: `${russian()} ${english()}`,
  email: `${english().toLowerCase()}@${english().toLowerCase()}.test`,
  phone: `+7900${digits(7)}`,
  secondPhone: `+4420${digits(8)}`,
  messenger: `@${english()}`,
  street: `${russian()}, 1`,
  city: russian(),
  birthDate: `19${randomInt(20, 40)}-0${randomInt(1, 10)}-1${randomInt(10)}`,
  externalId: `erp-${digits(12)}`,
  pathExternalId: `crm-${digits(12)}`,
  company: `ООО ${russian()}`,
  legalName: english(),
  taxId: digits(10),
  website: `https://${english().toLowerCase()}.test`,
  note: `Ждёт ${russian()} и ${english()}`,
  noteLater: `${russian()} ${russian()}`,
  summary: `Тел. о ${russian()}`,
  task: `${russian()} ${english()}`,
  taskBody: `Ждёт ${russian()}`,
  taskFound: russian(),
  viewName: `${russian()} ${english()}`,
  viewFilter: english(),
  corrected: russian(),
  correctedPhone: `+7901${digits(7)}`,
  comment: `${russian()} ${russian()}`,
  answer: `${english()} ${russian()}`,
  customText: `${russian()} ${english()}`,
  suggested: russian(),
  filtered: english(),
  filteredInAddress: english(),
  badFilter: english(),
  badEmail: `${english()} at ${english()}`,
  badPhone: `tel ${english()}`,
  unknownField: english(),
  inPath: english(),
  pageToken: `token-${english()}`,
  username: english().toLowerCase(),
  password: english(14),
  batch: russian(),
  lastEvent: english(),
  userAgent: english(),
  caseTitle: `${russian()} ${english()}`,
  caseText: `Не ${russian()}`,
  caseMessage: `${russian()} ${russian()}`,
  chatMessage: `${english()} ${english()}`,
  visitorMessage: `${russian()} ${english()}`,
  question: `${russian()} ${russian()}`,
  mailSubject: `${english()} ${russian()}`,
  mailBody: `${russian()}, ${russian()}`,
};
const canaries = new Canaries({ ...typed, nationalPhone: typed.phone.slice(2), secondNationalPhone: typed.secondPhone.slice(3) });

let collector: Collector;
let rapport: TestInstallation;
let metrics = '';

beforeAll(async () => {
  collector = await openCollector();
  rapport = await startInstallation({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: 'debug' } });
  const program = await rapport.integration();
  await typeRecords(program);
  await typeTalks();
  await typeMistakes(program);
  await handOver();
  metrics = (await program.get('/metrics')).text;
}, 180_000);
afterAll(async () => {
  await rapport?.stop();
  await collector?.close();
});

/** What people type that is right. */
async function typeRecords(program: Caller): Promise<void> {
  const adam = await rapport.login('gleb');
  const gleb = await adam.post('/v1/custom-fields', { noun: 'contact', key: 'wish', type: 'text' });
  expect(gleb.status).toBe(201);
  const contact = {
    given_name: typed.givenName,
    family_name: typed.familyName,
    middle_name: typed.middleName,
    job_title: typed.jobTitle,
    birth_date: typed.birthDate,
    external_id: typed.externalId,
    emails: [{ value: typed.email }],
    phones: [{ value: typed.phone }, { value: typed.secondPhone }],
    messengers: [{ network: 'telegram', value: typed.messenger }],
    addresses: [{ city: typed.city, street: typed.street }],
  };
  const made = await program.post('/v1/contacts', contact, { headers: { 'idempotency-key': 'canary', 'user-agent': typed.userAgent } });
  expect([made.status, (await program.post('/v1/contacts', contact, { headers: { 'idempotency-key': 'canary' } })).status]).toEqual([201, 201]);
  expect((await adam.post('/v1/contacts', { given_name: typed.latinName, custom: { wish: typed.customText } })).status).toBe(201);
  const path = `/v1/contacts/${made.json['id']}`;
  await program.ask('PATCH', path, { body: { given_name: typed.renamed } });
  expect((await program.ask('PATCH', path, { body: { given_name: typed.batch }, headers: { 'if-match': made.headers.get('etag')! } })).status).toBe(412);
  await program.ask('PUT', `/v1/contacts/by-external-id/${typed.pathExternalId}`, { body: { given_name: typed.latinName } });
  await program.post('/v1/contacts/batch', { contacts: [{ given_name: typed.batch }, { given_name: 'X', emails: [{ value: typed.badEmail }] }] });
  const company = await program.post('/v1/companies', { name: typed.company, legal_name: typed.legalName, tax_id: typed.taxId, website: typed.website });
  expect(company.status).toBe(201);
  const subject = { noun: 'contact', id: made.json['id'] };
  const note = await program.post('/v1/notes', { subject, body: typed.note });
  await program.ask('PATCH', `/v1/notes/${note.json['id']}`, { body: { body: typed.noteLater } });
  await program.post('/v1/timeline', {
    subject,
    kind: 'call',
    occurred_at: '2026-01-02T03:04:05Z',
    source: 'telephony',
    source_id: 'c-1',
    summary: typed.summary,
  });
  await typeWork(program, subject);
  await program.ask('DELETE', path);
  await program.post(`${path}/restore`, {});
  for (const term of [typed.suggested, typed.familyName.slice(0, 7), typed.email, typed.phone]) await program.post('/v1/suggest', { typed: term });
  expect(
    (await program.post('/v1/contacts/search', { filter: `family_name = "${typed.filtered}" OR emails.value = "${typed.email}"`, order_by: 'display_name' }))
      .status,
  ).toBe(200);
  await until('the events are in the timeline', async () => (await program.get(`/v1/timeline?noun=contact&id=${made.json['id']}`)).text.includes('restored'));
}

/** What colleagues type about work, and a customer about themselves. */
async function typeWork(program: Caller, subject: object): Promise<void> {
  const [mark, carla] = [await rapport.login('mark'), await rapport.login('carla')];
  const proposed = { family_name: typed.corrected, phones: [{ value: typed.correctedPhone }] };
  const correction = await carla.post('/v1/corrections', { proposed, comment: typed.comment });
  const answers = [
    await program.post('/v1/tasks', { subject, title: typed.task, body: typed.taskBody }),
    await program.post('/v1/tasks', { title: typed.task }),
    await program.post('/v1/tasks/search', { filter: `title:"${typed.taskFound}"` }),
    await mark.post('/v1/views', { noun: 'contact', name: typed.viewName, filter: `family_name = "${typed.viewFilter}"` }),
    correction,
    await mark.post(`/v1/corrections/${correction.json['id']}/accept`, { fields: ['family_name'] }),
    await mark.post(`/v1/corrections/${correction.json['id']}/refuse`, { answer: typed.answer }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 200, 201, 201, 200, 200]);
}

/** What customers, strangers and colleagues write to one another. */
async function typeTalks(): Promise<void> {
  const [carla, sofia] = [await rapport.login('carla'), await rapport.login('sofia')];
  const opened = await carla.post('/v1/cases', { title: typed.caseTitle, description: typed.caseText });
  const chat = await carla.post('/v1/chats', { language: 'ru' });
  const { token } = (await rapport.bearer().post('/v1/visitor-chats', { tenant: 'acme', language: 'ru' })).json;
  const contact = (await carla.get('/v1/me')).json['contact_id'];
  const answers = [
    opened,
    chat,
    await carla.post(`/v1/cases/${opened.json['id']}/messages`, { body: typed.caseMessage }),
    await carla.post(`/v1/chats/${chat.json['id']}/messages`, { body: typed.chatMessage }),
    await rapport.bearer().post('/v1/visitor-chats/messages', { tenant: 'acme', token, body: typed.visitorMessage }),
    await rapport.bearer().post('/v1/visitor-chats/request-human', { tenant: 'acme', token }),
    await sofia.post('/v1/knowledge/ask', { question: typed.question }),
    await sofia.post('/v1/drafts', { contact_id: contact, kind: 'thanks', subject_line: typed.mailSubject, body: typed.mailBody }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 200, 200, 200, 201]);
  const agent = await rapport.login('anna');
  await until('the case is sorted', async () => (await agent.get(`/v1/cases/${opened.json['id']}/sorting`)).json['state'] !== undefined);
}

/** What people type that is wrong, in every place where it could be quoted. */
async function typeMistakes(program: Caller): Promise<void> {
  const filter = encodeURIComponent(`family_name = "${typed.filteredInAddress}"`);
  const answers = [
    await program.post('/v1/contacts', { given_name: 'X', emails: [{ value: typed.badEmail }], phones: [{ value: typed.badPhone }] }),
    await program.post('/v1/contacts', { [typed.unknownField]: typed.unknownField }),
    await program.post('/v1/contacts', `{"given_name": "${typed.unknownField}"`),
    await program.post('/v1/contacts/search', { filter: `family_name ==== "${typed.badFilter}"` }),
    await program.get(`/v1/contacts?filter=${filter}`),
    await program.get(`/v1/contacts?page_token=${typed.pageToken}&order_by=${typed.unknownField}`),
    await program.get(`/v1/contacts/${typed.inPath}`),
    await program.get(`/v1/${typed.inPath}?${typed.inPath}=${typed.inPath}`),
    await program.get('/v1/contacts', { headers: { authorization: `Bearer ${typed.inPath}` } }),
    await program.ask('PATCH', '/v1/contacts/01900000-0000-7000-8000-00000000ffff', {
      body: { given_name: typed.renamed },
      headers: { 'if-match': `"${typed.inPath}"` },
    }),
  ];
  for (const { status } of answers) expect(status).toBeGreaterThanOrEqual(400);
  await expect(rapport.login(typed.username, typed.password)).rejects.toThrow('was not signed in');
  await new Promise<void>((done) => {
    const stream = request(`${rapport.url}/v1/changes`, { headers: { cookie: '', 'last-event-id': typed.lastEvent } }, (answer) =>
      answer.resume().once('end', done),
    );
    stream.end();
  });
}

async function handOver(): Promise<void> {
  const mark = await rapport.login('mark');
  const { id } = (await mark.post('/v1/book/hand-over', { from_user_id: 'nobody', to_user_id: 'mark' })).json;
  await until('the job is done', async () => (await mark.get(`/v1/jobs/${id}`)).json['state'] === ('done' as never));
}

describe('the scanner', () => {
  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-16', (text: string) => Buffer.from(text, 'utf16le')],
    ['hex', (text: string) => Buffer.from(Buffer.from(text).toString('hex'))],
    ['an address', (text: string) => Buffer.from(encodeURIComponent(text))],
    ['base64 at any place', (text: string) => Buffer.from(Buffer.from(`{"a":"${text}"}`).toString('base64'))],
    ['base64url one place on', (text: string) => Buffer.from(Buffer.from(`{"aa":"${text}"}`).toString('base64url'))],
    ['lower case', (text: string) => Buffer.from(text.toLowerCase())],
    ['a part', (text: string) => Buffer.from(text.slice(1) + text)],
  ])('finds a canary that is planted as %s', (_form, planted) => {
    for (const text of [typed.givenName, typed.latinName, typed.phone])
      expect(canaries.in(Buffer.concat([Buffer.from('before'), planted(text), Buffer.from('after')]))).not.toEqual([]);
    expect(canaries.in('nothing that was typed')).toEqual([]);
  });

  it('finds one in a file among many, and in a file’s name', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rapport-canary-'));
    writeFileSync(join(folder, 'a.bin'), Buffer.concat([Buffer.alloc(100_000, 7), Buffer.from(typed.note), Buffer.alloc(100)]));
    writeFileSync(join(folder, `${typed.latinName}.txt`), 'x');
    expect(
      canaries
        .inFolder(folder)
        .map((found) => found.split(': ')[1])
        .sort(),
    ).toEqual(expect.arrayContaining(['latinName (UTF-8)', 'note (UTF-8)']));
    rmSync(folder, { recursive: true });
  });
});

describe('nothing that was typed', () => {
  it('is in the traces, and there were traces', async () => {
    await until('spans have arrived', () => collector.spans().length > 50);
    expect(collector.bodies.flatMap((body) => canaries.in(body))).toEqual([]);
  });

  it('is in the metrics', () => {
    expect(metrics).toContain('/v1/contacts/{id}');
    expect(canaries.in(metrics)).toEqual([]);
  });

  it('is in the log, with every level printed', () => {
    expect(rapport.program.output.split('\n').filter((line) => line.includes('"event":"request"')).length).toBeGreaterThan(30);
    expect(canaries.in(rapport.program.output)).toEqual([]);
  });

  it('is in the data folder while the program runs', () => expect(canaries.inFolder(rapport.dataFolder)).toEqual([]));

  it('is in the data folder after it stopped, nor in what was said on the way out', async () => {
    expect(await rapport.end()).toBe(0);
    expect(canaries.inFolder(rapport.dataFolder)).toEqual([]);
    expect(canaries.in(rapport.program.output)).toEqual([]);
    expect(collector.bodies.flatMap((body) => canaries.in(body))).toEqual([]);
  });

  it('is in the files of a real database or broker', () => {
    const folders = [process.env.POSTGRES_DATA_FOLDER, rapport.brokerFolder].filter((folder) => folder !== undefined);
    expect(folders.flatMap((folder) => canaries.inFolder(folder))).toEqual([]);
  });

  it('would be missed: what is planted in the data folder is found there', () => {
    const file = join(rapport.dataFolder, 'planted.bin');
    writeFileSync(file, Buffer.concat([readFileSync(join(rapport.dataFolder, 'keys/kek.json')), Buffer.from(typed.phone)]));
    expect(canaries.inFolder(rapport.dataFolder)).toEqual(expect.arrayContaining(['planted.bin: phone (UTF-8)']));
  });
});
