import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import type { CustomFieldKind, Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** A field that a tenant added to a noun. */
export interface CustomFieldRow {
  readonly id: string;
  readonly noun: string;
  readonly key: string;
  readonly type: CustomFieldKind;
  readonly label_en: string | null;
  readonly label_ru: string | null;
  readonly choices: string[];
  readonly created_at: Date;
  readonly version: bigint;
}

const columns = sql`id, noun, key, type, label_en, label_ru, choices, created_at, version`;

/** Definitions as they are kept. The index of their values is kept by `Records`. */
@Injectable()
export class CustomFieldStore {
  /** Throws `ALREADY_EXISTS` for a key that the noun has. */
  async insert(tx: Tx, field: Omit<CustomFieldRow, 'created_at' | 'version'>): Promise<CustomFieldRow> {
    const { rows } = await sql<CustomFieldRow>`insert into custom_fields (tenant_id, id, noun, key, type, label_en, label_ru, choices, created_at)
      values (${tx.call.tenant}, ${field.id}, ${field.noun}, ${field.key}, ${field.type}, ${field.label_en}, ${field.label_ru}, ${field.choices}, ${tx.now})
      on conflict (tenant_id, noun, key) where retired_at is null do nothing returning ${columns}`.execute(tx.sql);
    if (!rows[0]) throw new AppError('conflict', 'ALREADY_EXISTS', { params: { noun: 'custom field', field: 'key' } });
    return rows[0];
  }

  /** Those in use, of one noun or of all. */
  async list(tx: Tx, noun: string): Promise<CustomFieldRow[]> {
    const { rows } = await sql<CustomFieldRow>`select ${columns} from custom_fields
      where tenant_id = ${tx.call.tenant} and retired_at is null and (${noun} = '' or noun = ${noun}) order by noun, created_at, id`.execute(tx.sql);
    return rows;
  }

  /** One in use, locked for a change; nothing when there is none. */
  async find(tx: Tx, id: string): Promise<CustomFieldRow | undefined> {
    const { rows } = await sql<CustomFieldRow>`select ${columns} from custom_fields
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and retired_at is null for update`.execute(tx.sql);
    return rows[0];
  }

  async rename(tx: Tx, id: string, { label_en, label_ru, choices }: Pick<CustomFieldRow, 'label_en' | 'label_ru' | 'choices'>): Promise<CustomFieldRow> {
    const { rows } =
      await sql<CustomFieldRow>`update custom_fields set label_en = ${label_en}, label_ru = ${label_ru}, choices = ${choices}, version = version + 1
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid returning ${columns}`.execute(tx.sql);
    return rows[0]!;
  }

  /** Takes a field out of use; nothing when there is none. */
  async retire(tx: Tx, id: string): Promise<CustomFieldRow | undefined> {
    const { rows } = await sql<CustomFieldRow>`update custom_fields set retired_at = ${tx.now}
      where tenant_id = ${tx.call.tenant} and id = ${id}::uuid and retired_at is null returning ${columns}`.execute(tx.sql);
    return rows[0];
  }
}
