import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { deskEn } from '../i18n/desk.en.js';
import { en } from '../i18n/en.js';
import { salesEn } from '../i18n/sales.en.js';
import { companySpec } from './company.noun.js';
import { contactSpec } from './contact.noun.js';
import { derivedField } from './derived-field.js';
import type { NounSpec } from './noun.js';

/** The chapter that a noun's pages open beside the frame, where they do (`nouns.ts`). */
const chapters: Readonly<Record<string, object>> = { Lead: salesEn, Deal: salesEn, Case: deskEn, Article: deskEn };
const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.noun.ts'));
const modules = (await Promise.all(files.map((name) => import(`./${name.replace(/ts$/, 'js')}`)))) as readonly Readonly<Record<string, NounSpec>>[];
const specs = modules.flatMap((each) => Object.values(each));
const fieldOf = (spec: NounSpec, name: string) => derivedField(spec.schema, name);

describe('a noun’s descriptor', () => {
  it.each(specs.map((spec) => [spec.schema.name, spec] as const))('of %s names only fields that the contract has, each with its sentence', (name, spec) => {
    const said = { ...en, ...chapters[name] };
    const fields = spec.fields.map((field) => derivedField(spec.schema, field));
    const names = fields.map(({ name }) => name);
    const sentences = fields.flatMap(({ label, choices }) => [label, ...choices.map((choice) => choice.label)]);
    expect(sentences.filter((sentence) => !Object.hasOwn(said, sentence))).toEqual([]);
    expect(spec.asked.filter((name) => !names.includes(name))).toEqual([]);
    for (const field of [spec.title, spec.order.replace(/^-/, ''), ...spec.columns, ...(spec.board?.groups ?? []), ...(spec.calendar?.dates ?? [])])
      expect([field, spec.schema.fields.some((each) => each.name === field)]).toEqual([field, true]);
  });

  it('learns from the contract what a field holds', () => {
    const kinds = Object.fromEntries(contactSpec.fields.map((field) => [field, derivedField(contactSpec.schema, field).kind]));
    expect(kinds).toEqual({
      family_name: 'text',
      given_name: 'text',
      middle_name: 'text',
      emails: 'emails',
      phones: 'phones',
      job_title: 'text',
      messengers: 'messengers',
      addresses: 'addresses',
      standing: 'choice',
      birth_date: 'date',
      language: 'language',
    });
    expect(['owner_id', 'team_id', 'tags', 'created_at'].map((name) => fieldOf(contactSpec, name).kind)).toEqual(['colleague', 'team', 'tags', 'moment']);
    expect([fieldOf(companySpec, 'employees').kind, fieldOf(companySpec, 'website').kind]).toEqual(['number', 'url']);
  });

  it('offers an enum’s values as choices, and knows what people may not write', () => {
    expect(fieldOf(contactSpec, 'standing').choices[1]).toEqual({ word: 'customer', means: 2, label: 'standing.customer' });
    expect([fieldOf(contactSpec, 'created_at').isWritable, fieldOf(contactSpec, 'standing').isWritable]).toEqual([false, true]);
  });
});
