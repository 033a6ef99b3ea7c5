import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { consent } from '@rapport/consent';
import {
  CallService,
  CallState,
  CaseMessageService,
  CaseService,
  CaseSortingService,
  ChatService,
  ContactService,
  DraftKind,
  DraftService,
  DraftState,
  ProposalService,
  PurposeService,
  SortingState,
} from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { serviceDesk } from '@rapport/service-desk';
import { Canaries, openRealParts, until } from '@rapport/testing';

const doors = {
  contacts: ContactService,
  cases: CaseService,
  messages: CaseMessageService,
  sortings: CaseSortingService,
  chats: ChatService,
  purposes: PurposeService,
  drafts: DraftService,
  calls: CallService,
  proposals: ProposalService,
} as const;
/** What is typed about her and nowhere else. */
const typed = { title: 'Фжырвильский самовар', message: 'Щжуркает по ночам', chat: 'Цхеляет у двери', subject: 'Ёгжирская встреча', body: 'Пфондирую расчёт' };
const recording = spoken(12);
let house: OpenHouse<typeof doors>;
const sofia = () => house.as({ id: 'sofia', teams: ['acme/sales'] });
const anna = () => house.as({ id: 'anna', role: 'agent' });
const owner = async (query: string) => (await house.installation.db.pool.query<Record<string, unknown>>(query)).rows;

beforeAll(async () => {
  house = await openHouse([accounts, consent, serviceDesk, ai], doors, await openRealParts());
  for (const [key, channels] of [
    ['call-analysis', ['none']],
    ['sales-follow-up', ['email']],
  ] as const)
    await house
      .as({ role: 'dpo' })
      .purposes.createPurpose({ purpose: { key, nameEn: key, nameRu: key, basis: 'legitimate-interest', channels: [...channels] } });
}, 120_000);
afterAll(() => house?.close());

/** The beginning of a recorded call. */
function spoken(seconds: number): Buffer {
  const whole = readFileSync(new URL('./ai/eval/speech/renewal.wav', import.meta.url));
  const bytes = seconds * whole.readUInt32LE(28);
  const cut = Buffer.from(whole.subarray(0, 44 + bytes));
  cut.writeUInt32LE(36 + bytes, 4);
  cut.writeUInt32LE(bytes, 40);
  return cut;
}

/** Everything that the desk and the models keep of a customer. */
async function customerOf() {
  const { id: contactId } = await sofia().contacts.createContact({ contact: { givenName: 'Мария', emails: [{ value: 'maria@example.org' }] } });
  const maria = house.as({ id: 'maria', role: 'customer', contactId });
  const { id: caseId } = await maria.cases.createCase({ case: { title: typed.title } });
  await maria.messages.postCaseMessage({ caseId, body: typed.message });
  await until('it is sorted', async () => (await anna().sortings.getCaseSorting({ id: caseId })).state !== SortingState.UNSPECIFIED);
  const { id: chatId } = await maria.chats.startChat({ language: 'ru' });
  await maria.chats.postChatMessage({ chatId, body: typed.chat });
  const { caseId: chatCaseId } = await maria.chats.requestHuman({ id: chatId });
  return { contactId, caseId, chatId, chatCaseId, draftId: await sent(contactId), callId: await understood(contactId) };
}

async function sent(contactId: string): Promise<string> {
  const words = { subjectLine: typed.subject, body: typed.body };
  const { id } = await sofia().drafts.draftEmail({ draft: { contactId, kind: DraftKind.THANKS, ...words } });
  await sofia().drafts.sendDraft({ id });
  await until('it is sent', async () => (await sofia().drafts.getDraft({ id })).state === DraftState.SENT);
  return id;
}

async function understood(contactId: string): Promise<string> {
  const { id } = await sofia().calls.createCall({ call: { contactId, startedAt: timestampFromDate(new Date()), language: 'en', colleagueChannel: 1 } });
  const { partBytes } = await sofia().calls.beginRecording({ id, size: recording.length });
  for (let offset = 0; offset < recording.length; offset += partBytes) {
    const content = new Uint8Array(recording.subarray(offset, offset + partBytes));
    await sofia().calls.putRecordingPart({ id, offset, sha256: createHash('sha256').update(content).digest('hex'), content });
  }
  await sofia().calls.completeRecording({ id });
  const isOver = async () => {
    const call = await sofia().calls.getCall({ id });
    return call.state >= CallState.DONE && call;
  };
  expect(await until('the call is understood', isOver, 100_000)).toMatchObject({ state: CallState.DONE, trouble: '' });
  return id;
}

/** Tables of the desk and the models that still name her, or something of hers. */
async function tablesAbout(ids: readonly string[]): Promise<string[]> {
  const columns = await owner(`select table_schema, table_name, column_name from information_schema.columns
    where table_schema in ('service_desk', 'ai') and column_name in ('contact_id', 'key_subject', 'subject_id', 'call_id', 'case_id', 'chat_id', 'recording_id')`);
  const found: string[] = [];
  for (const { table_schema: schema, table_name: table, column_name: column } of columns) {
    const [row] = await owner(`select count(*)::int as n from ${schema}.${table} where ${column}::text in (${ids.map((id) => `'${id}'`).join()})`);
    if (row!['n']) found.push(`${schema}.${table}`);
  }
  return [...new Set(found)].toSorted();
}

/** Every row of the desk and the models, as it lies in the database. */
async function dump(): Promise<string> {
  const tables = await owner(
    `select table_schema, table_name from information_schema.tables where table_schema in ('service_desk', 'ai') and table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(tables.map(({ table_schema: schema, table_name: table }) => owner(`select t::text as line from ${schema}.${table} t`)));
  return rows
    .flat()
    .map(({ line }) => line)
    .join('\n');
}

describe('a customer who was erased', () => {
  it('is nowhere at the desk and with the models: no case, chat, e-mail, call, transcript or file opens any more', async () => {
    const { contactId, caseId, chatId, chatCaseId, draftId, callId } = await customerOf();
    const [file] = await owner(`select id from ai.recordings where contact_id = '${contactId}'`);
    const folder = join(house.installation.settings.files, 'ai-recordings', 'acme', String(file!['id']));
    const { turns } = await sofia().calls.getTranscript({ id: callId });
    expect([turns.length > 0, (await sofia().proposals.listProposals({ id: callId })).proposals.length > 0, existsSync(folder)]).toEqual([true, true, true]);
    const hers = [contactId, caseId, chatId, chatCaseId, callId, String(file!['id'])];
    expect(await tablesAbout(hers)).toEqual(
      expect.arrayContaining([
        'ai.calls',
        'ai.drafts',
        'ai.proposals',
        'ai.recordings',
        'service_desk.case_messages',
        'service_desk.case_sortings',
        'service_desk.cases',
        'service_desk.chats',
      ]),
    );
    const canaries = new Canaries({ ...typed, spoken: turns[0]!.text });
    expect(canaries.in(await dump())).toEqual([]);

    await house.as({ role: 'dpo' }).contacts.eraseContact({ id: contactId });
    const left = ['ai.ai_records'];
    await until('only the ledger of models names her', async () => String(await tablesAbout(hers)) === String(left));
    await until('the file is gone', async () => !existsSync(folder));
    for (const attempt of [
      anna().cases.getCase({ id: caseId }),
      anna().cases.getCase({ id: chatCaseId }),
      anna().messages.listCaseMessages({ caseId: chatCaseId }),
      anna().sortings.getCaseSorting({ id: caseId }),
      anna().chats.getChat({ id: chatId }),
      anna().chats.listChatMessages({ chatId }),
      sofia().drafts.getDraft({ id: draftId }),
      sofia().drafts.sendDraft({ id: draftId }),
      sofia().calls.getTranscript({ id: callId }),
      sofia().proposals.listProposals({ id: callId }),
    ])
      await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
    expect((await sofia().drafts.listOutbox({})).drafts).toEqual([]);
    expect(canaries.in(await dump())).toEqual([]);
    await expect(anna().cases.createCase({ case: { title: 'Ещё одно', contactId } })).rejects.toMatchObject({ reason: 'INVALID_REQUEST' });
  }, 200_000);
});
