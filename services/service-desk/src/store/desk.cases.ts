import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { Injectable } from '@nestjs/common';
import { CaseAssignedSchema, CaseMovedSchema, CaseOpenedSchema, CaseUpdatedSchema, type CaseSchema, type PlainOf } from '@rapport/contracts';
import type { Changed, Draft, Tx } from '@rapport/persistence';
import { nextInTurn } from '../domain/turn.js';
import { CaseStore } from './case.store.js';
import { DeskSettingsStore } from './desk-settings.store.js';

type Case = PlainOf<typeof CaseSchema>;

/** Cases as the desk works on them: every change is told of, and a new case finds who answers for it. */
@Injectable()
export class DeskCases {
  constructor(
    private readonly cases: CaseStore,
    private readonly settings: DeskSettingsStore,
  ) {}

  /** Opens a case and gives it to whose turn it is. */
  async open(tx: Tx, draft: Draft<Case>): Promise<Case> {
    const { teamId } = await this.settings.get(tx);
    const ownerId = draft.ownerId || (await this.whoseTurn(tx));
    const opened = await this.cases.open(tx, { ...draft, ownerId: ownerId ?? '', teamId: draft.teamId || teamId });
    if (ownerId) this.cases.noteTurn(tx, ownerId);
    const { id: caseId, contactId, companyId, number, type, priority, channel, language } = opened;
    const openedAt = timestampFromDate(tx.now);
    tx.say(CaseOpenedSchema, { caseId, contactId, companyId, number, type, priority, channel, language, openedAt }, aboutOf(opened));
    if (ownerId) this.sayAssigned(tx, opened);
    return opened;
  }

  /** Changes a case and says what changed. */
  async change(tx: Tx, { id, etag = '' }: { readonly id: string; readonly etag?: string }, rule: (current: Case) => Case): Promise<Case> {
    const changed = await this.cases.change(tx, id, etag, rule);
    this.say(tx, changed);
    return changed.after;
  }

  /** Gives a case to somebody; to whose turn it is when nobody is named. */
  async assign(tx: Tx, target: { readonly id: string; readonly etag: string }, wanted: { readonly ownerId: string; readonly teamId: string }): Promise<Case> {
    const ownerId = wanted.ownerId || (wanted.teamId ? '' : ((await this.whoseTurn(tx)) ?? ''));
    const { after, fields } = await this.cases.change(tx, target.id, target.etag, (current) => ({
      ...current,
      ownerId,
      teamId: wanted.teamId || current.teamId,
    }));
    if (fields.length === 0) return after;
    if (ownerId) this.cases.noteTurn(tx, ownerId);
    this.sayAssigned(tx, after);
    return after;
  }

  private async whoseTurn(tx: Tx): Promise<string | undefined> {
    const { turn, agentIds } = await this.settings.get(tx);
    return turn && agentIds.length > 0 ? nextInTurn(turn, await this.cases.inTurn(tx, agentIds)) : undefined;
  }

  private say(tx: Tx, { before, after, fields }: Changed<Case>): void {
    const { id: caseId, contactId, companyId, number, reopened } = after;
    if (before.status !== after.status && fields.includes('status')) {
      tx.say(CaseMovedSchema, { caseId, contactId, companyId, number, was: before.status, status: after.status, reopened }, aboutOf(after));
    } else if (fields.length > 0) tx.say(CaseUpdatedSchema, { caseId, contactId, fields: [...fields] }, aboutOf(after));
  }

  private sayAssigned(tx: Tx, assigned: Case): void {
    const { id: caseId, contactId, ownerId, teamId } = assigned;
    tx.say(CaseAssignedSchema, { caseId, contactId, ownerId, teamId }, aboutOf(assigned));
  }
}

function aboutOf({ ownerId, teamId }: Case) {
  return { ...(ownerId && { owner: ownerId }), ...(teamId && { team: teamId }) };
}
