import { describe, expect, it } from '@jest/globals';
import { callWith, withoutCommand, type CallContext } from './call-context.js';

/** As the serving side makes them: the signal is there when somebody asks for it. */
class Served {
  readonly name = 'rpc';
  readonly locale = 'en';
  readonly command = { key: 'k' };
  asked = 0;
  get signal() {
    this.asked += 1;
    return AbortSignal.abort();
  }
}

const served = () => new Served() as unknown as CallContext & Served;

describe('a call told otherwise', () => {
  it('has everything else, what is made when it is asked for too, and leaves the call as it was', () => {
    const call = served();
    const other = withoutCommand(callWith(call, { locale: 'ru' }));
    expect([other.name, other.locale, other.command, call.asked]).toEqual(['rpc', 'ru', undefined, 0]);
    expect([other.signal.aborted, call.locale, call.command]).toEqual([true, 'en', { key: 'k' }]);
  });
});
