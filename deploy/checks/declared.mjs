import { isProduct, lineAt } from './tree.mjs';

/**
 * What is declared once for all to use, where, and how its use is written.
 * @type {readonly { name: string, says: string, file: string, entry: RegExp, use: (key: string) => RegExp, beside: RegExp }[]}
 */
const tables = [
  {
    name: 'reason-given',
    says: 'no error and no problem gives this reason',
    file: 'libs/kernel/src/reasons.en.ts',
    entry: /^ {2}([A-Z][A-Z_]+): /gm,
    use: (key) => new RegExp(`'${key}'`),
    beside: /reasons\.\w+\.ts$|\/i18n\//,
  },
  {
    name: 'permission-asked',
    says: 'no rpc and no rule asks for this permission',
    file: 'libs/auth/src/permission.ts',
    entry: /^ {2}'([a-z-]+\.[a-z]+)',/gm,
    use: (key) => new RegExp(`permission\\) = "${key}"|'${key}'`),
    beside: /permission\.ts$|rights\.table\.ts$|^services\/portal\//,
  },
  {
    name: 'metric-set',
    says: 'nothing sets this metric',
    file: 'libs/telemetry/src/metrics/metrics.table.ts',
    entry: /^ {2}(\w+): new /gm,
    use: (key) => new RegExp(`\\bmetrics\\.${key}\\b`),
    beside: /metrics\.table\.ts$/,
  },
];

/** Reasons, permissions and metrics are promises to callers and operators: each is kept somewhere. @param {import('./tree.mjs').Tree} tree @returns {import('./tree.mjs').Outcome} */
export function declared(tree) {
  const texts = tree.files.filter((file) => isProduct(file) || file.endsWith('.proto')).map((file) => ({ file, text: tree.read(file) }));
  return { findings: tables.filter(({ file }) => tree.files.includes(file)).flatMap((table) => unkept(table, tree.read(table.file), texts)) };
}

/** @param {(typeof tables)[number]} table @param {string} declaration @param {readonly { file: string, text: string }[]} texts */
function unkept({ name, says, file, entry, use, beside }, declaration, texts) {
  const users = texts.filter((one) => !beside.test(one.file));
  return [...declaration.matchAll(entry)]
    .filter(([, key = '']) => !users.some(({ text }) => use(key).test(text)))
    .map((found) => `${file}:${lineAt(declaration, found.index)} ${name}: “${found[1]}”; ${says}`);
}
