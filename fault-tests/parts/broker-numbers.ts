import { header, type KeptEnvelope } from '@rapport/messaging';
import type { RealHouse } from './real.house.js';

interface ConsumerDetail {
  readonly stream_name: string;
  readonly config: { readonly filter_subject?: string };
  readonly num_pending: number;
  readonly num_ack_pending: number;
  readonly delivered: { readonly consumer_seq: number; readonly stream_seq: number };
}

interface Jsz {
  readonly account_details?: readonly { readonly stream_detail?: readonly { readonly consumer_detail?: readonly ConsumerDetail[] }[] }[];
}

/** How often the broker handed a message to the product that it had handed out before: it numbers every handing out of a consumer. Who looks on has no events of one type. */
export async function redeliveries(house: RealHouse): Promise<number> {
  const consumers = await consumersOf(house);
  const kept = (await house.eye.kept('event.>')).map(({ subject, position }) => ({
    subject,
    stream: position.split(':')[0],
    sequence: Number(position.split(':')[1]),
  }));
  return consumers.reduce((sum, { stream_name: stream, config, delivered }) => {
    const once = kept.filter((one) => one.stream === stream && one.subject === config.filter_subject && one.sequence <= delivered.stream_seq);
    return sum + Math.max(0, delivered.consumer_seq - once.length);
  }, 0);
}

/** Messages that consumers of the product have not settled yet. */
export async function underWay(house: RealHouse): Promise<number> {
  return (await consumersOf(house)).reduce((sum, { num_pending: ahead, num_ack_pending: inHands }) => sum + ahead + inHands, 0);
}

async function consumersOf({ broker }: RealHouse): Promise<ConsumerDetail[]> {
  const answer = await fetch(`http://127.0.0.1:${broker.place.ports['monitor']}/jsz?consumers=true&config=true`);
  const { account_details: accounts = [] } = (await answer.json()) as Jsz;
  return accounts.flatMap(({ stream_detail: streams = [] }) => streams.flatMap(({ consumer_detail: found = [] }) => found.filter(isOurs)));
}

const isOurs = ({ config }: ConsumerDetail): boolean => !/[*>]/.test(config.filter_subject ?? '>');

/** How many messages lie behind a later one of the same record. */
export function disorder(kept: readonly KeptEnvelope[]): number {
  const reached = new Map<string, number>();
  return kept.filter(({ headers }) => {
    const [aggregate, version] = [headers[header.aggregate] ?? '', Number(headers[header.version])];
    const highest = reached.get(aggregate) ?? 0;
    reached.set(aggregate, Math.max(highest, version));
    return version < highest;
  }).length;
}
