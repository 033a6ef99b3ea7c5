import { AppError, assertOutsideWork, insideWork, toAppError, type CallContext, type Clock, type Command, type Ids } from '@rapport/kernel';
import type { QueryResult } from 'pg';
import type { Database } from '../database/database.js';
import { isRetryable, type UniqueNames } from '../database/postgres-fault.js';
import { identifier, literal } from '../database/sql-literal.js';
import {
  askForAnswer,
  forgetAnswers,
  isOutcome,
  keepAnswer,
  readAnswer,
  type AnswerSealer,
  type Outcome,
  type PersonSealer,
} from '../idempotency/kept-answer.js';
import type { ServiceSchema } from '../migrations/service-schema.js';
import { Bell } from './bell.js';
import { enterInbox, isBefore, verdictsOf, type EventConsumer, type Handled, type Handling } from '../inbox/event-consumer.js';
import type { OutboxEvent } from '../outbox/outbox-event.js';
import { OpenWork } from './open-work.js';
import type { Session } from './session.js';
import { transact } from './transact.js';
import type { Cause, Tx } from './tx.js';

/** What a unit of work stands on. */
export interface WorkSettings {
  readonly db: Database;
  readonly names: ServiceSchema;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly sealer: AnswerSealer;
  /** Seals answers that show persons; where it is left out, those are sealed as all others. */
  readonly persons?: PersonSealer;
  /** What broken unique constraints mean to people. */
  readonly unique?: UniqueNames;
}

/** What stands around a body. */
export interface Around {
  /** Statements that run before the body, which is given their results. */
  readonly opening: readonly string[];
}

/** A body's value, or what gives it while the commit is under way; and the statements that go with COMMIT. */
type Ended<T> = { readonly statements: readonly string[] } & ({ readonly value: T } | { readonly meanwhile: () => Promise<T> });

const mostAttempts = 4;
const nothing: Around = { opening: [] };

/**
 * A service's transactions. Each takes the service's role, the caller's tenant and deadline with its first statement, and writes events, audit, versions
 * and the command's answer in the round trip that commits it. A body may run again after a serialization failure or a deadlock, so it changes nothing but the database.
 */
export class UnitOfWork {
  /** Rings after a commit that said something. */
  readonly said = new Bell();
  /** Rings after a commit that audited something. */
  readonly audited = new Bell();
  private readonly spent = new WeakSet<Command>();
  private readonly underWay = new Set<string>();

  constructor(private readonly settings: WorkSettings) {}

  /**
   * Runs a command: state, events, audit, versions and, if the call has an idempotency key, its answer commit together or not at all.
   * A key seen before gives the first outcome again, failures included, and `notes.replayed`.
   */
  async run<T>(call: CallContext, body: (tx: Tx) => Promise<T>): Promise<T> {
    const { command } = call;
    if (!command) return this.read(call, body);
    if (this.spent.has(command)) throw new Error(`${call.name} opened a second unit of work under one idempotency key`);
    this.spent.add(command);
    const outcome = await this.alone(keyOf(call, command), () =>
      this.transaction(call, { opening: askForAnswer(call, command) }, (tx, opened) => this.answer(tx, command, opened, body)),
    );
    if ('error' in outcome) throw outcome.error;
    return outcome.value;
  }

  /** Refuses a key that this process is working on. Between processes the key's lock in the database says so; on one connection it cannot, for the second would wait. */
  private async alone<T>(key: string, body: () => Promise<T>): Promise<T> {
    if (this.underWay.has(key)) throw new AppError('conflict', 'KEY_IN_FLIGHT', { retryAfterMs: 1000 });
    this.underWay.add(key);
    try {
      return await body();
    } finally {
      this.underWay.delete(key);
    }
  }

  /** Runs a query. As `run`, but an idempotency key means nothing; what was audited is still committed. */
  read<T>(call: CallContext, body: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction(call, nothing, async (tx) => ({ value: await body(tx), statements: [] }));
  }

  /** As `read`, for what takes time and asks nothing of the database, such as opening envelopes: it is done while the commit is under way, and given once that is sure. */
  readThen<Read, T>(call: CallContext, body: (tx: Tx) => Promise<Read>, then: (read: Read) => Promise<T>): Promise<T> {
    return this.transaction<T>(call, nothing, async (tx) => {
      const read = await body(tx);
      return { meanwhile: () => then(read), statements: [] };
    });
  }

  /**
   * Handles a delivered event: its inbox row, its effect and what the effect says commit together, once per consumer and in the aggregate's order.
   * The body does not run for a `duplicate`, an `early` one or one `before` the consumer's beginning. What it throws rolls back, and the event may be delivered again.
   */
  async handle(call: CallContext, event: OutboxEvent, consumer: EventConsumer, body: (tx: Tx) => Promise<void>): Promise<Handled> {
    if (event.tenant !== call.tenant) throw new Error('An event is handled in its own tenant');
    if (!consumer.hears.includes(event.type)) throw new Error(`${consumer.name} does not hear ${event.type}`);
    const [handled] = await this.handleTogether(call, [{ event, within: (go) => go(call), body }], consumer);
    return handled!;
  }

  /**
   * Handles events of one tenant, each of another aggregate, in one transaction: what the caller's time allows for all of them. When a body throws, none of them is handled,
   * and each should be tried alone.
   */
  async handleTogether(call: CallContext, handlings: readonly Handling[], consumer: EventConsumer): Promise<readonly Handled[]> {
    const due = handlings.filter(({ event }) => !isBefore(event, consumer)).sort(byAggregate);
    if (due.length === 0) return handlings.map(() => 'before');
    const opening = [
      enterInbox(
        due.map(({ event }) => event),
        consumer,
        this.settings.clock.now(),
      ),
    ];
    const verdicts = await this.transaction<readonly Handled[]>(call, { opening }, async (tx, opened) => {
      const entered = verdictsOf(opened);
      const statements: string[] = [];
      for (const handling of due.filter((_, at) => entered[at] === 'done')) statements.push(...(await this.effect(tx, handling)));
      return { value: entered, statements };
    });
    return handlings.map((handling) => verdicts[due.indexOf(handling)] ?? 'before');
  }

  /** Runs one event's body in a transaction that others share, and gives what it left to be written. */
  private async effect(shared: OpenWork, { event, within, body }: Handling): Promise<string[]> {
    let left: string[] = [];
    await within(async (call) => {
      const tx = new OpenWork(call, shared.session, this.settings, causeOf(event));
      await body(tx);
      left = [...tx.pending.statements({ call, ids: this.settings.ids, now: tx.now }), ...forgetAnswers(call, tx.pending.erased)];
      shared.afterCommit(() => this.ring(tx));
    });
    return left;
  }

  private ring({ pending, committed }: OpenWork): void {
    if (pending.said) this.said.ring();
    if (pending.audited) this.audited.ring();
    committed.ring();
  }

  /** A transaction with statements of one's own around it, for the other parts of this library. */
  async transaction<T>(call: CallContext, around: Around, body: (tx: OpenWork, opened: QueryResult[]) => Promise<Ended<T>>): Promise<T> {
    assertOutsideWork();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(call, around, body);
      } catch (thrown) {
        if (attempt >= mostAttempts || !isRetryable(thrown) || call.signal.aborted) throw thrown;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * attempt));
      }
    }
  }

  private async attempt<T>(call: CallContext, around: Around, body: (tx: OpenWork, opened: QueryResult[]) => Promise<Ended<T>>): Promise<T> {
    const { db, unique = {} } = this.settings;
    let work: OpenWork | undefined;
    const open = async (session: Session): Promise<Ended<T>> => {
      const tx = (work = new OpenWork(call, session, this.settings));
      const opened = around.opening.length > 0 ? await session.script(...around.opening) : [];
      const { statements, ...ended } = await insideWork(() => body(tx, opened));
      const pending = tx.pending.statements({ call, ids: this.settings.ids, now: tx.now });
      return { ...ended, statements: [...pending, ...forgetAnswers(call, tx.pending.erased), ...statements] };
    };
    const value = await transact({ pool: db.pool, opening: this.opening(call), unique, deadline: call.deadline, signal: call.signal }, open);
    if (work) this.ring(work);
    return value;
  }

  private opening(call: CallContext): string[] {
    const { role, schema } = this.settings.names;
    const leftMs = Math.max(1, call.deadline.getTime() - Date.now());
    return [
      `set local role ${identifier(role)}`,
      `set local app.tenant = ${literal(call.tenant)}`,
      `set local search_path = ${identifier(schema)}, public`,
      `set local statement_timeout = ${Math.min(leftMs, 2_000_000_000)}`,
    ];
  }

  private async answer<T>(tx: OpenWork, command: Command, opened: QueryResult[], body: (tx: Tx) => Promise<T>): Promise<Ended<Outcome<T>>> {
    const kept = await readAnswer(tx, command, this.settings, opened);
    if (kept) return { value: kept as Outcome<T>, statements: [] };
    const outcome = await this.whole(tx, body).then(
      (value): Outcome<T> => ({ value }),
      (thrown: unknown) => this.failure(tx, thrown),
    );
    return { value: outcome, statements: [await keepAnswer(tx, command, this.settings, outcome)] };
  }

  /** The body with all that it left for later: what fails there is the command's failure too. */
  private async whole<T>(tx: OpenWork, body: (tx: Tx) => Promise<T>): Promise<T> {
    const value = await body(tx);
    if (tx.session.queued > 0) await tx.session.script();
    return value;
  }

  /** Undoes what the body did and keeps the key's lock, so that nobody else begins the command before its failure is kept. */
  private async failure(tx: OpenWork, thrown: unknown): Promise<{ error: AppError }> {
    const error = toAppError(thrown);
    if (isRetryable(thrown) || !isOutcome(error)) throw thrown;
    tx.session.forget();
    await tx.session.script('rollback to savepoint command');
    tx.pending.backTo([0, 0, 0]);
    return { error };
  }
}

function causeOf({ id, type, occurredAt, by, owner, team }: OutboxEvent): Cause {
  return { eventId: id, type, at: occurredAt, by, ...(owner !== undefined && { owner }), ...(team !== undefined && { team }) };
}

function keyOf({ tenant, principal, name }: CallContext, { key }: Command): string {
  return [tenant, principal.id, name, key].join('\0');
}

/** Two transactions that handle events of the same aggregates come to them in the same order. */
function byAggregate({ event: a }: Handling, { event: b }: Handling): number {
  return a.aggregateid < b.aggregateid ? -1 : Number(a.aggregateid > b.aggregateid);
}
