import { describe, expect, it } from '@jest/globals';
import { WireMessages } from './wire-messages.js';

const message = (type: string, body: string) => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type, 0);
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5);
  return bytes;
};
const query = Buffer.concat([message('P', 'parse'), message('B', 'bind'), message('E', ''), message('S', '')]);

describe('WireMessages', () => {
  it('gives a query whole however its bytes come in', () => {
    for (let cut = 1; cut < query.length; cut++) {
      const messages = new WireMessages();
      messages.push(query.subarray(0, cut));
      expect(messages.exchange()).toBeUndefined();
      messages.push(query.subarray(cut));
      expect(messages.exchange()).toEqual({ bytes: query, last: 'S' });
      expect(messages.exchange()).toBeUndefined();
    }
  });

  it('gives several queries one by one, and keeps the beginning of the next', () => {
    const messages = new WireMessages();
    messages.push(Buffer.concat([query, message('Q', 'select 1'), message('P', 'parse'), message('H', ''), message('X', '')]));
    const taken = [];
    for (let next = messages.exchange(); next; next = messages.exchange()) taken.push(next.last);
    expect(taken).toEqual(['S', 'Q', 'H', 'X']);
  });

  it('tells a request for encryption, a cancellation and a start apart', () => {
    const greeting = (code: number) => {
      const bytes = Buffer.alloc(8);
      bytes.writeInt32BE(8, 0);
      bytes.writeInt32BE(code, 4);
      return bytes;
    };
    const messages = new WireMessages();
    messages.push(Buffer.concat([greeting(80877103), greeting(80877104), greeting(80877102), greeting(196608), query]));
    expect([messages.greeting(), messages.greeting(), messages.greeting(), messages.greeting()]).toEqual(['encryption', 'encryption', 'cancel', 'startup']);
    expect(messages.exchange()?.last).toBe('S');
  });
});
