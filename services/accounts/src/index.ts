import { fileURLToPath } from 'node:url';
import type { Service } from '@rapport/runtime';
import { AuditApi } from './api/audit.api.js';
import { BookApi } from './api/book.api.js';
import { CompanyApi } from './api/company.api.js';
import { ContactApi } from './api/contact.api.js';
import { CorrectionApi } from './api/correction.api.js';
import { CustomFieldApi } from './api/custom-field.api.js';
import { FollowApi } from './api/follow.api.js';
import { NameApi } from './api/name.api.js';
import { NoteApi } from './api/note.api.js';
import { NotificationApi } from './api/notification.api.js';
import { RelationApi } from './api/relation.api.js';
import { SearchApi } from './api/search.api.js';
import { TagApi } from './api/tag.api.js';
import { TaskApi } from './api/task.api.js';
import { TimelineApi } from './api/timeline.api.js';
import { ViewApi } from './api/view.api.js';
import { KeepTimeline } from './events/keep-timeline.js';
import { NotifyColleagues } from './events/notify-colleagues.js';
import { NotifyFollowers } from './events/notify-followers.js';
import { DemoBelongings } from './demo-belongings.js';
import { DemoCustomers } from './demo-customers.js';
import { AccountsDemo } from './demo.js';
import { HandOverBook } from './jobs/hand-over-book.job.js';
import { AuditStore } from './store/audit.store.js';
import { ColleagueStore } from './store/colleague.store.js';
import { CompanyStore } from './store/company.store.js';
import { ContactEraser } from './store/contact.eraser.js';
import { ContactStore } from './store/contact.store.js';
import { CorrectionStore } from './store/correction.store.js';
import { CustomFieldStore } from './store/custom-field.store.js';
import { CustomerStores } from './store/customer.stores.js';
import { FollowStore } from './store/follow.store.js';
import { NoteStore } from './store/note.store.js';
import { NotificationStore } from './store/notification.store.js';
import { OpeningViewStore } from './store/opening-view.store.js';
import { RelationStore } from './store/relation.store.js';
import { TaskReminderStore } from './store/task-reminder.store.js';
import { TaskStore } from './store/task.store.js';
import { TimelineStore } from './store/timeline.store.js';
import { TraceStore } from './store/trace.store.js';
import { ViewStore } from './store/view.store.js';
import { KeepRanks } from './upkeep/keep-ranks.js';
import { SayWhatIsDue } from './upkeep/say-what-is-due.js';

/** The customer base: people, companies, what is known of them and what happened with them. */
export const accounts: Service = {
  name: 'accounts',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [
    ContactApi,
    CompanyApi,
    RelationApi,
    NoteApi,
    TimelineApi,
    TaskApi,
    ViewApi,
    NotificationApi,
    FollowApi,
    NameApi,
    TagApi,
    CorrectionApi,
    SearchApi,
    CustomFieldApi,
    BookApi,
    AuditApi,
  ],
  ears: [KeepTimeline, NotifyColleagues, NotifyFollowers],
  jobs: [HandOverBook],
  erasers: { contact: ContactEraser },
  upkeep: [KeepRanks, SayWhatIsDue],
  demo: AccountsDemo,
  unique: { relations_once: { noun: 'relation', field: 'role' } },
  providers: [
    ContactStore,
    CompanyStore,
    CustomerStores,
    RelationStore,
    NoteStore,
    NotificationStore,
    FollowStore,
    CorrectionStore,
    TaskStore,
    TaskReminderStore,
    ViewStore,
    OpeningViewStore,
    TimelineStore,
    CustomFieldStore,
    ColleagueStore,
    AuditStore,
    TraceStore,
    ContactEraser,
    DemoBelongings,
    DemoCustomers,
  ],
};
