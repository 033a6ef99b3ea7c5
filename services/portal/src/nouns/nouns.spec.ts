import { describe, expect, it } from '@jest/globals';
import { deskEn } from '../i18n/desk.en.js';
import { en as frame } from '../i18n/en.js';
import { salesEn } from '../i18n/sales.en.js';
import { articleSpec } from './article.noun.js';
import { caseSpec } from './case.noun.js';
import { companySpec } from './company.noun.js';
import { contactSpec } from './contact.noun.js';
import { dealSpec } from './deal.noun.js';
import { derivedField } from './derived-field.js';
import { leadSpec } from './lead.noun.js';
import { taskSpec } from './task.noun.js';
import type { NounSpec } from './noun.js';

const en = { ...frame, ...deskEn, ...salesEn };
const specs: readonly NounSpec[] = [contactSpec, companySpec, leadSpec, dealSpec, taskSpec, caseSpec, articleSpec];
const fieldOf = (spec: NounSpec, name: string) => derivedField(spec.schema, name);

describe('a noun’s descriptor', () => {
  it.each(specs.map((spec) => [spec.schema.name, spec] as const))('of %s names only fields that the contract has, each with its sentence', (_name, spec) => {
    const fields = spec.fields.map((field) => derivedField(spec.schema, field));
    const names = fields.map(({ name }) => name);
    const sentences = fields.flatMap(({ label, choices }) => [label, ...choices.map((choice) => choice.label)]);
    expect(sentences.filter((sentence) => !Object.hasOwn(en, sentence))).toEqual([]);
    expect(spec.asked.filter((name) => !names.includes(name))).toEqual([]);
    for (const name of [spec.title, spec.order.replace(/^-/, ''), ...spec.columns, ...(spec.board?.groups ?? []), ...(spec.calendar?.dates ?? [])])
      expect([name, spec.schema.fields.some((field) => field.name === name)]).toEqual([name, true]);
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
