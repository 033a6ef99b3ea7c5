// Generates the TypeScript of every contract and the two indexes beside it: `npm run generate`.
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const gen = join(here, '../libs/contracts/src/gen');

execFileSync('npx', ['buf', 'generate'], { cwd: here, stdio: 'inherit' });

const modules = readdirSync(gen, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.name.endsWith('_pb.ts'))
  .map((entry) => `./${relative(gen, join(entry.parentPath, entry.name)).replace(/\.ts$/, '.js')}`)
  .sort();
const served = modules.filter((module) => !module.includes('/options/'));
const fileOf = (module) => `file_${module.slice(2).replace('_pb.js', '').replaceAll('/', '_')}`;

writeFileSync(join(gen, 'index.ts'), served.map((module) => `export * from '${module}';\n`).join(''));
writeFileSync(
  join(gen, 'files.ts'),
  `${served.map((module) => `import { ${fileOf(module)} } from '${module}';\n`).join('')}
/** Descriptors of every contract. */
export const files = [
${served.map((module) => `  ${fileOf(module)},\n`).join('')}] as const;
`,
);
