import { Injectable } from '@nestjs/common';
import type { AiUse } from '@rapport/contracts';
import { AppError } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** A use that somebody switched. */
export interface Switched {
  readonly use: AiUse;
  readonly on: boolean;
  readonly changedBy: string;
  readonly changedAt: Date;
}

/** Which uses of models a tenant switched; the others are on. */
@Injectable()
export class AiSwitchStore {
  async list(tx: Tx): Promise<Switched[]> {
    const { rows } = await sql<Switched>`select use, is_on as "on", changed_by as "changedBy", changed_at as "changedAt" from ai_switches
      where tenant_id = ${tx.call.tenant}`.execute(tx.sql);
    return rows;
  }

  async set(tx: Tx, use: AiUse, on: boolean): Promise<void> {
    await sql`insert into ai_switches (tenant_id, use, is_on, changed_by, changed_at) values (${tx.call.tenant}, ${use}, ${on}, ${tx.call.principal.id}, ${tx.now})
      on conflict (tenant_id, use) do update set is_on = excluded.is_on, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx.sql);
  }

  async isOn(tx: Tx, use: AiUse): Promise<boolean> {
    const { rows } = await sql`select from ai_switches where tenant_id = ${tx.call.tenant} and use = ${use} and not is_on`.execute(tx.sql);
    return rows.length === 0;
  }

  /** Throws `AI_USE_OFF` when the tenant switched this use off. */
  async assertOn(tx: Tx, use: AiUse): Promise<void> {
    if (!(await this.isOn(tx, use))) throw new AppError('conflict', 'AI_USE_OFF');
  }
}
