import {
  ViewCreatedSchema,
  ViewDeletedSchema,
  ViewRestoredSchema,
  ViewSchema,
  ViewService,
  ViewUpdatedSchema,
  type ChooseOpeningViewRequest,
  type PlainOf,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { changedView, newView } from '../domain/view.js';
import { OpeningViewStore } from '../store/opening-view.store.js';
import { ViewStore } from '../store/view.store.js';

const rules: NounRules<PlainOf<typeof ViewSchema>> = {
  created: (draft, { call }) => newView(draft, call.principal),
  changed: (view, { call }) => changedView(view, call.principal),
  events: { created: ViewCreatedSchema, updated: ViewUpdatedSchema, deleted: ViewDeletedSchema, restored: ViewRestoredSchema },
};

@Serves(ViewService)
export class ViewApi extends recordDoor(ViewService, ViewSchema, 'views') implements Serving<typeof ViewService> {
  constructor(
    private readonly work: UnitOfWork,
    views: ViewStore,
    private readonly opening: OpeningViewStore,
  ) {
    super(work, views, rules);
  }

  chooseOpeningView(call: CallContext, { noun, view }: ChooseOpeningViewRequest) {
    return this.work.run(call, async (tx) => {
      await this.opening.choose(tx, { noun, view });
      return { noun, view };
    });
  }

  listOpeningViews(call: CallContext) {
    return this.work.read(call, async (tx) => ({ openingViews: await this.opening.all(tx) }));
  }
}
