import { DeliverPolicy, jetstream, type ConsumerMessages, type JsMsg } from '@nats-io/jetstream';
import type { Closing } from '../broker/broker.js';
import type { KeptEnvelope } from '../broker/envelope.js';
import { streamsMeeting } from '../broker/stream-layout.js';
import type { NatsLink } from './nats-link.js';
import type { NatsStreams } from './nats-streams.js';
import { positionOf, seenOf } from './stream-position.js';
import { readSlowly } from './wire-headers.js';

/** Reading streams without being a consumer of them: for those who look on. */
export class NatsWatch {
  constructor(
    private readonly link: NatsLink,
    private readonly streams: NatsStreams,
  ) {}

  async watch(pattern: string, after: string | undefined, see: (message: KeptEnvelope) => void): Promise<Closing> {
    const wanted = after === undefined ? undefined : seenOf(after);
    const seen = new Map<string, number>();
    const watched = streamsMeeting(this.streams.specs, pattern);
    for (const { name } of watched) {
      const { last_seq: last } = (await this.streams.jsm.streams.info(name)).state;
      const from = wanted ? (wanted.get(name) ?? 0) : last;
      seen.set(name, from <= last ? from : 0);
    }
    const readings = watched.map(({ name }) =>
      this.read(name, pattern, seen.get(name)! + 1, (message) => {
        seen.set(name, message.seq);
        see({ ...keptOf(message), position: positionOf(seen) });
      }),
    );
    const open = await Promise.all(readings);
    return async () => {
      await Promise.all(open.map((reading) => reading.close()));
    };
  }

  async *kept(pattern: string): AsyncIterable<KeptEnvelope> {
    for (const { name } of streamsMeeting(this.streams.specs, pattern)) {
      const { state } = await this.streams.jsm.streams.info(name, { subjects_filter: pattern });
      let left = Object.values(state.subjects ?? {}).reduce((sum, count) => sum + count, 0);
      if (left === 0) continue;
      const reading = await this.read(name, pattern, 1);
      for await (const message of reading) {
        yield keptOf(message);
        left -= 1;
        if (left <= 0 || message.info.pending === 0) break;
      }
    }
  }

  private async read(stream: string, pattern: string, from: number, see?: (message: JsMsg) => void): Promise<ConsumerMessages> {
    const consumer = await jetstream(this.link.connection).consumers.get(stream, {
      deliver_policy: DeliverPolicy.StartSequence,
      opt_start_seq: from,
      filter_subjects: pattern,
    });
    return consumer.consume(see ? { callback: see } : {});
  }
}

function keptOf(message: JsMsg): KeptEnvelope {
  return { subject: message.subject, headers: readSlowly(message), data: message.data, position: `${message.info.stream}:${message.seq}` };
}
