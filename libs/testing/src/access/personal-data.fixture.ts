import type { DescMessage } from '@bufbuild/protobuf';
import { PiiClass, rulesOf } from '@rapport/contracts';
import type { JsonObject } from './question.fixture.js';

/** Shorter texts stand in answers by chance. */
const shortest = 5;
/** So do short numbers, in ids. */
const digits = /^\d{1,8}$/;

/** Personal data that was typed, by its class. */
export class PersonalData {
  private readonly typed = new Map<string, Set<string>>();

  /** Remembers the personal data in a body. */
  learn(desc: DescMessage, body: JsonObject): void {
    for (const field of desc.fields) {
      for (const value of [body[field.name]].flat()) {
        const { pii } = rulesOf(field);
        if (field.message && value && typeof value === 'object') this.learn(field.message, value as JsonObject);
        if (pii && typeof value === 'string' && value.length >= shortest) this.keep(PiiClass[pii], value);
      }
    }
  }

  /** The classes of which something was typed. */
  get classes(): string[] {
    return [...this.typed.keys()];
  }

  /** Whether a text shows personal data of a class. */
  isIn(text: string, piiClass: string): boolean {
    return [...(this.typed.get(piiClass) ?? [])].some((value) =>
      text.includes(digits.test(value) ? JSON.stringify(value) : JSON.stringify(value).slice(1, -1)),
    );
  }

  private keep(piiClass: string, value: string): void {
    this.typed.set(piiClass, (this.typed.get(piiClass) ?? new Set()).add(value));
  }
}
