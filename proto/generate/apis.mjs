import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOption, hasOption } from '@bufbuild/protobuf';

/** Writes the services that the REST API has, by the names that clients call them: `contacts` for the service of the noun, else the service's own. */
export function writeApis({ registry, files }, gen) {
  const http = registry.getExtension('rapport.options.v1.http');
  const services = files.flatMap((file) => file.services).filter((service) => service.methods.some((method) => hasOption(method, http)));
  const noun = registry.getExtension('rapport.options.v1.noun');
  const pluralOf = (service) => {
    const name = service.name.replace(/Service$/, '');
    const record = service.file.messages.find((message) => message.name === name && hasOption(message, noun));
    return record ? camel(getOption(record, noun).plural) : name[0].toLowerCase() + name.slice(1);
  };
  const imports = services
    .map((service) => service.name)
    .sort()
    .join(', ');
  const lines = services
    .map((service) => `  ${pluralOf(service)}: ${service.name},\n`)
    .sort()
    .join('');
  writeFileSync(
    join(gen, 'apis.ts'),
    `import { ${imports} } from './index.js';\n\n/** Services that have REST routes, by the names that clients call them. Generated. */\nexport const apis = {\n${lines}} as const;\n`,
  );
}

function camel(kebab) {
  return kebab.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
}
