import { nounOf } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';
import { keyWord } from '../fields/key-word.js';
import { derivedField } from './derived-field.js';
import { kebab } from './names.js';
import type { FieldSpec, Noun, NounName, NounRecord, NounSpec } from './noun.js';
import { standardCalls } from './standard-calls.js';

/** In this order, where a noun has them. */
const keptNames = ['tags', 'owner_id', 'team_id', 'source', 'external_id', 'created_at', 'updated_at'];

/** A noun as pages work with it: its descriptor, and what follows from the contract. */
export function openNoun(spec: NounSpec, path: `/${string}`): Noun {
  const { schema, asked, columns, brief, order, title, subtitle, views, opens, board, calendar, done } = spec;
  const plural = nounOf(schema)!.plural;
  const fields = spec.fields.map((field) => derivedField(schema, field));
  const named = new Set(fields.map(({ name }) => name));
  const kept = keptNames.filter((name) => !named.has(name) && schema.fields.some((field) => field.name === name)).map((name) => derivedField(schema, name));
  return {
    schema,
    asked,
    columns,
    brief,
    order,
    title,
    ...(subtitle && { subtitle }),
    ...(spec.needsOneOf && { needsOneOf: spec.needsOneOf }),
    ...(views && { views }),
    ...(opens && { opens }),
    ...(spec.isCustomer && { isCustomer: spec.isCustomer }),
    ...(spec.isPerson && { isPerson: spec.isPerson }),
    ...(board && { board }),
    ...(calendar && { calendar }),
    ...(done && { done }),
    name: kebab(schema.name) as NounName,
    plural,
    path,
    fields,
    kept,
    mark: fields.find(({ name }) => name === spec.mark),
    calls: spec.calls ? spec.calls(standardCalls(spec, plural), callsOf) : standardCalls(spec, plural),
    titleOf: textReader(derivedField(schema, title)),
    subtitleOf: subtitle ? subtitleReader(derivedField(schema, subtitle)) : () => '',
  };
}

function subtitleReader(field: FieldSpec): (record: NounRecord) => string {
  const read = textReader(field);
  return field.kind === 'key' ? (record) => keyWord(read(record)) : read;
}

function textReader({ local }: FieldSpec): (record: NounRecord) => string {
  return (record) => String((record as unknown as Readonly<Record<string, unknown>>)[local] ?? '');
}
