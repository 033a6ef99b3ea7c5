import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceSchema } from './service-schema.js';

/** One forward step of a schema. */
export interface Migration {
  /** `platform` for what every service has, `service` for its own. */
  readonly origin: 'platform' | 'service';
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** `expand` leaves what the program before it needs; `contract`, said in its first line, takes that away. */
  readonly phase: 'expand' | 'contract';
  /** SHA-256 of the file, in hex. */
  readonly checksum: string;
}

const contractForm = /^-- phase: contract\b/;
const fileForm = /^(\d{4})_([a-z0-9_]+)\.sql$/;
const platformFolder = fileURLToPath(new URL('../../migrations/', import.meta.url));

/** What every service's schema holds: outbox, inbox, keys, jobs, audit, versions. */
export function platformMigrations(): Promise<Migration[]> {
  return migrationsIn(platformFolder, 'platform');
}

/** The migrations of a folder, `NNNN_name.sql`, in order. Throws for a misnamed file or two with one number. */
export async function migrationsIn(folder: string, origin: Migration['origin'] = 'service'): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations = await Promise.all(files.map((file) => readMigration(folder, file, origin)));
  const twice = migrations.find((migration, i) => migrations[i - 1]?.number === migration.number);
  if (twice) throw new Error(`Two migrations have the number ${twice.number} in ${folder}`);
  return migrations;
}

/** The SQL with the service's names in place of `:schema`, `:role` and `:relay`. */
export function namedFor({ schema, role, relay }: ServiceSchema, sql: string): string {
  const names: Record<string, string> = { schema, role, relay };
  return sql.replace(/(?<!:):(schema|role|relay)\b/g, (_, name: string) => `"${names[name]}"`);
}

async function readMigration(folder: string, file: string, origin: Migration['origin']): Promise<Migration> {
  const form = fileForm.exec(file);
  if (!form) throw new Error(`${file} in ${folder} is not named NNNN_name.sql`);
  const sql = await readFile(`${folder}/${file}`, 'utf8');
  const phase = contractForm.test(sql) ? 'contract' : 'expand';
  return { origin, number: Number(form[1]), name: form[2]!, sql, phase, checksum: createHash('sha256').update(sql).digest('hex') };
}
