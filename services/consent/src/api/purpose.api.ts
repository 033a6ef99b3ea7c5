import {
  PurposeCreatedSchema,
  PurposeDeletedSchema,
  PurposeRestoredSchema,
  PurposeSchema,
  PurposeService,
  PurposeTextPublishedSchema,
  PurposeTextSchema,
  PurposeUpdatedSchema,
  wire,
  type ListPurposeTextsRequest,
  type PlainOf,
  type PublishPurposeTextRequest,
} from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type NounRules } from '@rapport/persistence';
import { recordDoor } from '@rapport/runtime';
import { PurposeTextStore } from '../store/purpose-text.store.js';
import { PurposeStore } from '../store/purpose.store.js';

type Purpose = PlainOf<typeof PurposeSchema>;

const rules: NounRules<Purpose> = {
  created: withChannelsOnce,
  changed: withChannelsOnce,
  events: { created: PurposeCreatedSchema, updated: PurposeUpdatedSchema, deleted: PurposeDeletedSchema, restored: PurposeRestoredSchema },
};

@Serves(PurposeService)
export class PurposeApi extends recordDoor(PurposeService, PurposeSchema, 'purposes') implements Serving<typeof PurposeService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly purposes: PurposeStore,
    private readonly texts: PurposeTextStore,
  ) {
    super(work, purposes, rules);
  }

  publishPurposeText(call: CallContext, { id, language, body, renewsConsent }: PublishPurposeTextRequest) {
    return this.work.run(call, async (tx) => {
      const { key } = await this.purposes.get(tx, id);
      const text = await this.texts.publish(tx, { purposeId: id, language, body, renewsConsent });
      tx.audit({ action: 'publish', noun: 'purpose', ids: [id], fields: ['texts'] });
      tx.say(PurposeTextPublishedSchema, { purposeId: id, key, language, version: text.version, renewsConsent });
      call.notes.created = true;
      return wire(PurposeTextSchema, text);
    });
  }

  listPurposeTexts(call: CallContext, { id }: ListPurposeTextsRequest) {
    return this.work.read(call, async (tx) => {
      await this.purposes.assertVisible(tx, id);
      return { texts: (await this.texts.list(tx, id)).map((text) => wire(PurposeTextSchema, text)) };
    });
  }
}

function withChannelsOnce(purpose: Purpose): Purpose {
  return { ...purpose, channels: [...new Set(purpose.channels)] };
}
