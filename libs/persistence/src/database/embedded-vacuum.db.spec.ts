import { describe, expect, it } from '@jest/globals';
import { silentLog } from '@rapport/kernel';
import { openEmbedded } from './embedded-database.js';
import { EmbeddedVacuum } from './embedded-vacuum.js';

describe('EmbeddedVacuum', () => {
  it('makes room of dead rows and lets the planner know of a table that has grown', async () => {
    const db = await openEmbedded({ folder: undefined, template: undefined, log: silentLog });
    try {
      await db.pool.query(
        `create table visits (tenant text, n int); insert into visits select 'acme', n from generate_series(1, 20000) n; delete from visits where n % 2 = 0`,
      );
      const vacuum = new EmbeddedVacuum(db.pool, silentLog);
      while (await vacuum.step());
      const { rows } = await db.pool.query(`select n_distinct from pg_stats where tablename = 'visits' and attname = 'tenant'`);
      expect(rows).toEqual([{ n_distinct: 1 }]);
      const sizeOf = async () => (await db.pool.query(`select pg_relation_size('visits')::int as bytes`)).rows[0]!.bytes as number;
      const before = await sizeOf();
      await db.pool.query(`insert into visits select 'acme', n from generate_series(1, 100) n`);
      expect(await sizeOf()).toBe(before);
      expect(await vacuum.step()).toBe(false);
    } finally {
      await db.close();
    }
  });
});
