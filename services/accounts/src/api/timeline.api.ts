import { timestampDate } from '@bufbuild/protobuf/wkt';
import { plain, TimelineEntrySchema, TimelineService, wire, type ListTimelineRequest, type PutTimelineEntryRequest } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';
import { TimelineStore } from '../store/timeline.store.js';

@Serves(TimelineService)
export class TimelineApi implements Serving<typeof TimelineService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly timeline: TimelineStore,
    private readonly customers: CustomerStores,
  ) {}

  listTimeline(call: CallContext, { noun, id, kinds, since, until, pageSize, pageToken }: ListTimelineRequest) {
    const period = { since: since && timestampDate(since), until: until && timestampDate(until) };
    return this.work.read(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id });
      const { entries, nextPageToken } = await this.timeline.page(tx, { subject: { noun, id }, kinds, ...period, pageSize, pageToken });
      tx.audit({ action: 'read', noun, ids: [id], fields: ['timeline'] });
      return { entries: entries.map((entry) => wire(TimelineEntrySchema, entry)), nextPageToken };
    });
  }

  putTimelineEntry(call: CallContext, { entry }: PutTimelineEntryRequest) {
    const draft = plain(TimelineEntrySchema, entry!);
    return this.work.run(call, async (tx) => {
      await this.customers.assertReached(tx, 'timeline.write', [[draft.subject!, '/entry/subject']]);
      const put = await this.timeline.put(tx, { ...draft, subject: draft.subject!, occurredAt: draft.occurredAt! });
      return wire(TimelineEntrySchema, put);
    });
  }
}
