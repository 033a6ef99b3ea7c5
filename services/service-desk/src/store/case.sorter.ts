import { Injectable } from '@nestjs/common';
import { CaseSortedSchema, type CaseSchema, type PlainOf } from '@rapport/contracts';
import type { Tx } from '@rapport/persistence';
import { decided, guessed, type Guess, type Sorting } from '../domain/sorting.js';
import { CaseSortingStore } from './case-sorting.store.js';
import { CaseStore } from './case.store.js';
import { DeskCases } from './desk.cases.js';
import { DeskSettingsStore } from './desk-settings.store.js';

type Case = PlainOf<typeof CaseSchema>;

/** Sorts cases: what a program suggests is kept beside a case, what a colleague decides is written into it. */
@Injectable()
export class CaseSorter {
  constructor(
    private readonly cases: CaseStore,
    private readonly sortings: CaseSortingStore,
    private readonly settings: DeskSettingsStore,
    private readonly desk: DeskCases,
  ) {}

  /** Keeps what a program takes a message to be about. */
  async suggest(tx: Tx, caseId: string, guess: Guess): Promise<Sorting> {
    const of = await this.cases.get(tx, caseId, { forUpdate: true });
    const known = await this.sortings.get(tx, caseId);
    const next = guessed(known, guess, (await this.settings.get(tx)).intentTeams);
    if (next !== known) await this.put(tx, of, next);
    return next;
  }

  /** Writes a colleague's word into the case. A case that changes its team waits there for whoever takes it. */
  async decide(tx: Tx, caseId: string, intent: string): Promise<Sorting> {
    await this.cases.get(tx, caseId, { forUpdate: true });
    const { intentTeams } = await this.settings.get(tx);
    const next = decided(await this.sortings.get(tx, caseId), intent, { id: tx.call.principal.id, now: tx.now }, intentTeams);
    const { type, priority, teamId } = next;
    const sorted = await this.desk.change(tx, { id: caseId }, (current) => ({ ...current, type, priority }));
    if (teamId && teamId !== sorted.teamId) await this.desk.assign(tx, { id: caseId, etag: '' }, { ownerId: '', teamId });
    await this.put(tx, sorted, next);
    return next;
  }

  private async put(tx: Tx, { id: caseId, contactId, ownerId, teamId }: Case, one: Sorting): Promise<void> {
    await this.sortings.put(tx, caseId, one);
    const { state, intent, ledgerId, decidedBy } = one;
    const about = { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
    tx.say(CaseSortedSchema, { caseId, contactId, state, intent, ledgerId, decidedBy }, about);
  }
}
