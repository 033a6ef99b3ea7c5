import { schemaOf } from '@rapport/persistence';
import type { Installation } from '@rapport/runtime';
import type { SessionSql } from '../session/index.js';

/** Statements of the session store, each in a transaction of its own as the gateway's role. */
export function sessionSql({ db }: Installation): SessionSql {
  const { role, schema } = schemaOf('gateway');
  return {
    async query(text, params) {
      const client = await db.pool.connect();
      try {
        await client.query(`begin; set local role "${role}"; set local search_path = "${schema}"`);
        const { rows } = await client.query(text, params as unknown[]);
        await client.query('commit');
        client.release();
        return { rows: rows as Record<string, unknown>[] };
      } catch (thrown) {
        await client.query('rollback').then(
          () => client.release(),
          () => client.release(true),
        );
        throw thrown;
      }
    },
  };
}
