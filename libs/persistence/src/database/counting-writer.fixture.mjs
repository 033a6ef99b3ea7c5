// A process of its own that commits 1, 2, 3 … to the embedded database in the folder it is given, and says each number once it is committed.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (name, context, next) => next(/^\.\.?\//.test(name) && context.parentURL?.endsWith('.ts') ? name.replace(/\.js$/, '.ts') : name, context),
});
const { openEmbedded } = await import(new URL('./embedded-database.ts', import.meta.url).href);
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const db = await openEmbedded({ folder: process.argv[2], template: undefined, log: silent });
await db.pool.query('create table counted (n bigint)');
for (let n = 1; ; n++) {
  await db.pool.query('insert into counted values ($1)', [n]);
  process.stdout.write(`${n}\n`);
}
