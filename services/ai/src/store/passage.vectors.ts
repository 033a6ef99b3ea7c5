import { Injectable } from '@nestjs/common';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';
import { sketchOf } from '../domain/knowledge/sketch.js';
import type { Readers } from './passage.words.js';

/** A question's vector and the model that it is of. */
export interface Asked extends Readers {
  readonly model: string;
  readonly vector: readonly number[];
}

/** So many candidates are found by their sketches, and weighed by their vectors: more of them where the sketches are not all looked at. */
const candidates = { read: 200, walked: 400 } as const;
/** Up to so many sketches are read one by one: exact, and the same whatever other tenants have. Beyond, the graph is walked. */
export const readThrough = 100_000;

/** Finds passages by vectors. */
@Injectable()
export class PassageVectors {
  async find(tx: Tx, asked: Asked, limit: number): Promise<string[]> {
    const { language, audiences, model, vector } = asked;
    const walks = (await this.sizeOf(tx, asked)) > readThrough;
    const wanted = walks ? candidates.walked : candidates.read;
    // The graph holds every tenant's passages: it is walked on until enough of this one's were met.
    if (walks)
      await sql`select set_config('hnsw.ef_search', ${String(wanted)}, true), set_config('hnsw.iterative_scan', 'relaxed_order', true)`.execute(tx.sql);
    const distance = sql`sketch <~> ${sketchOf(vector)}::bit(1024)`;
    const { rows } = await sql<{ id: string }>`
      with near as materialized (select id from passages
        where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[]) and model = ${model} and dims = ${vector.length}
        order by ${walks ? distance : sql`coalesce(${distance}, -1)`} limit ${wanted})
      select p.id from near join passages p on p.tenant_id = ${tx.call.tenant} and p.id = near.id
      order by p.embedding <=> ${JSON.stringify(vector)}::vector, p.id limit ${limit}`.execute(tx.sql);
    return rows.map(({ id }) => id);
  }

  private async sizeOf(tx: Tx, { language, audiences }: Readers): Promise<number> {
    const { rows } = await sql<{ size: number }>`select coalesce(sum(passages), 0)::int as size from index_sizes
      where tenant_id = ${tx.call.tenant} and language = ${language} and audience = any(${[...audiences]}::int[])`.execute(tx.sql);
    return rows[0]!.size;
  }
}
