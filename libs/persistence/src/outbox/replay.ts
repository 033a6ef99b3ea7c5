import { literal } from '../database/sql-literal.js';
import { relayRows, type Background } from '../work/relay-transaction.js';

const portion = 5000;

/**
 * Has every retained event that occurred since then published again, for a broker that lost its disk; answers how many. Their ids stay, so consumers
 * that handled them do nothing. The running relays do the publishing.
 */
export async function replayOutbox(background: Background, since: Date, onPortion: (marked: number) => void = () => undefined): Promise<number> {
  const [begun] = await relayRows<{ at: string }>(background, 'select clock_timestamp()::text as at');
  for (let marked = 0; ;) {
    const rows = await relayRows(
      background,
      `
      update outbox o set published_at = null, claimed_until = null, replays = replays + 1
      from (select tenant_id, id from outbox where occurred_at >= ${literal(since)} and published_at <= ${literal(begun!.at)} order by seq limit ${portion} for update) c
      where o.tenant_id = c.tenant_id and o.id = c.id returning 1`,
    );
    marked += rows.length;
    if (!rows.length) return marked;
    onPortion(marked);
  }
}

/** A broker's stream as it lives now. */
export interface StreamLife {
  readonly stream: string;
  /** Another one each time the stream is made anew. */
  readonly life: string;
}

/**
 * Has the events since then published again if the stream is not the one that they were published to; answers how many. What the stream was is remembered once all
 * of them are marked, so whoever dies between begins anew.
 */
export async function refillOutbox(background: Background, { stream, life }: StreamLife, since: Date): Promise<number> {
  const [known] = await relayRows<{ life: string }>(background, `select life from outbox_streams where stream = ${literal(stream)}`);
  if (known?.life === life) return 0;
  const marked = await replayOutbox(background, since);
  await relayRows(
    background,
    `insert into outbox_streams (stream, life) values (${literal(stream)}, ${literal(life)}) on conflict (stream) do update set life = excluded.life`,
  );
  return marked;
}
