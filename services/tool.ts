import { join } from 'node:path';
import { settingsOfProcess, type Settings } from '@rapport/config';
import { silentLog } from '@rapport/kernel';
import { attachEmbedded, openDatabase, schemaOf, type Database, type ServiceSchema } from '@rapport/persistence';
import { registry } from './registry.js';
import { runToExit } from './run-to-exit.js';

/** What a command works on: the database of an installation, whether that runs or not. */
export interface Tool {
  readonly settings: Settings;
  readonly db: Database;
  /** The services that have ever run on this database: an installation may leave some out. */
  readonly installed: readonly ServiceSchema[];
  print(line: string): void;
}

/** Runs a command on the installation that the settings name, beside its running services if there are any. Exits with the command's code. */
export function runTool(body: (tool: Tool, words: readonly string[]) => Promise<number>): Promise<void> {
  return runToExit(async () => {
    const settings = settingsOfProcess();
    const { databaseUrl, data } = settings;
    const db = (!databaseUrl && (await attachEmbedded(join(data, 'database')))) || (await openDatabase({ databaseUrl, dataFolder: data, log: silentLog }));
    const code = await toolOn(settings, db)
      .then((tool) => body(tool, process.argv.slice(2)))
      .finally(() => db.close());
    process.exit(code);
  });
}

async function toolOn(settings: Settings, db: Database): Promise<Tool> {
  const { rows } = await db.pool.query<{ name: string }>('select nspname as name from pg_namespace');
  const schemas = new Set(rows.map(({ name }) => name));
  return {
    settings,
    db,
    installed: registry.map(({ name }) => schemaOf(name)).filter(({ schema }) => schemas.has(schema)),
    print: (line) => void process.stdout.write(`${line}\n`),
  };
}
