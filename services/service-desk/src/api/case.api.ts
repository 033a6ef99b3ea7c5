import {
  CaseSchema,
  CaseService,
  plain,
  wire,
  type AssignCaseRequest,
  type CreateCaseRequest,
  type GetRequest,
  type ListRequest,
  type MoveCaseRequest,
  type ReopenCaseRequest,
  type UpdateCaseRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, UnitOfWork } from '@rapport/persistence';
import { moved, newCase, reopened } from '../domain/case.js';
import { CaseStore } from '../store/case.store.js';
import { DeskCases } from '../store/desk.cases.js';

@Serves(CaseService)
export class CaseApi implements Serving<typeof CaseService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly cases: CaseStore,
    private readonly desk: DeskCases,
  ) {}

  createCase(call: CallContext, { case: given }: CreateCaseRequest) {
    const draft = plain(CaseSchema, given!);
    const { kind, contactId } = call.principal;
    if (kind === 'customer' && draft.contactId && draft.contactId !== contactId) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'contact' } });
    return this.work.run(call, async (tx) => {
      const opened = await this.desk.open(tx, newCase(draft, call.principal));
      call.notes.created = true;
      return wire(CaseSchema, opened);
    });
  }

  getCase(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => wire(CaseSchema, await this.cases.get(tx, id)));
  }

  listCases(call: CallContext, request: ListRequest) {
    return this.page(call, request, true);
  }

  searchCases(call: CallContext, request: ListRequest) {
    return this.page(call, request, false);
  }

  updateCase(call: CallContext, { case: given, updateMask }: UpdateCaseRequest) {
    const patch = plain(CaseSchema, given!);
    return this.work.run(call, async (tx) =>
      wire(CaseSchema, await this.desk.change(tx, patch, (current) => merged(this.cases.shape, current, patch, updateMask?.paths))),
    );
  }

  assignCase(call: CallContext, { id, etag, ownerId, teamId }: AssignCaseRequest) {
    return this.work.run(call, async (tx) => wire(CaseSchema, await this.desk.assign(tx, { id, etag }, { ownerId, teamId })));
  }

  moveCase(call: CallContext, { id, etag, status }: MoveCaseRequest) {
    return this.work.run(call, async (tx) => wire(CaseSchema, await this.desk.change(tx, { id, etag }, (current) => moved(current, status, tx.now))));
  }

  reopenCase(call: CallContext, { id }: ReopenCaseRequest) {
    return this.work.run(call, async (tx) => wire(CaseSchema, await this.desk.change(tx, { id }, (current) => reopened(current, tx.now))));
  }

  private page(call: CallContext, request: ListRequest, inAddress: boolean) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.cases.page(tx, request, { inAddress });
      return { cases: records.map((record) => wire(CaseSchema, record)), ...page };
    });
  }
}
