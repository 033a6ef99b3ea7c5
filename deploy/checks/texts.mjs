import { isProduct, isSource, lineAt } from './tree.mjs';

const isText = (/** @type {string} */ file) =>
  /\.(ts|tsx|mjs|cjs|js|json|md|ya?ml|sql|proto|sh|css|html|tpl)$|(^|\/)(\.npmrc|Dockerfile|run)$/.test(file) && !/(^|\/)vectors\//.test(file);
/** Written in parts, so that these rules do not find themselves. */
const registries = ['registry\\.npm', 'npm' + 'mirror', 'registry\\.yarnpkg', 'proxy\\.golang', 'pypi\\.org\\/simple', 'verda' + 'ccio'];
const unfinished = ['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X', 'HA' + 'CK'];

/** @type {readonly { name: string, says: string, in: (file: string) => boolean, form: RegExp }[]} */
const rules = [
  { name: 'no-registry', says: 'names a package registry; that is the machine’s to know', in: isText, form: new RegExp(registries.join('|'), 'g') },
  { name: 'no-machine-path', says: 'a path of somebody’s machine', in: isText, form: /(?<=^|["'`\s(=:])\/(home|Users|root|work)\/[\w.-]+/gm },
  { name: 'no-unfinished', says: 'do it, or open an issue', in: isSource, form: new RegExp(`\\b(${unfinished.join('|')})\\b`, 'g') },
  {
    name: 'no-commented-out-code',
    says: 'code in a comment; git remembers',
    in: isSource,
    form: /^\s*\/\/ ?(?:(?:const|let|import|return|await|if \(|for \(|this\.)\s?.*[;{]|[\w.]+\(.*\);)\s*$/gm,
  },
  {
    name: 'fixed-events',
    says: 'a log’s event is a fixed name in kebab-case',
    in: isProduct,
    form: /\blog\.(debug|info|warn|error)\(\s*(?!'[a-z]+(-[a-z]+)*'\s*[,)])\S/g,
  },
  {
    name: 'calls-whole',
    says: 'a copy of a call leaves its signal behind; callWith or underKey tells it otherwise',
    in: (file) => isProduct(file) && !file.startsWith('services/portal/'),
    form: /\{\s*\.\.\.call\b/g,
  },
];

/** What may not stand in any file. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function texts(tree) {
  const findings = tree.files
    .filter((file) => file !== 'package-lock.json')
    .flatMap((file) => {
      const applying = rules.filter((rule) => rule.in(file));
      const text = applying.length > 0 ? tree.read(file) : '';
      return applying.flatMap(({ name, says, form }) =>
        [...text.matchAll(form)].map((found) => `${file}:${lineAt(text, found.index)} ${name}: “${found[0].trim().slice(0, 60)}”; ${says}`),
      );
    });
  return { findings };
}
