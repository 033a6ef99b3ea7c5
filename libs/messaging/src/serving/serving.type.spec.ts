import { describe, expect, it } from '@jest/globals';
import type { CallContext } from '@rapport/kernel';
import { EchoService } from '../spec-contract/echo_pb.js';
import { Serves } from './serves.decorator.js';

class Whole {
  async getEcho() {
    return { text: 'a' };
  }
  async createEcho(_: CallContext, { text }: { text: string }) {
    return { text };
  }
  async *watchEchoes() {
    yield { text: 'a' };
  }
}

class LacksOne {
  async getEcho() {
    return { text: 'a' };
  }
  async createEcho() {
    return { text: 'a' };
  }
}

class AnswersWrongly {
  async getEcho() {
    return { text: 5 };
  }
  async createEcho() {
    return {};
  }
  async *watchEchoes() {
    yield {};
  }
}

class StreamsNothing {
  async getEcho() {
    return { text: 'a' };
  }
  async createEcho() {
    return { text: 'a' };
  }
  async watchEchoes() {
    return { text: 'a' };
  }
}

describe('@Serves', () => {
  it('takes a class that answers every rpc', () => {
    expect(() => Serves(EchoService)(Whole)).not.toThrow();
  });

  it('does not compile over a class that lacks an rpc, and refuses it when it runs', () => {
    // @ts-expect-error watchEchoes is missing
    expect(() => Serves(EchoService)(LacksOne)).toThrow('LacksOne does not serve rapport.echo.v1.EchoService/WatchEchoes: write watchEchoes(call, request)');
  });

  it('does not compile over a class that answers with another shape', () => {
    // @ts-expect-error text is a string
    Serves(EchoService)(AnswersWrongly);
    // @ts-expect-error watchEchoes must be an async iterable
    Serves(EchoService)(StreamsNothing);
  });
});
