import { describe, expect, it } from '@jest/globals';
import { withoutCommand, type CallContext } from './call-context.js';

/** As the serving side makes them: the signal is there when somebody asks for it. */
class Served {
  readonly name = 'rpc';
  readonly command = { key: 'k' };
  get signal() {
    return AbortSignal.abort();
  }
}

describe('a call without its command', () => {
  it('has everything else, what is made when it is asked for too', () => {
    const call = withoutCommand(new Served() as unknown as CallContext);
    expect([call.name, call.signal.aborted, 'command' in call]).toEqual(['rpc', true, false]);
  });
});
