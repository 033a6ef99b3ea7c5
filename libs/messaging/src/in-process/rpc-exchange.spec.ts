import { describe, expect, it } from '@jest/globals';
import { RpcExchange } from './rpc-exchange.js';

describe('requests inside the process', () => {
  it('let timers fire, however many are answered from memory', async () => {
    const exchange = new RpcExchange();
    exchange.serve(
      'rpc.a',
      'q',
      async ({ data }) => ({ subject: '', headers: {}, data }),
      () => 0,
    );
    let fired = false;
    setTimeout(() => (fired = true), 5);
    const deadline = new Date(Date.now() + 5000);
    for (const end = Date.now() + 300; !fired && Date.now() < end;)
      await exchange.request({ subject: 'rpc.a', headers: {}, data: new Uint8Array(1) }, { deadline });
    expect(fired).toBe(true);
  });
});
