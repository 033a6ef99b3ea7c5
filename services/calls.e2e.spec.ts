import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { accounts } from '@rapport/accounts';
import { ai } from '@rapport/ai';
import { AiLedgerService, AiSettingsService, AiUse, CallService, CallState, ContactService } from '@rapport/contracts';
import { openHouse, type OpenHouse } from '@rapport/runtime/testing';
import { openRealParts, until } from '@rapport/testing';

const doors = { contacts: ContactService, calls: CallService, ledger: AiLedgerService, settings: AiSettingsService } as const;
const example = readFileSync(new URL('./ai/eval/speech/renewal.wav', import.meta.url));

let house: OpenHouse<typeof doors>;
const sofia = () => house.as({ id: 'sofia', teams: ['acme/sales'] });

beforeAll(async () => {
  house = await openHouse([accounts, ai], doors, await openRealParts());
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
  it('becomes a transcript, whose every turn has its time, and the ledger says who wrote it', async () => {
    const { id } = await noted();
    expect(await uploaded(example, id)).toMatchObject({ state: CallState.WAITING });
    expect(await ended(id)).toMatchObject({ state: CallState.DONE, trouble: '', percent: 100, mediaType: 'audio/wav' });
    const { turns, model, language, whole } = await sofia().calls.getTranscript({ id });
    expect([model, language, whole]).toEqual(['moonshine-tiny-en', 'en', true]);
    expect(turns.length).toBeGreaterThan(0);
    expect(
      turns
        .map(({ text }) => text)
        .join(' ')
        .toLowerCase(),
    ).toContain('budget');
    expect(turns.every(({ startMs, endMs, confidence }) => endMs > startMs && confidence > 0 && confidence <= 1)).toBe(true);
    const { records } = await house.as({ role: 'dpo' }).ledger.listAiRecords({ aboutId: id });
    expect(records).toMatchObject([{ kind: 'transcript', model: 'moonshine-tiny-en', use: AiUse.TRANSCRIPTION }]);
  }, 90_000);
});
