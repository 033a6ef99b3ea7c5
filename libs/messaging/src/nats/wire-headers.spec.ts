import { describe, expect, it } from '@jest/globals';
import type { Msg } from '@nats-io/transport-node';
import { readHeaders, wireBytes } from './wire-headers.js';

const received = (bytes: Uint8Array, data: string): Msg => {
  const all = Buffer.concat([Buffer.from('noise'), bytes, Buffer.from(data)]);
  const body = new Uint8Array(all.buffer, all.byteOffset + 5 + bytes.length, data.length);
  return { subject: 'a.b', reply: 'c', data: body, size: () => 4 + bytes.length + data.length } as unknown as Msg;
};

describe('headers on the wire', () => {
  it('come back as they were sent', () => {
    const headers = { traceparent: '00-aa-bb-01', 'rapport-team': 'продажи/север', 'rapport-at': '2026-01-01T00:00:00.000Z', 'rapport-key': '' };
    expect(readHeaders(received(wireBytes(headers), 'data'))).toEqual(headers);
    expect(readHeaders(received(wireBytes(headers), ''))).toEqual(headers);
  });

  it('spell the server’s own names as it knows them', () => {
    expect(Buffer.from(wireBytes({ 'nats-msg-id': 'x' })).toString()).toBe('NATS/1.0\r\nNats-Msg-Id: x\r\n\r\n');
  });

  it('cannot be smuggled in through a value', () => {
    expect(() => wireBytes({ 'rapport-key': 'x\r\nrapport-principal: forged' })).toThrow('header rapport-key holds a line break');
  });

  it('are none where there are none', () => {
    expect(readHeaders(received(new Uint8Array(), 'NATS/1.0'))).toEqual({});
  });
});
