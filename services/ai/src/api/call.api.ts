import {
  CallCreatedSchema,
  CallDeletedSchema,
  CallDirection,
  CallSchema,
  CallService,
  CallState,
  plain,
  type CreateCallRequest,
  type DeleteRequest,
  type GetRequest,
  type ListRequest,
  type PlayRecordingRequest,
  type PutRecordingPartRequest,
  type BeginRecordingRequest,
  type RecordCallRequest,
  type RestoreRequest,
} from '@rapport/contracts';
import { create } from '@bufbuild/protobuf';
import { timestampFromDate } from '@bufbuild/protobuf/wkt';
import { withoutCommand, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { owned } from '../domain/call.js';
import type { Whom } from '../recordings/customers.js';
import { Recordings } from '../recordings/recordings.js';
import { CallStore, type CallRow } from '../store/call.store.js';
import { CallViews } from './call.views.js';
import { CallWork } from './call.work.js';

@Serves(CallService)
export class CallApi implements Serving<typeof CallService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calls: CallStore,
    private readonly recordings: Recordings,
    private readonly views: CallViews,
    private readonly doing: CallWork,
  ) {}

  async createCall(call: CallContext, { call: draft }: CreateCallRequest) {
    const noted = plain(CallSchema, draft!);
    await this.doing.customers.assertVisible(call, noted.contactId);
    return this.work.run(call, async (tx) => this.views.one(tx, await this.insert(tx, noted)));
  }

  getCall(call: CallContext, { id }: GetRequest) {
    return this.work.read(call, async (tx) => this.views.one(tx, await this.calls.get(tx, id)));
  }

  listCalls(call: CallContext, request: ListRequest) {
    return this.work.read(call, async (tx) => {
      const { records, ...page } = await this.calls.page(tx, request, { inAddress: true });
      return { calls: await this.views.many(tx, records), ...page };
    });
  }

  deleteCall(call: CallContext, { id, etag }: DeleteRequest) {
    return this.work.run(call, async (tx) => this.marked(tx, await this.calls.remove(tx, id, etag), true));
  }

  restoreCall(call: CallContext, { id }: RestoreRequest) {
    return this.work.run(call, async (tx) => this.marked(tx, await this.calls.restore(tx, id), false));
  }

  /** Telephony names the call, so that telling it twice is telling it once. The call is telephony's own, and shared with the team that looks after the customer. */
  async recordCall(named: CallContext, { phone, recording, ...told }: RecordCallRequest) {
    const call = withoutCommand(named);
    const whom = await this.doing.customers.whom(call, { contactId: told.contactId, phone });
    const id = await this.work.run(call, async (tx) => {
      const known = await this.calls.idByUnique(tx, 'externalId', told.externalId);
      const noted = known ? undefined : await this.insert(tx, plain(CallSchema, create(CallSchema, draftOf(told, whom))));
      if (noted && recording.length > 0) await this.recordings.begin(tx, noted.id, recording.length);
      return known ?? noted!.id;
    });
    const { received, whole } = await this.work.read(call, (tx) => this.views.recording(tx, id));
    if (recording.length > 0 && received === 0) await this.recordings.put(call, id, { offset: 0, sha256: '', content: recording });
    return this.work.run(call, async (tx) => {
      if (recording.length > 0 && !whole) await this.doing.complete(tx, id);
      return this.views.one(tx, await this.calls.get(tx, id));
    });
  }

  async beginRecording(call: CallContext, { id, size }: BeginRecordingRequest) {
    let replaced: string | undefined;
    const begun = await this.work.run(call, async (tx) => {
      replaced = await this.recordings.begin(tx, id, size);
      return this.views.recording(tx, id);
    });
    if (replaced) await this.recordings.remove(call, replaced);
    return begun;
  }

  async putRecordingPart(named: CallContext, { id, ...part }: PutRecordingPartRequest) {
    const call = withoutCommand(named);
    await this.recordings.put(call, id, part);
    return this.getRecording(call, { id });
  }

  getRecording(call: CallContext, { id }: Pick<GetRequest, 'id'>) {
    return this.work.read(call, (tx) => this.views.recording(tx, id));
  }

  completeRecording(call: CallContext, { id }: GetRequest) {
    return this.changed(call, id, (tx) => this.doing.complete(tx, id));
  }

  cancelCall(call: CallContext, { id }: GetRequest) {
    return this.changed(call, id, (tx) => this.doing.cancel(tx, id));
  }

  retryCall(call: CallContext, { id }: GetRequest) {
    return this.changed(call, id, (tx) => this.doing.retry(tx, id));
  }

  playRecording(call: CallContext, request: PlayRecordingRequest) {
    return this.views.play(call, request);
  }

  getTranscript(call: CallContext, { id }: GetRequest) {
    return this.views.transcript(call, id);
  }

  private changed(call: CallContext, id: string, step: (tx: Tx) => Promise<void>) {
    return this.work.run(call, async (tx) => {
      await step(tx);
      return this.views.one(tx, await this.calls.get(tx, id));
    });
  }

  private async insert(tx: Tx, draft: CallRow): Promise<CallRow> {
    const noted = await this.calls.insert(tx, { ...owned(draft, tx.call.principal), state: CallState.UPLOADING });
    tx.call.notes.created = true;
    const { id: callId, contactId, direction, startedAt, ownerId, teamId } = noted;
    const words = direction === CallDirection.UNSPECIFIED ? '' : CallDirection[direction].toLowerCase();
    tx.say(CallCreatedSchema, { callId, contactId, direction: words, startedAt: timestampFromDate(startedAt!) }, { owner: ownerId, team: teamId });
    return noted;
  }

  private marked(tx: Tx, record: CallRow, deleted: boolean) {
    tx.say(CallDeletedSchema, { callId: record.id, contactId: record.contactId, deleted }, { owner: record.ownerId, team: record.teamId });
    return this.views.one(tx, record);
  }
}

function draftOf(
  { externalId, direction, startedAt, timeZone, language, colleagueChannel }: Omit<RecordCallRequest, 'phone' | 'recording'>,
  { contactId, teamId }: Whom,
) {
  return { contactId, teamId, externalId, direction, ...(startedAt && { startedAt }), timeZone, language, colleagueChannel };
}
