import { doubled, lost, other, type Finding } from './finding.js';

/** An event and a consumer that hears it: how often it took effect there, and whether the consumer's inbox knows. */
export interface HeardFact {
  /** `sales.score-again` */
  readonly consumer: string;
  /** `rapport.ai.v1.CallTranscribed` */
  readonly type: string;
  readonly eventId: string;
  readonly times: number;
  readonly isInInbox: boolean;
}

/** An aggregate of any service whose events are not what its head says, or whose numbers have a gap. */
export interface CountFact {
  /** `sales deal 0190…` */
  readonly aggregate: string;
  readonly events: number;
  readonly latest: number;
  readonly head: number;
}

/** What is asked of every service alike, whatever its records are. */
export interface ServiceFacts {
  /** Pairs of which one thing or the other is not as it must be. */
  readonly astray: readonly HeardFact[];
  /** So many pairs were looked at. */
  readonly heard: number;
  readonly miscounted: readonly CountFact[];
  /** `sales.score-again: deal 0190…` for each aggregate whose events took effect there out of their order. */
  readonly disordered: readonly string[];
  /** Effects of events that no outbox has. */
  readonly strays: readonly string[];
  /** Ids of events of any service that are marked as published. */
  readonly published: readonly string[];
  /** Ids of the events that the broker keeps; nothing where it cannot be looked into. */
  readonly inBroker?: ReadonlySet<string>;
  /** `ai deliver-email failed`, for each job that is not done and could be. */
  readonly jobs: readonly string[];
}

/** I4 to I7 for the events and the work of every service. */
export function judgeServices({ astray, miscounted, disordered, strays, published, inBroker, jobs }: ServiceFacts): Finding[] {
  const gone = inBroker ? published.filter((id) => !inBroker.has(id)) : [];
  return [
    ...miscounted.map(judgeCount),
    ...gone.map((id) => lost('I4', `the broker does not keep event ${id}, marked as published`)),
    ...astray.flatMap(judgeHeard),
    ...strays.map((id) => other('I5', `event ${id} took effect, and nobody said it`)),
    ...disordered.map((what) => other('I6', `events took effect out of order: ${what}`)),
    ...jobs.map((what) => other('I7', `work is not done: ${what}`)),
  ];
}

function judgeCount({ aggregate, events, latest, head }: CountFact): Finding {
  const what = `${aggregate}: its head is at ${head}, ${events} events are there, the latest is ${latest}`;
  if (events < head) return lost('I4', what);
  return events > head ? doubled('I4', what) : other('I6', what);
}

function judgeHeard({ consumer, type, eventId, times, isInInbox }: HeardFact): Finding[] {
  const what = `${consumer}: ${type} (${eventId}) took effect ${times} times`;
  return [
    ...(times === 1 ? [] : [times === 0 ? lost('I5', what) : doubled('I5', what)]),
    ...(isInInbox ? [] : [lost('I5', `${consumer}: its inbox knows nothing of ${type} (${eventId})`)]),
  ];
}
