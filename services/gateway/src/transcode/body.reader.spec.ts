import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { depthOf, readBody } from './body.reader.js';

const bytes = (text: string) => Buffer.from(text);
const invalidJson = expect.objectContaining({ code: 'invalid', reason: 'INVALID_JSON' });

describe('a body', () => {
  it('gives back any JSON of usual depth', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }), (value) => {
        const sent = JSON.parse(JSON.stringify(value)) as unknown;
        expect(readBody(bytes(JSON.stringify(value)))).toEqual(sent);
      }),
    );
  });

  it('is nothing when it is empty', () => {
    expect(readBody(new Uint8Array())).toBeUndefined();
  });

  it.each(['{', '{"a":1}x', "{'a':1}", '{"a":NaN}', '{"a":01}', 'undefined', '\u0000{}'])('is refused when it is no JSON: %j', (text) => {
    expect(() => readBody(bytes(text))).toThrow(invalidJson);
  });

  it('is refused when it is not UTF-8', () => {
    expect(() => readBody(Buffer.from([0x22, 0xff, 0xfe, 0x22]))).toThrow(invalidJson);
  });

  it('is refused, and quickly, when it is nested to exhaust the stack', () => {
    const tooDeep = expect.objectContaining({ code: 'invalid', reason: 'TOO_DEEP' });
    expect(() => readBody(bytes('['.repeat(500_000)))).toThrow(tooDeep);
    expect(() => readBody(bytes(`${'{"a":'.repeat(65)}1${'}'.repeat(65)}`))).toThrow(tooDeep);
    expect(readBody(bytes(`${'['.repeat(64)}${']'.repeat(64)}`))).toHaveLength(1);
  });

  it('does not count brackets that a person typed', () => {
    expect(depthOf(bytes('{"a":"[[[\\"[[","b":["{{"]}'))).toBe(2);
  });

  it('with a name twice has the last', () => {
    expect(readBody(bytes('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });

  it('takes escapes that spell ordinary text', () => {
    expect(readBody(bytes('{"name":"\\u041c\\u0430\\ud83d\\ude00","path":"\\\\u0000"}'))).toEqual({ name: 'Ма😀', path: '\\u0000' });
  });
});
