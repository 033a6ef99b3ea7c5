import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getComments, getPackageComments } from '@bufbuild/protoplugin';

/** What the contracts say of themselves, by full name: `rapport.accounts.v1.Contact.given_name`, `rapport.accounts.v1.ContactService.CreateContact`. */
export function commentsOf(files) {
  const said = new Map();
  const say = (name, desc) => {
    const text = sentenceOf(getComments(desc).leading);
    if (text) said.set(name, text);
  };
  const message = (desc) => {
    say(desc.typeName, desc);
    for (const field of desc.fields) say(`${desc.typeName}.${field.name}`, field);
    desc.nestedMessages.forEach(message);
    desc.nestedEnums.forEach(choice);
  };
  const choice = (desc) => {
    say(desc.typeName, desc);
    for (const value of desc.values) say(`${desc.typeName}.${value.name}`, value);
  };
  for (const file of files) {
    const text = sentenceOf(getPackageComments(file).leading);
    if (text) said.set(file.proto.package, text);
    file.messages.forEach(message);
    file.enums.forEach(choice);
    for (const service of file.services) {
      say(service.typeName, service);
      for (const method of service.methods) say(`${service.typeName}.${method.name}`, method);
    }
  }
  return said;
}

/** Writes them as TypeScript, for the pages that are made while running. */
export function writeComments(files, gen) {
  const said = [...commentsOf(files)].filter(([name]) => !name.startsWith('rapport.options.'));
  const lines = said.map(([name, text]) => `  ${JSON.stringify(name)}: ${JSON.stringify(text)},\n`).join('');
  writeFileSync(
    join(gen, 'comments.ts'),
    `/** What the contracts say of themselves, by full name. Generated; the words are in \`proto/\`. */\nexport const comments: Readonly<Record<string, string>> = {\n${lines}};\n`,
  );
}

function sentenceOf(leading) {
  return (leading ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}
