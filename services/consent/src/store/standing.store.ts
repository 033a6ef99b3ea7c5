import { Injectable } from '@nestjs/common';
import { sentence, type Locale } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { choicesOf, decide, isAllowing, type Person } from '../domain/decision.js';
import type { Action } from '../domain/ledger.js';
import { PersonStore } from './person.store.js';
import { PurposeTextStore, type PurposeTextRow } from './purpose-text.store.js';
import { PurposeStore, type PurposeInUse } from './purpose.store.js';

/** How things stand with one purpose on one channel, in somebody's language. */
export interface StateLine {
  readonly purpose: string;
  readonly name: string;
  readonly description: string;
  readonly basis: string;
  readonly channel: string;
  readonly allowed: boolean;
  readonly reason: string;
  readonly advice: string;
  readonly since?: Date;
  readonly validUntil?: Date;
  readonly consentId: string;
  readonly text: string;
  readonly language: string;
  readonly textVersion: number;
  readonly choices: readonly Action[];
}

/** How things stand with a person, worked out from what they said whenever it is asked: nothing is kept that could be out of date. */
@Injectable()
export class StandingStore {
  constructor(
    private readonly people: PersonStore,
    private readonly purposes: PurposeStore,
    private readonly texts: PurposeTextStore,
  ) {}

  /** One line for each purpose in use and each of its channels, and whether all processing is restricted. Nobody who is not known has any. */
  async of(tx: Tx, contactId: string): Promise<{ readonly states: readonly StateLine[]; readonly restricted: boolean }> {
    const { locale } = tx.call;
    const [purposes, texts, people] = await Promise.all([this.purposes.allInUse(tx), this.texts.inForce(tx, locale), this.people.of(tx, [contactId])]);
    const person = people.get(contactId);
    if (!person) return { states: [], restricted: false };
    const states = purposes.flatMap((purpose) =>
      purpose.channels.map((channel) => ({ ...wordsOf(purpose, texts.get(purpose.id), locale), ...factsOf(purpose, channel, person, tx.now, locale) })),
    );
    return { states, restricted: states.some(({ reason }) => reason === 'RESTRICTED') };
  }

  /** A purpose's words in somebody's language and the text that was seen; for an entry that may be older than the purpose is now. */
  async wordsAt(tx: Tx, key: string, language: string, version: number) {
    const purpose = key ? await this.purposes.ofKey(tx, key) : undefined;
    if (!purpose) return undefined;
    const text = version > 0 ? await this.texts.find(tx, purpose.id, language, version) : undefined;
    return { ...namesOf(purpose, tx.call.locale), basis: purpose.basis, text };
  }
}

/** A purpose's name and description in a language. */
export function namesOf(purpose: Pick<PurposeInUse, 'nameEn' | 'nameRu' | 'descriptionEn' | 'descriptionRu'>, locale: Locale) {
  return locale === 'ru' ? { name: purpose.nameRu, description: purpose.descriptionRu } : { name: purpose.nameEn, description: purpose.descriptionEn };
}

function wordsOf(purpose: PurposeInUse, text: PurposeTextRow | undefined, locale: Locale) {
  const { key, basis } = purpose;
  return { purpose: key, basis, ...namesOf(purpose, locale), text: text?.body ?? '', language: text?.language ?? '', textVersion: text?.version ?? 0 };
}

function factsOf(purpose: PurposeInUse, channel: string, person: Person, now: Date, locale: Locale) {
  const { reason, entry, validUntil } = decide(purpose, channel, person, now);
  return {
    channel,
    allowed: isAllowing(reason),
    reason,
    advice: sentence(locale, reason),
    consentId: entry?.id ?? '',
    ...(entry && { since: entry.occurredAt }),
    ...(validUntil && { validUntil }),
    choices: choicesOf(purpose, channel, person, now),
  };
}
