import pg from 'pg';

const unfinished = `begin; set local role rapport_accounts_relay; set local search_path = accounts, public;
  select (select count(*) from outbox where published_at is null)::int as outbox, (select count(*) from audit_entries where seq is null)::int as audit,
    (select count(*) from outbox where type like '%.Contact%')::int as said, (select count(*) from inbox where consumer = 'accounts.keep-timeline')::int as handled; commit`;

/** Waits until nothing is left in the background: events published and handled, audit chained. Answers how long that took, in ms. @param {import('./stage.mjs').Place} place */
export async function settled({ database }) {
  const client = new pg.Client(database);
  await client.connect();
  const began = performance.now();
  try {
    for (;;) {
      const results = /** @type {import('pg').QueryResult[]} */ (/** @type {unknown} */ (await client.query(unfinished)));
      const { outbox, audit, said, handled } = results[3]?.rows[0] ?? {};
      if (outbox === 0 && audit === 0 && handled >= said) return performance.now() - began;
      if (performance.now() - began > 300_000)
        throw new Error(`The background does not come to rest: ${outbox} to publish, ${audit} to chain, ${said - handled} to handle`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  } finally {
    await client.end();
  }
}
