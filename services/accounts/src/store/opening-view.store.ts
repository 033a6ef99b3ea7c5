import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** With which view somebody's list of a noun opens. */
export interface OpeningView {
  readonly noun: string;
  readonly view: string;
}

/** Everybody's own choice of the views with which their lists open. */
@Injectable()
export class OpeningViewStore {
  async choose(tx: Tx, { noun, view }: OpeningView): Promise<void> {
    await sql`insert into opening_views (tenant_id, user_id, noun, view) values (${tx.call.tenant}, ${tx.call.principal.id}, ${noun}, ${view})
      on conflict (tenant_id, user_id, noun) do update set view = excluded.view`.execute(tx.sql);
  }

  /** The caller's own. */
  async all(tx: Tx): Promise<OpeningView[]> {
    const { rows } = await sql<OpeningView>`select noun, view from opening_views
      where tenant_id = ${tx.call.tenant} and user_id = ${tx.call.principal.id} order by noun`.execute(tx.sql);
    return rows;
  }
}
