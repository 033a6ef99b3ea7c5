import {
  CustomFieldsChangedSchema,
  CustomFieldSchema,
  CustomFieldService,
  CustomFieldType,
  plain,
  wire,
  type CreateCustomFieldRequest,
  type DeleteRequest,
  type ListCustomFieldsRequest,
  type PlainOf,
  type UpdateCustomFieldRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, RecordParts, shapeOf, UnitOfWork, type CustomFieldKind } from '@rapport/persistence';
import { CustomerStores } from '../store/customer.stores.js';
import { CustomFieldStore, type CustomFieldRow } from '../store/custom-field.store.js';
import { assertFresh } from './stale.js';

const shape = shapeOf(CustomFieldSchema);

@Serves(CustomFieldService)
export class CustomFieldApi implements Serving<typeof CustomFieldService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly fields: CustomFieldStore,
    private readonly customers: CustomerStores,
    private readonly parts: RecordParts,
  ) {}

  createCustomField(call: CallContext, { customField }: CreateCustomFieldRequest) {
    const draft = customField!;
    this.assertSound(draft);
    return this.work.run(call, async (tx) => {
      const { noun, key, labelEn, labelRu, choices } = draft;
      const row = await this.fields.insert(tx, {
        id: this.parts.ids.next(),
        noun,
        key,
        type: kindOf(draft.type),
        label_en: labelEn || null,
        label_ru: labelRu || null,
        choices,
      });
      tx.audit({ action: 'create', noun: 'custom-field', ids: [row.id] });
      tx.say(CustomFieldsChangedSchema, { customFieldId: row.id, noun, key, active: true });
      call.notes.created = true;
      return onWire(row);
    });
  }

  listCustomFields(call: CallContext, { noun }: ListCustomFieldsRequest) {
    return this.work.read(call, async (tx) => ({ customFields: (await this.fields.list(tx, noun)).map(onWire) }));
  }

  updateCustomField(call: CallContext, { customField, updateMask }: UpdateCustomFieldRequest) {
    const patch = plain(CustomFieldSchema, customField!);
    return this.work.run(call, async (tx) => {
      const before = plain(CustomFieldSchema, onWire(found(await this.fields.find(tx, patch.id))));
      const { etag: _, ...changes } = patch;
      const after = merged(shape, before, changes, updateMask?.paths);
      assertFresh(CustomFieldSchema, patch.etag, before, after);
      this.assertSound(after);
      const row = await this.fields.rename(tx, after.id, { label_en: after.labelEn || null, label_ru: after.labelRu || null, choices: [...after.choices] });
      tx.audit({ action: 'update', noun: 'custom-field', ids: [row.id] });
      tx.say(CustomFieldsChangedSchema, { customFieldId: row.id, noun: row.noun, key: row.key, active: true });
      return onWire(row);
    });
  }

  deleteCustomField(call: CallContext, { id }: DeleteRequest) {
    return this.work.run(call, async (tx) => {
      const row = found(await this.fields.retire(tx, id));
      tx.audit({ action: 'delete', noun: 'custom-field', ids: [id] });
      tx.say(CustomFieldsChangedSchema, { customFieldId: id, noun: row.noun, key: row.key, active: false });
      return onWire(row);
    });
  }

  private assertSound({ noun, type, choices }: Pick<PlainOf<typeof CustomFieldSchema>, 'noun' | 'type' | 'choices'>): void {
    this.customers.of(noun);
    if ((type === CustomFieldType.CHOICE) !== choices.length > 0) {
      throw new AppError('invalid', 'INVALID_REQUEST', {
        violations: [{ pointer: '/choices', ...(type === CustomFieldType.CHOICE ? { reason: 'REQUIRED' } : { reason: 'TOO_MANY', params: { max: 0 } }) }],
      });
    }
  }
}

function found(row: CustomFieldRow | undefined): CustomFieldRow {
  if (!row) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'custom field' } });
  return row;
}

function kindOf(type: CustomFieldType): CustomFieldKind {
  return CustomFieldType[type].toLowerCase() as CustomFieldKind;
}

function onWire(row: CustomFieldRow) {
  const type = CustomFieldType[row.type.toUpperCase() as keyof typeof CustomFieldType];
  return wire(CustomFieldSchema, {
    id: row.id,
    noun: row.noun,
    key: row.key,
    type,
    labelEn: row.label_en ?? '',
    labelRu: row.label_ru ?? '',
    choices: row.choices,
    createdAt: row.created_at,
    etag: `v${row.version}`,
  });
}
