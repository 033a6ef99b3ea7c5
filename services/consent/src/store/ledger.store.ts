import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import { Injectable } from '@nestjs/common';
import { ConsentGivenSchema, ConsentRequestedSchema, ConsentWithdrawnSchema, ObjectionChangedSchema, RestrictionChangedSchema } from '@rapport/contracts';
import { invalid } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import type { Action } from '../domain/ledger.js';
import { needsText, recordingOf, type Recorder, type Recording, type Statement } from '../domain/recording.js';
import { ConsentStore, type ConsentEntry } from './consent.store.js';
import { PurposeTextStore } from './purpose-text.store.js';
import { PurposeStore, type PurposeInUse } from './purpose.store.js';

const events: Readonly<Record<Action, DescMessage>> = {
  given: ConsentGivenSchema,
  confirmed: ConsentGivenSchema,
  withdrawn: ConsentWithdrawnSchema,
  requested: ConsentRequestedSchema,
  objected: ObjectionChangedSchema,
  'objection-lifted': ObjectionChangedSchema,
  restricted: RestrictionChangedSchema,
  unrestricted: RestrictionChangedSchema,
};

/** Writes down what people said, with the text that they saw, and says so. */
@Injectable()
export class LedgerStore {
  constructor(
    readonly consents: ConsentStore,
    private readonly purposes: PurposeStore,
    private readonly texts: PurposeTextStore,
  ) {}

  /** Writes a statement down. That the recorder may speak for the person is for the caller to have checked. */
  async record(tx: Tx, statement: Statement, recorder: Recorder): Promise<ConsentEntry> {
    const purpose = statement.purpose ? await this.purposes.inUse(tx, statement.purpose) : undefined;
    const recording = await this.withText(tx, recordingOf(statement, purpose, recorder, tx.now), purpose);
    const entry = await this.consents.append(tx, recording);
    const { id, contactId, action } = entry;
    const facts = { ...entry, contactId, consentId: id, action };
    const event = events[action];
    tx.say(
      event,
      Object.fromEntries(event.fields.map(({ localName }) => [localName, (facts as Record<string, unknown>)[localName]])) as MessageInitShape<DescMessage>,
    );
    return entry;
  }

  private async withText(tx: Tx, recording: Recording, purpose: PurposeInUse | undefined): Promise<Recording> {
    if (!purpose || !needsText(recording)) return { ...recording, language: '', textVersion: 0 };
    const language = recording.language || tx.call.locale;
    const text = await this.texts.find(tx, purpose.id, language, recording.textVersion);
    if (!text) throw invalid(recording.textVersion ? '/consent/text_version' : '/consent/language', 'NO_TEXT', { language });
    return { ...recording, language, textVersion: text.version };
  }
}
