import {
  AssignmentMode,
  AssignmentRuleSchema,
  AssignmentRuleSetSchema,
  AssignmentService,
  wire,
  type GetAssignmentRuleRequest,
  type SetAssignmentRuleRequest,
} from '@rapport/contracts';
import { invalid, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { AssignmentStore } from '../store/assignment.store.js';

@Serves(AssignmentService)
export class AssignmentApi implements Serving<typeof AssignmentService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly assignments: AssignmentStore,
  ) {}

  getAssignmentRule(call: CallContext, _request: GetAssignmentRuleRequest) {
    return this.work.read(call, (tx) => this.rule(tx));
  }

  setAssignmentRule(call: CallContext, { rule }: SetAssignmentRuleRequest) {
    const { mode, memberIds, teamId } = rule!;
    if (mode !== AssignmentMode.NONE && memberIds.length === 0) throw invalid('/member_ids', 'REQUIRED');
    if (new Set(memberIds).size < memberIds.length) throw invalid('/member_ids', 'NOT_DISTINCT');
    return this.work.run(call, async (tx) => {
      await this.assignments.set(tx, { mode, memberIds, teamId });
      tx.audit({ action: 'update', noun: 'assignment-rule', ids: [] });
      tx.say(AssignmentRuleSetSchema, { tenantId: call.tenant, mode: AssignmentMode[mode].toLowerCase().replaceAll('_', '-') });
      return this.rule(tx);
    });
  }

  private async rule(tx: Tx) {
    const rule = await this.assignments.get(tx);
    return wire(AssignmentRuleSchema, rule ? { ...rule, memberIds: [...rule.memberIds] } : { mode: AssignmentMode.NONE });
  }
}
