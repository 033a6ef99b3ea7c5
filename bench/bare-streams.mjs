import { DatabaseSync } from 'node:sqlite';
import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, headers } from '@nats-io/transport-node';

/**
 * Durable messages with nothing around them.
 * @typedef {{ id: string, data: Uint8Array }} Bare
 * @typedef {object} BareStreams
 * @property {(messages: readonly Bare[]) => Promise<void>} publish keeps them all
 * @property {(count: number, handle: (message: Bare) => Promise<void>) => Promise<void>} consume so many, each settled for itself; 256 at hand at most
 * @property {() => Promise<void>} close
 */

const [stream, subject, durable] = ['BENCH_bare', 'bench.bare.said', 'bare'];

/** nats.js on a stream of its own. @param {string} servers @returns {Promise<BareStreams>} */
export async function bareNats(servers) {
  const connection = await connect({ servers });
  const manager = await jetstreamManager(connection);
  await manager.streams.delete(stream).catch(() => undefined);
  await manager.streams.add({ name: stream, subjects: [subject] });
  await manager.consumers.add(stream, { durable_name: durable, ack_policy: AckPolicy.Explicit, max_ack_pending: 2000 });
  const js = jetstream(connection);
  /** @param {Bare} message */
  const publishOne = ({ id, data }) => {
    const head = headers();
    head.set('rapport-type', 'bench');
    return js.publish(subject, data, { msgID: id, headers: head });
  };
  return {
    async publish(messages) {
      await Promise.all(messages.map(publishOne));
    },
    async consume(count, handle) {
      const messages = await (await js.consumers.get(stream, durable)).consume({ max_messages: 256 });
      let done = 0;
      await new Promise((resolve, reject) => {
        void (async () => {
          for await (const message of messages) {
            handle({ id: message.headers?.get('Nats-Msg-Id') ?? '', data: message.data }).then(() => {
              message.ack();
              done += 1;
              if (done === count) resolve(undefined);
            }, reject);
          }
        })();
      });
      await connection.flush();
      messages.stop();
    },
    async close() {
      await manager.streams.delete(stream);
      await connection.drain();
    },
  };
}

/** A table in a file, written ahead, a transaction for what comes at once. @param {string} path @returns {BareStreams} */
export function bareSqlite(path) {
  const file = new DatabaseSync(path);
  file.exec(`pragma journal_mode = wal; pragma synchronous = normal;
    create table messages (seq integer primary key autoincrement, id text not null unique, head text not null, data blob not null, handed integer not null default 0);`);
  const keep = file.prepare('insert into messages (id, head, data) values (?, ?, ?) on conflict do nothing');
  const next = file.prepare('select seq, id, head, data from messages where handed = 0 order by seq limit 256');
  const hand = file.prepare('update messages set handed = 1 where seq = ?');
  const settle = file.prepare('delete from messages where seq = ?');
  /** @param {() => void} work */
  const together = (work) => {
    file.exec('begin immediate');
    work();
    file.exec('commit');
  };
  return {
    async publish(messages) {
      together(() => messages.forEach(({ id, data }) => keep.run(id, '{"rapport-type":"bench"}', data)));
    },
    async consume(count, handle) {
      for (let done = 0; done < count;) {
        const rows = next.all();
        if (rows.length === 0) throw new Error('Fewer messages than were to be consumed');
        together(() => rows.forEach((row) => hand.run(row['seq'] ?? 0)));
        await Promise.all(rows.map((row) => handle({ id: String(row['id']), data: /** @type {Uint8Array} */ (row['data']) })));
        together(() => rows.forEach((row) => settle.run(row['seq'] ?? 0)));
        done += rows.length;
      }
    },
    async close() {
      file.close();
    },
  };
}
