import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { consent } from '@rapport/consent';
import {
  AiLedgerService,
  AiSettingsService,
  AiUse,
  AiVerdict,
  CallService,
  CallState,
  ContactService,
  NoteService,
  ProposalKind,
  ProposalService,
  ProposalState,
  ProposalVerdict,
  PurposeService,
  Speaker,
  TaskService,
} from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { openRealParts, until } from '@rapport/testing';

const doors = {
  contacts: ContactService,
  notes: NoteService,
  tasks: TaskService,
  purposes: PurposeService,
  calls: CallService,
  proposals: ProposalService,
  ledger: AiLedgerService,
  settings: AiSettingsService,
} as const;
const example = readFileSync(new URL('./ai/eval/speech/renewal.wav', import.meta.url));

let house: OpenHouse<typeof doors>;
const sofia = () => house.as({ id: 'sofia', teams: ['acme/sales'] });

beforeAll(async () => {
  house = await openHouse([accounts, consent, ai], doors, await openRealParts());
  const purpose = { key: 'call-analysis', nameEn: 'Analysis of calls', nameRu: 'Анализ звонков', basis: 'legitimate-interest', channels: ['none'] };
  await house.as({ role: 'dpo' }).purposes.createPurpose({ purpose });
}, 120_000);
afterAll(() => house?.close());

async function noted(external = '') {
  const { id: contactId } = await sofia().contacts.createContact({ contact: { givenName: 'Maria' } });
  return sofia().calls.createCall({ call: { contactId, startedAt: timestampFromDate(new Date('2026-03-02T09:30:00Z')), externalId: external } });
}

async function uploaded(file: Uint8Array, id: string) {
  const { partBytes } = await sofia().calls.beginRecording({ id, size: file.length });
  for (let offset = 0; offset < file.length; offset += partBytes) {
    const content = new Uint8Array(file.subarray(offset, offset + partBytes));
    await sofia().calls.putRecordingPart({ id, offset, sha256: createHash('sha256').update(content).digest('hex'), content });
  }
  return sofia().calls.completeRecording({ id });
}

async function ended(id: string) {
  const done = async () => {
    const call = await sofia().calls.getCall({ id });
    return call.state >= CallState.DONE && call;
  };
  return until('the call is done', done, 60_000);
}

describe('a recorded call', () => {
  it('becomes a transcript and proposals; what is accepted is done, and can be taken back', async () => {
    const call = await noted();
    const { id } = call;
    expect(await uploaded(example, id)).toMatchObject({ state: CallState.WAITING });
    expect(await ended(id)).toMatchObject({ state: CallState.DONE, trouble: '', percent: 100, mediaType: 'audio/wav', channels: 2 });

    const { turns, model, language, whole } = await sofia().calls.getTranscript({ id });
    expect([model, language, whole]).toEqual(['moonshine-tiny-en', 'en', true]);
    const textOf = (speaker: Speaker) =>
      turns
        .filter((turn) => turn.speaker === speaker)
        .map(({ text }) => text)
        .join(' ')
        .toLowerCase();
    expect([textOf(Speaker.CUSTOMER).includes('budget'), textOf(Speaker.COLLEAGUE).includes('renewal')]).toEqual([true, true]);
    expect(turns.every(({ startMs, endMs, confidence }) => endMs > startMs && confidence > 0 && confidence <= 1)).toBe(true);

    const { proposals } = await sofia().proposals.listProposals({ id });
    const spoken = turns.map(({ text }) => text).join('\n');
    expect(proposals.every(({ quote, endMs, startMs }) => spoken.includes(quote) && endMs > startMs)).toBe(true);
    const of = (kind: ProposalKind) => proposals.find((one) => one.kind === kind)!;
    for (const kind of [ProposalKind.SUMMARY, ProposalKind.NEXT_STEP, ProposalKind.BUDGET, ProposalKind.OBJECTION])
      expect([kind, of(kind)?.value]).toEqual([kind, expect.any(String)]);

    const task = of(ProposalKind.NEXT_STEP);
    const accept = { id, proposalId: task.id, verdict: ProposalVerdict.ACCEPT, dueDate: '2026-03-05' };
    const [done, again] = [await sofia().proposals.decideProposal(accept), await sofia().proposals.decideProposal(accept)];
    expect([done.state, done.resultNoun, again.resultId]).toEqual([ProposalState.CHANGED, 'task', done.resultId]);
    expect(await sofia().tasks.getTask({ id: done.resultId })).toMatchObject({ title: task.value, ownerId: 'sofia' });
    expect(await sofia().proposals.decideProposal({ ...accept, verdict: ProposalVerdict.UNDO })).toMatchObject({ state: ProposalState.OPEN, resultId: '' });
    await expect(sofia().tasks.getTask({ id: done.resultId })).rejects.toMatchObject({ code: 'not_found' });

    const budget = await sofia().proposals.decideProposal({ id, proposalId: of(ProposalKind.BUDGET).id, verdict: ProposalVerdict.ACCEPT });
    expect((await sofia().notes.getNote({ id: budget.resultId })).body).toContain('Budget: ');
    await sofia().proposals.decideProposal({ id, proposalId: of(ProposalKind.OBJECTION).id, verdict: ProposalVerdict.REFUSE });

    const { records } = await house.as({ role: 'dpo' }).ledger.listAiRecords({ aboutId: id, pageSize: 200 });
    expect(records.filter(({ kind }) => kind === 'transcript')).toMatchObject([
      { model: 'moonshine-tiny-en', use: AiUse.TRANSCRIPTION, subject: { id: call.contactId } },
    ]);
    expect(records.find(({ outputId }) => outputId === task.id)!.decisions.map(({ verdict, decidedBy }) => [verdict, decidedBy])).toEqual([
      [AiVerdict.CHANGED, 'sofia'],
      [AiVerdict.UNDONE, 'sofia'],
    ]);
    expect(new Set(records.filter(({ kind }) => kind === 'proposal').map(({ outputId }) => outputId))).toEqual(new Set(proposals.map((one) => one.id)));
  }, 120_000);

  it.each([
    ['text', Buffer.from('dear diary, this is no sound at all\n'.repeat(10)), 'RECORDING_IS_TEXT'],
    ['an archive', Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200, 7)]), 'RECORDING_IS_ARCHIVE'],
    ['cut short', example.subarray(0, 100_000), 'RECORDING_TRUNCATED'],
    ['silent', wav(Buffer.alloc(8000 * 20, 0xff)), 'NO_SPEECH'],
  ])(
    'that is %s says what is wrong and what to do',
    async (_, file, trouble) => {
      const { id } = await noted();
      await uploaded(file, id);
      const call = await ended(id);
      expect([call.state, call.trouble]).toEqual([CallState.FAILED, trouble]);
      expect(call.advice).toMatch(/\w/);
      expect((await sofia().in('ru').calls.getCall({ id })).advice).toMatch(/[а-я]/);
      expect((await sofia().calls.getTranscript({ id })).turns).toEqual([]);
    },
    60_000,
  );

  it('in a language that no model knows is not made into English', async () => {
    const { id: contactId } = await sofia().contacts.createContact({ contact: { givenName: 'Igor' } });
    const { id } = await sofia().calls.createCall({ call: { contactId, startedAt: timestampFromDate(new Date()), language: 'ru' } });
    await uploaded(example, id);
    expect(await ended(id)).toMatchObject({ state: CallState.FAILED, trouble: 'LANGUAGE_NOT_INSTALLED' });
  }, 60_000);
});

/** A WAV file of µ-law at 8 kHz. */
function wav(data: Buffer): Buffer {
  const head = Buffer.from(example.subarray(0, 44));
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(8000, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}
