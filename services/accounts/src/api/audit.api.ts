import { AuditEntrySchema, AuditService, wire, type ListAuditRequest, type ListContactAuditRequest, type VerifyAuditRequest } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, verifyAudit } from '@rapport/persistence';
import { ServiceBackground } from '@rapport/runtime';
import { AuditStore, type AuditQuery } from '../store/audit.store.js';

@Serves(AuditService)
export class AuditApi implements Serving<typeof AuditService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: AuditStore,
    private readonly background: ServiceBackground,
  ) {}

  listAudit(call: CallContext, request: ListAuditRequest) {
    if (call.rights.scope('audit.read') !== 'tenant') throw new AppError('forbidden', 'FORBIDDEN', { params: { permission: 'audit.read' } });
    return this.page(call, request);
  }

  /** Customers may see who looked at them: their own record is all they can name. */
  async listContactAudit(call: CallContext, { id, pageSize, pageToken }: ListContactAuditRequest) {
    const own = call.rights.scope('audit.read') === 'self';
    if (own && id !== call.principal.contactId) throw nobody();
    const page = await this.page(call, { noun: '', recordId: id, actorId: '', action: '', pageSize, pageToken });
    // Whoever was ever here has been added by somebody.
    if (page.entries.length === 0 && !pageToken) throw nobody();
    return page;
  }

  async verifyAudit(call: CallContext, _request: VerifyAuditRequest) {
    const { sound, damage } = await verifyAudit(this.background, call.tenant);
    const head = await this.work.read(call, (tx) => this.audit.head(tx));
    return { whole: !damage, entries: sound, head, brokenAt: damage ? `${damage.seq} ${damage.what}` : '' };
  }

  private page(call: CallContext, query: AuditQuery) {
    return this.work.read(call, async (tx) => {
      const { entries, nextPageToken } = await this.audit.page(tx, query);
      return { entries: entries.map((entry) => wire(AuditEntrySchema, { ...entry, seq: Number(entry.seq) })), nextPageToken };
    });
  }
}

function nobody(): AppError {
  return new AppError('not_found', 'NOT_FOUND', { params: { noun: 'contact' } });
}
