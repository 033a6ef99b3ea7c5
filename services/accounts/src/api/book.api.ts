import {
  BookService,
  JobSchema,
  wire,
  type GetJobRequest,
  type HandOverBookRequest,
  type ListColleaguesRequest,
  type MeetColleagueRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { JobQueue, UnitOfWork, type JobStatus } from '@rapport/persistence';
import { ColleagueStore } from '../store/colleague.store.js';

@Serves(BookService)
export class BookApi implements Serving<typeof BookService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly colleagues: ColleagueStore,
    private readonly jobs: JobQueue,
  ) {}

  listColleagues(call: CallContext, _request: ListColleaguesRequest) {
    return this.work.read(call, async (tx) => ({ colleagues: (await this.colleagues.list(tx)).map(onWire) }));
  }

  meetColleague(call: CallContext, { colleague }: MeetColleagueRequest) {
    if (colleague!.id !== call.principal.id && call.principal.kind !== 'service') throw new AppError('forbidden', 'NOT_OWNER');
    return this.work.run(call, async (tx) => {
      await this.colleagues.meet(tx, colleague!);
      return colleague!;
    });
  }

  handOverBook(call: CallContext, { fromUserId, toUserId, toTeamId }: HandOverBookRequest) {
    if (call.rights.scope('book.handover') === 'own' && fromUserId !== call.principal.id) throw new AppError('forbidden', 'NOT_OWNER');
    if (fromUserId === toUserId) throw new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/to_user_id', reason: 'NOT_DISTINCT' }] });
    return this.work.run(call, async (tx) => {
      const id = await this.jobs.enqueue(tx, 'hand-over-book', { fromUserId, toUserId, toTeamId }, { key: fromUserId, class: 'bulk' });
      tx.audit({ action: 'hand-over', noun: 'book', ids: [fromUserId, toUserId] });
      return jobOnWire(await this.jobs.find(tx, id));
    });
  }

  getJob(call: CallContext, { id }: GetJobRequest) {
    return this.work.read(call, async (tx) => jobOnWire(await this.jobs.find(tx, id)));
  }

  cancelJob(call: CallContext, { id }: GetJobRequest) {
    return this.work.run(call, async (tx) => {
      await this.jobs.cancel(tx, id);
      return jobOnWire(await this.jobs.find(tx, id));
    });
  }
}

function onWire({ teams, roles, ...colleague }: { id: string; username: string; displayName: string; teams: readonly string[]; roles: readonly string[] }) {
  return { ...colleague, teams: [...teams], roles: [...roles] };
}

function jobOnWire({ attempts: _attempts, askedBy: _askedBy, ...job }: JobStatus) {
  return wire(JobSchema, job);
}
