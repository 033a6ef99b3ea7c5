import { Injectable } from '@nestjs/common';
import {
  LeadCreatedSchema,
  LeadDeletedSchema,
  LeadMovedSchema,
  LeadRestoredSchema,
  LeadSchema,
  LeadService,
  LeadStatus,
  LeadUpdatedSchema,
  wire,
  type ConvertLeadRequest,
  type EraseLeadRequest,
  type ListScoresRequest,
  type MoveLeadRequest,
  type PlainOf,
  type RevertLeadRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules, type RecordChange, type Tx } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedLead, leadStatus, movedLead, newLead } from '../domain/lead.js';
import { AssignmentStore } from '../store/assignment.store.js';
import { LeadStore } from '../store/lead.store.js';
import { ScoreStore } from '../store/score.store.js';
import { ScoringFeatures } from '../store/scoring-features.js';
import { SnapshotStore } from '../store/snapshot.store.js';
import { LeadConversion } from './lead-conversion.js';
import { LeadErasing } from './lead-erasing.js';
import { scoresOnWire } from './scores-on-wire.js';

type Lead = PlainOf<typeof LeadSchema>;

/** The rules of leads, with what they look up. */
@Injectable()
export class LeadRules implements NounRules<Lead> {
  readonly externalId = 'externalId';
  readonly events = { created: LeadCreatedSchema, updated: LeadUpdatedSchema, deleted: LeadDeletedSchema, restored: LeadRestoredSchema };
  readonly changed = changedLead;

  constructor(
    private readonly leads: LeadStore,
    private readonly assignments: AssignmentStore,
    private readonly features: ScoringFeatures,
    private readonly snapshots: SnapshotStore,
    private readonly scores: ScoreStore,
  ) {}

  /** Who writes to the whole tenant’s leads brings them for others: those are given out. A seller’s own lead stays theirs. */
  async created(draft: Lead, tx: Tx): Promise<Lead> {
    const isGivenOut = !draft.ownerId && tx.call.rights.scope('leads.write') === 'tenant';
    return newLead(draft, tx.call.principal, tx.now, isGivenOut ? await this.assignments.next(tx) : undefined);
  }

  async follow(tx: Tx, { before, after }: RecordChange<Lead>): Promise<void> {
    if (!before) await this.features.keepLead(tx, after, 'created');
  }

  /** Moves a lead to another status, with all that follows. */
  async move(tx: Tx, { id, status, reason, note, etag }: MoveLeadRequest): Promise<Lead> {
    const { before, after } = await this.leads.change(tx, id, etag, (current) => movedLead(current, status, { reason, note, now: tx.now }));
    if (before.status === after.status) return after;
    const judged = { noun: 'lead' as const, id };
    if (before.status === leadStatus.disqualified) await this.snapshots.reopen(tx, judged);
    if (after.status === leadStatus.disqualified) await this.snapshots.decide(tx, judged, false);
    await this.features.keepLead(tx, after, 'status-moved');
    const facts = { leadId: id, fromStatus: nameOf(before.status), toStatus: nameOf(after.status), reason };
    tx.say(LeadMovedSchema, facts, { owner: after.ownerId, team: after.teamId });
    return after;
  }

  /** What models said of a lead that the caller may see. */
  async scoresOf(tx: Tx, { id, ...page }: ListScoresRequest) {
    await this.leads.assertVisible(tx, id);
    return this.scores.page(tx, id, page);
  }
}

@Serves(LeadService)
export class LeadApi extends recordDoor(LeadService, LeadSchema, 'leads') implements Serving<typeof LeadService> {
  constructor(
    private readonly work: UnitOfWork,
    leads: LeadStore,
    private readonly rules: LeadRules,
    private readonly conversion: LeadConversion,
    private readonly erasing: LeadErasing,
  ) {
    super(work, leads, rules);
  }

  moveLead(call: CallContext, request: MoveLeadRequest) {
    return this.work.run(call, async (tx) => wire(LeadSchema, await this.rules.move(tx, request)));
  }

  convertLead(call: CallContext, request: ConvertLeadRequest) {
    return this.conversion.convert(call, request);
  }

  revertLead(call: CallContext, { id }: RevertLeadRequest) {
    return this.conversion.revert(call, id);
  }

  eraseLead(call: CallContext, { id }: EraseLeadRequest) {
    return this.erasing.erase(call, id);
  }

  listLeadScores(call: CallContext, request: ListScoresRequest) {
    return this.work.read(call, async (tx) => scoresOnWire(await this.rules.scoresOf(tx, request)));
  }
}

function nameOf(status: number): string {
  return LeadStatus[status]!.toLowerCase();
}
