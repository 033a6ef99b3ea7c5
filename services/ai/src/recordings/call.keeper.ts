import { Injectable } from '@nestjs/common';
import { CallState, CallTranscribedSchema } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { CallStore, type CallChange, type CallRow } from '../store/call.store.js';
import { TurnStore, type TurnRow } from '../store/turn.store.js';
import type { Read } from './reading.js';
import { Understanding } from './understanding.js';

/** Silence that a detector took for speech. */
const unheardMs = 1500;

/** What the work on a call keeps, each in a transaction of its own. */
@Injectable()
export class CallKeeper {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly turns: TurnStore,
    private readonly understanding: Understanding,
  ) {}

  load(call: CallContext, id: string): Promise<CallRow> {
    return this.work.read(call, (tx) => this.calls.get(tx, id));
  }

  /** Throws `CANCELLED` for a call that was cancelled meanwhile. */
  async move(call: CallContext, id: string, change: CallChange): Promise<void> {
    const isWanted = await this.work.run(call, (tx) => this.calls.move(tx, id, change));
    if (!isWanted) throw new AppError('cancelled', 'CANCELLED');
  }

  turnsOf(call: CallContext, { id, contactId }: CallRow): Promise<TurnRow[]> {
    return this.work.read(call, (tx) => this.turns.list(tx, id, contactId));
  }

  attempt(call: CallContext, id: string, doneMs: number, totalMs: number): Promise<void> {
    return this.work.run(call, (tx) => this.calls.attempt(tx, id, doneMs, totalMs));
  }

  /** Keeps a turn and how far the call is with it; a moment in which nothing was heard is no turn. */
  keep(call: CallContext, record: CallRow, turn: TurnRow, doneMs: number): Promise<void> {
    return this.work.run(call, async (tx) => {
      await this.calls.advance(tx, record.id, doneMs);
      this.calls.say(tx, { ...record, state: CallState.TRANSCRIBING });
      if (turn.text || turn.endMs - turn.startMs >= unheardMs) await this.turns.put(tx, record.id, record.contactId, turn);
    });
  }

  /** The call is transcribed, or read again: what it says is proposed. Throws `NO_SPEECH` when nobody said a word. */
  async finish(tx: Tx, { id, contactId }: CallRow, { understood, trouble }: Read): Promise<void> {
    const record = await this.calls.get(tx, id);
    const turns = await this.turns.list(tx, id, contactId);
    if (!turns.some(({ text }) => text)) throw new AppError('unsupported', 'NO_SPEECH');
    const action = (await this.understanding.hasRead(tx, id)) ? 'read-again' : 'transcribed';
    await this.understanding.propose(tx, record, turns, understood);
    const language = record.language || turns[0]!.language;
    if (!(await this.calls.move(tx, id, { state: CallState.DONE, language, trouble }))) throw new AppError('cancelled', 'CANCELLED');
    tx.say(CallTranscribedSchema, { callId: id, contactId, language, turns: turns.length, action }, { owner: record.ownerId, team: record.teamId });
  }
}
