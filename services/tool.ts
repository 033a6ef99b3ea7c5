import { join } from 'node:path';
import { settingsOfProcess, type Settings } from '@rapport/config';
import { silentLog } from '@rapport/kernel';
import { attachEmbedded, openDatabase, type Database } from '@rapport/persistence';
import { runToExit } from './run-to-exit.js';

/** What a command works on: the database of an installation, whether that runs or not. */
export interface Tool {
  readonly settings: Settings;
  readonly db: Database;
  print(line: string): void;
}

/** Runs a command on the installation that the settings name, beside its running services if there are any. Exits with the command's code. */
export function runTool(body: (tool: Tool, words: readonly string[]) => Promise<number>): Promise<void> {
  return runToExit(async () => {
    const settings = settingsOfProcess();
    const { databaseUrl, data } = settings;
    const db = (!databaseUrl && (await attachEmbedded(join(data, 'database')))) || (await openDatabase({ databaseUrl, dataFolder: data, log: silentLog }));
    const code = await body({ settings, db, print: (line) => void process.stdout.write(`${line}\n`) }, process.argv.slice(2)).finally(() => db.close());
    process.exit(code);
  });
}
