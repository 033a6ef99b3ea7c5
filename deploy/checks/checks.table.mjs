import { boundaries } from './boundaries.mjs';
import { comments } from './comments.mjs';
import { declared } from './declared.mjs';
import { names } from './names.mjs';
import { sizes } from './sizes.mjs';
import { texts } from './texts.mjs';
import { tool } from './tool.mjs';
import { topLevel } from './top-level.mjs';

const rooms = ['libs', 'services', 'deploy', 'proto', 'load-tests', 'fault-tests', 'bench'];
const settled = ['package.json', 'tsconfig.json', '.oxlintrc.json', '.oxfmtrc.json', '.knip.json'];

/**
 * Every house rule, in the order in which it is shown. What ends well is silent; a finding is one line.
 * @typedef {{ name: string, says: string, run(tree: import('./tree.mjs').Tree): import('./tree.mjs').Outcome | Promise<import('./tree.mjs').Outcome> }} Check
 * @type {readonly Check[]}
 */
export const checks = [
  { name: 'top-level', says: 'the tree is the design’s', run: topLevel },
  { name: 'names', says: 'kebab-case, noun.role.ts, no empty words', run: names },
  { name: 'sizes', says: 'no file over 300 lines', run: sizes },
  { name: 'comments', says: 'every export of a lib says what it is for', run: comments },
  { name: 'texts', says: 'no registries, machine paths, loose ends; fixed log events', run: texts },
  { name: 'declared', says: 'every reason, permission and metric is given, asked for, set somewhere', run: declared },
  { name: 'boundaries', says: 'who may import whom; no circles', run: boundaries },
  { name: 'types', says: 'tsc', run: (tree) => tool(tree, ['tsc', '-p', '.', '--pretty', 'false'], (line) => line.includes('error TS')) },
  {
    name: 'lint',
    says: 'oxlint with types; functions ≤ 50 lines, ≤ 5 parameters',
    run: (tree) => tool(tree, ['oxlint', '--type-aware', '-f', 'unix', ...presentIn(rooms, tree)], (line) => /:\d+:\d+: /.test(line)),
  },
  {
    name: 'format',
    says: 'oxfmt; npm run format mends it',
    run: (tree) => tool(tree, ['oxfmt', '--list-different', ...presentIn([...rooms, ...settled], tree)]),
  },
  { name: 'dead-code', says: 'knip: nothing unused', run: (tree) => tool(tree, ['knip', '--reporter', 'compact', '--no-progress']) },
  { name: 'contracts', says: 'buf, goldens, generated types', run: (tree) => tool(tree, ['node', 'proto/contracts.mjs']) },
  {
    name: 'drift',
    says: 'generated pages',
    run: async (tree) => ({
      findings: (await Promise.all(['settings-page.mjs', 'service-pages.mjs', 'access-page.mjs'].map((file) => page(tree, file)))).flatMap(
        ({ findings }) => findings,
      ),
    }),
  },
];

/** What a generated page differs in. @param {import('./tree.mjs').Tree} tree @param {string} file */
function page(tree, file) {
  return tool(tree, ['node', '--import', './deploy/checks/source.mjs', `deploy/checks/${file}`, '--check'], (line) => /drift:|^Error:/.test(line));
}

/** Only what is there, named one by one: a tool let loose on the root walks into everything that lies there. @param {readonly string[]} places @param {import('./tree.mjs').Tree} tree */
function presentIn(places, { files }) {
  return places.filter((place) => files.some((file) => file === place || file.startsWith(`${place}/`)));
}
