import { ViewCreatedSchema, ViewDeletedSchema, ViewRestoredSchema, ViewSchema, ViewService, ViewUpdatedSchema, type PlainOf } from '@rapport/contracts';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedView, newView } from '../domain/view.js';
import { ViewStore } from '../store/view.store.js';

const rules: NounRules<PlainOf<typeof ViewSchema>> = {
  created: (draft, { call }) => newView(draft, call.principal),
  changed: (view, { call }) => changedView(view, call.principal),
  events: { created: ViewCreatedSchema, updated: ViewUpdatedSchema, deleted: ViewDeletedSchema, restored: ViewRestoredSchema },
};

@Serves(ViewService)
export class ViewApi extends recordDoor(ViewService, ViewSchema, 'views') implements Serving<typeof ViewService> {
  constructor(work: UnitOfWork, views: ViewStore) {
    super(work, views, rules);
  }
}
