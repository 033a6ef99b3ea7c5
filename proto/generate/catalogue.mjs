import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { getOption } from '@bufbuild/protobuf';
import { commentsOf } from './comments.mjs';

/** Events of the contracts, in the order of their files. */
export function eventsOf({ registry, files }) {
  const rule = registry.getExtension('rapport.options.v1.event');
  return files.flatMap((file) => file.messages).filter((message) => getOption(message, rule).aggregate !== '');
}

/** Who hears which event, as the services say it: `{ "rapport.accounts.v1.ContactCreated": ["marketing"] }`. Empty when the file is not there. */
export function readEars(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
}

/** Writes the page of all events: what each means, who says and who hears it, what it carries. */
export function writeCatalogue(contracts, ears, page) {
  const said = commentsOf(contracts.files);
  const rule = contracts.registry.getExtension('rapport.options.v1.event');
  const sections = eventsOf(contracts).map((event) => sectionOf(event, getOption(event, rule), { said, heard: ears[event.typeName] ?? [] }));
  writeFileSync(
    page,
    `# Events\n\nGenerated from the contracts by \`npm run generate\`. An event carries ids and facts, never personal data.\n\n${sections.join('\n')}`,
  );
}

function sectionOf(event, { aggregate, idField }, { said, heard }) {
  const owner = event.typeName.split('.')[1].replaceAll('_', '-');
  const rows = event.fields.map((field) => `| \`${field.name}\` | ${typeOf(field)} | ${meaningOf(field, idField, aggregate, said)} |\n`);
  return `## ${event.typeName}

${said.get(event.typeName) ?? ''}

Subject \`event.${event.typeName}\` · about one ${aggregate} (\`${idField}\`) · said by ${owner} · heard by ${heard.length > 0 ? heard.join(', ') : 'nobody yet'}

| field | type | meaning |
|---|---|---|
${rows.join('')}`;
}

function meaningOf(field, idField, aggregate, said) {
  return said.get(`${field.parent.typeName}.${field.name}`) ?? (field.name === idField ? `The ${aggregate}.` : '');
}

function typeOf(field) {
  const one = field.message?.typeName ?? field.enum?.typeName ?? scalarNames[field.scalar];
  return field.fieldKind === 'list' ? `list of ${one}` : field.fieldKind === 'map' ? `${one} by key` : one;
}

const scalarNames = {
  1: 'double',
  2: 'float',
  3: 'int64',
  4: 'uint64',
  5: 'int32',
  6: 'fixed64',
  7: 'fixed32',
  8: 'bool',
  9: 'string',
  12: 'bytes',
  13: 'uint32',
  15: 'sfixed32',
  16: 'sfixed64',
  17: 'sint32',
  18: 'sint64',
};
