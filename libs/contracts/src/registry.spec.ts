import { fromBinary, toBinary, toJson, type DescField, type JsonValue } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comments } from './gen/comments.js';
import { eventRuleOf, nounOf, permissionOf, piiOf, routeOf, rulesOf, PiiClass, Search } from './options.js';
import { events, nouns, registry, services } from './registry.js';
import { bindingOf } from './route/binding.js';

const methods = services.flatMap((service) => service.methods);
const goldens = join(import.meta.dirname, '../../../proto/golden');

interface Golden {
  readonly type: string;
  readonly json: JsonValue;
  readonly binary: string;
}

function goldenOf(type: string): Golden {
  return JSON.parse(readFileSync(join(goldens, `${type}.json`), 'utf8')) as Golden;
}

describe('the contracts', () => {
  it.each(methods.map((method) => [method.toString(), method] as const))('%s says which right it needs, and its route fits its request', (_, method) => {
    expect(permissionOf(method)).toMatch(/^[a-z]+(?:-[a-z]+)*\.[a-z]+$/);
    if (routeOf(method)) expect(() => bindingOf(method)).not.toThrow();
  });

  it('serve no two rpcs on one route', () => {
    const places = methods.flatMap((method) => routeOf(method) ?? []).map(({ verb, path }) => `${verb} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`);
    expect(places).toEqual([...new Set(places)]);
  });

  // What these names mean is the same everywhere, and nothing more can be said.
  const obvious = /^(?:id|etag|name|noun|custom|emails|phones|messengers|addresses|created_at|updated_at|page_size|page_token)$/;

  it.each(nouns.map((noun) => [noun.typeName, noun] as const))('%s says what its fields mean', (_, noun) => {
    const silent = noun.fields.filter((field) => !obvious.test(field.name) && !comments[`${noun.typeName}.${field.name}`]);
    expect(silent.map((field) => field.name)).toEqual([]);
  });

  it.each(nouns.map((noun) => [noun.typeName, noun] as const))('%s can be searched, sorted and limited as its rules promise', (_, noun) => {
    expect(nounOf(noun)?.plural).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    const wrong = noun.fields.filter((field) => isSealedUnfindable(field) || isUnlimited(field));
    expect(wrong.map((field) => field.name)).toEqual([]);
  });

  function isSealedUnfindable(field: DescField): boolean {
    const { pii, filterable, search } = rulesOf(field);
    return pii !== PiiClass.UNSPECIFIED && filterable && search === Search.UNSPECIFIED;
  }

  function isUnlimited(field: DescField): boolean {
    const { outputOnly, maxLen, maxItems, format, oneOf } = rulesOf(field);
    if (outputOnly) return false;
    if (field.fieldKind === 'list') return maxItems === 0;
    return field.fieldKind === 'scalar' && field.scalar === 9 && maxLen === 0 && format === 0 && oneOf.length === 0;
  }
});

describe('events', () => {
  it.each(events.map((event) => [event.typeName, event] as const))('%s names its aggregate, and holds no personal data', (_, event) => {
    const { aggregate, idField } = eventRuleOf(event)!;
    expect(aggregate).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(event.fields.map((field) => field.name)).toContain(idField);
    expect(event.fields.filter((field) => piiOf(field) !== PiiClass.UNSPECIFIED)).toEqual([]);
    expect(comments[event.typeName]).toBeDefined();
  });

  it.each(events.map((event) => [event.typeName, event] as const))('%s has the fields that its subjects and its line in the timeline name', (_, event) => {
    const { subjects, timeline } = eventRuleOf(event)!;
    const names = event.fields.map((field) => field.name);
    expect(names).toEqual(expect.arrayContaining([...subjects.map((subject) => `${subject}_id`), ...(timeline?.facts ?? [])]));
    if (!timeline) return;
    expect(timeline.kind).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(timeline.at === '' || event.fields.find(({ name }) => name === timeline.at)?.message?.typeName === 'google.protobuf.Timestamp').toBe(true);
  });

  it.each(events.map((event) => [event.typeName, event] as const))('%s is understood as it was first said', (type, event) => {
    const golden = goldenOf(type);
    const message = fromBinary(event, Buffer.from(golden.binary, 'hex'));
    expect(toJson(event, message, { registry, useProtoFieldName: true })).toEqual(golden.json);
    expect(Buffer.from(toBinary(event, message)).toString('hex')).toBe(golden.binary);
  });

  it('have not gone while their goldens are there', () => {
    const types = readdirSync(goldens).map((file) => file.replace(/\.json$/, ''));
    expect(types.filter((type) => !events.some((event) => event.typeName === type))).toEqual([]);
  });
});
