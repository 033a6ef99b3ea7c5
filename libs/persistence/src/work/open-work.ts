import type { DescMessage, MessageInitShape } from '@bufbuild/protobuf';
import type { CallContext, Clock } from '@rapport/kernel';
import type { Kysely } from 'kysely';
import { Bell } from './bell.js';
import { inlined } from './inlined.js';
import { PendingRows } from './pending-rows.js';
import { saidEvent } from './said-event.js';
import type { Session, Tables } from './session.js';
import type { About, AuditNote, Cause, Later, RecordVersion, Tx } from './tx.js';

/** The unit of work as its body holds it. */
export class OpenWork implements Tx {
  readonly now: Date;
  readonly pending = new PendingRows();
  /** Rings once it is committed. */
  readonly committed = new Bell();
  private attempts = 0;
  declare readonly cause?: Cause;

  constructor(
    readonly call: CallContext,
    readonly session: Session,
    { clock }: { readonly clock: Clock },
    cause?: Cause,
  ) {
    this.now = clock.now();
    if (cause) this.cause = cause;
  }

  get sql(): Kysely<Tables> {
    return this.session.sql;
  }

  later(query: Later): void {
    this.session.later(inlined(query.compile(this.sql)));
  }

  afterCommit(hint: () => void): void {
    this.committed.onRing(hint);
  }

  say<Event extends DescMessage>(event: Event, facts: MessageInitShape<Event>, about?: About): void {
    this.pending.say(saidEvent(event, facts, about));
  }

  audit(entry: AuditNote): void {
    this.pending.note(entry);
  }

  async attempt<T>(part: () => Promise<T>): Promise<T> {
    const before = this.pending.mark();
    const savepoint = `attempt_${(this.attempts += 1)}`;
    const { session } = this;
    // What came before must not fail as if it belonged to this part.
    if (session.queued > 0) await session.script();
    const begin = `savepoint ${savepoint}`;
    session.later(begin);
    try {
      const result = await part();
      await session.script(`release ${begin}`);
      return result;
    } catch (thrown) {
      const unsent = session.forget().includes(begin);
      if (!unsent) await session.script(`rollback to ${begin}`, `release ${begin}`);
      this.pending.backTo(before);
      throw thrown;
    }
  }

  remember(version: RecordVersion): void {
    this.pending.remember(version);
  }
}
