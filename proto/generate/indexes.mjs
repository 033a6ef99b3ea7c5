import { readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Writes the two indexes beside the generated TypeScript: all types, and all descriptors. */
export function writeIndexes(gen) {
  const modules = readdirSync(gen, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('_pb.ts'))
    .map((entry) => `./${relative(gen, join(entry.parentPath, entry.name)).replaceAll('\\', '/').replace(/\.ts$/, '.js')}`)
    .filter((module) => !module.includes('/options/'))
    .sort();
  writeFileSync(join(gen, 'index.ts'), modules.map((module) => `export * from '${module}';\n`).join(''));
  writeFileSync(
    join(gen, 'files.ts'),
    `${modules.map((module) => `import { ${fileOf(module)} } from '${module}';\n`).join('')}
/** Descriptors of every contract. */
export const files = [
${modules.map((module) => `  ${fileOf(module)},\n`).join('')}] as const;
`,
  );
}

function fileOf(module) {
  return `file_${module.slice(2).replace('_pb.js', '').replaceAll('/', '_')}`;
}
