// Writes what each service owns, answers, says, hears and stores, and who hears which event: node --import ./deploy/checks/source.mjs deploy/checks/service-pages.mjs [--check]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { comments, events, ownerOf, permissionOf, routeOf, services } from '@rapport/contracts';
import { earsOf } from '@rapport/messaging';

const root = new URL('../../', import.meta.url);
/** @type {{ registry: readonly import('@rapport/runtime').Service[] }} */
const { registry } = await import(new URL('services/registry.ts', root).href);
const checking = process.argv.includes('--check');

/** @type {Record<string, string[]>} */
const heard = {};
for (const service of registry) {
  const listeners = service.ears.flatMap((/** @type {{ prototype: object }} */ ear) => earsOf(Object.create(ear.prototype)));
  for (const { event } of listeners) (heard[event.typeName] ??= []).push(service.name);
  put(`services/${service.name}/README.md`, pageOf(service, listeners));
}
put('proto/ears.json', `${JSON.stringify(Object.fromEntries(Object.entries(heard).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`);

/** @param {string} path @param {string} wanted */
function put(path, wanted) {
  const file = new URL(path, root);
  if (!checking) writeFileSync(file, wanted);
  else if (!existsSync(file) || readFileSync(file, 'utf8') !== wanted) {
    console.error(`${path} drift: it is not what the code says; run npm run generate`);
    process.exitCode = 1;
  }
}

/** @param {import('@rapport/runtime').Service} service @param {readonly import('@rapport/messaging').Ear[]} listeners */
function pageOf({ name, jobs = [] }, listeners) {
  const answered = services.filter((contract) => ownerOf(contract) === name);
  const rows = answered.flatMap((contract) =>
    contract.methods.map((method) => {
      const route = routeOf(method);
      return `| \`${contract.name}.${method.name}\` | ${route ? `\`${route.verb} ${route.path}\`` : 'services only'} | \`${permissionOf(method)}\` | ${first(comments[`${contract.typeName}.${method.name}`])} |`;
    }),
  );
  const said = events.filter((event) => ownerOf(event) === name).map((event) => `\`${event.name}\``);
  const tables = readdirSync(new URL(`services/${name}/migrations/`, root))
    .sort()
    .flatMap((file) =>
      [...readFileSync(new URL(`services/${name}/migrations/${file}`, root), 'utf8').matchAll(/^create table (\w+)/gm)].map((match) => `\`${match[1]}\``),
    );
  return `# ${name}

Generated from the code by \`npm run generate\`.

${answered.map((contract) => `- **${contract.name}**: ${first(comments[contract.typeName])}`).join('\n')}

**Says** ${said.join(' · ') || 'nothing'} ([meanings](../../proto/EVENTS.md))

**Hears** ${listeners.map(({ event }) => `\`${event.name}\``).join(' · ') || 'nothing'}

**Works at** ${jobs.map((job) => `\`${job.name}\``).join(' · ') || 'no long jobs'}

**Stores** in the schema \`${name.replaceAll('-', '_')}\`: ${tables.join(' · ')}, and what every service has: outbox, inbox, kept answers, jobs, audit, record versions.

## Answers

| rpc | route | right | |
|---|---|---|---|
${rows.join('\n')}
`;
}

/** @param {string | undefined} text */
function first(text = '') {
  return text.split('\n')[0] ?? '';
}
