/**
 * The policy page, proto/ACCESS.md: rows come from the contracts, cells from people.
 * @typedef {'all' | 'team' | 'own' | 'self' | 'open' | '–'} Reach
 * @typedef {{ readonly routes: ReadonlyMap<string, ReadonlyMap<string, Reach>>, readonly fields: ReadonlyMap<string, ReadonlyMap<string, Reach>> }} Policy by row and role
 */

/** Everybody who can come to the door with a token. */
export const roles = ['seller', 'manager', 'agent', 'marketer', 'dpo', 'admin', 'integration', 'customer'];
const words = new Set(['all', 'team', 'own', 'self', 'open', '–']);
const undecided = '?';

/** What people decided. Throws, naming every cell that is no decision. @param {string} page @returns {Policy} */
export function readPolicy(page) {
  const tables = { routes: cellsOf(page, 'route'), fields: cellsOf(page, 'personal data') };
  const wrong = Object.values(tables).flatMap((table) =>
    [...table].flatMap(([row, cells]) => roles.filter((role) => !words.has(cells.get(role) ?? '')).map((role) => `${row}: nobody has decided about ${role}`)),
  );
  if (wrong.length > 0) throw new Error(`proto/ACCESS.md: ${wrong.join('; ')}`);
  return /** @type {Policy} */ (/** @type {unknown} */ (tables));
}

/** The page for these routes and classes of personal data: decided cells stay, new rows ask. @param {string} page @param {{ routes: readonly string[], fields: readonly string[] }} rows */
export function policyPage(page, { routes, fields }) {
  return `${introduction}
${tableOf('route', routes, cellsOf(page, 'route'))}

## Personal data

What a role is shown of a record that it may read; what it is not shown is left out, cannot be searched by and cannot be written.

${tableOf('personal data', fields, cellsOf(page, 'personal data'))}
`;
}

/** Rows that nobody has decided about, and rows about what is no longer there. @param {string} page @param {{ routes: readonly string[], fields: readonly string[] }} rows */
export function policyFindings(page, rows) {
  const asked = [...policyPage(page, rows).matchAll(/^\| `?([^`|]+?)`? \|.*\?.*$/gm)].map(
    ([, row]) => `proto/ACCESS.md drift: nobody has decided about “${row}”; write who may in place of each ?`,
  );
  return asked.length > 0 || policyPage(page, rows) === page ? asked : ['proto/ACCESS.md drift: its rows are not the contracts’; run npm run generate'];
}

/** @param {string} page @param {string} title @returns {Map<string, Map<string, string>>} */
function cellsOf(page, title) {
  const lines = page.split('\n');
  const from = lines.findIndex((line) => line.startsWith(`| ${title} |`));
  if (from < 0) return new Map();
  const columns = cells(lines[from] ?? '').slice(1);
  const rows = lines.slice(from + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return new Map(
    (end < 0 ? rows : rows.slice(0, end)).map((line) => {
      const [name = '', ...values] = cells(line);
      return [name.replaceAll('`', ''), new Map(columns.map((role, index) => [role, values[index] ?? undecided]))];
    }),
  );
}

/** @param {string} title @param {readonly string[]} names @param {Map<string, Map<string, string>>} decided */
function tableOf(title, names, decided) {
  const rows = names.map((name) => `| \`${name}\` | ${roles.map((role) => decided.get(name)?.get(role) ?? undecided).join(' | ')} |`);
  return [`| ${title} | ${roles.join(' | ')} |`, `|${'---|'.repeat(roles.length + 1)}`, ...rows].join('\n');
}

/** @param {string} line */
function cells(line) {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

const introduction = `# Who may do what

The policy, decided by people. The rows are the contracts’: \`npm run generate\` adds a new route with a \`?\` in each cell, and \`npm run check\` fails until somebody has decided.
The cells are read by \`services/access.e2e.spec.ts\`, which asks every route as every role about its own, its team’s, a stranger’s and another tenant’s records. They are made from no code.

| word | may be asked about |
|---|---|
| all | every record of the tenant |
| team | what is theirs or their team’s |
| own | what is theirs: what they own, wrote or asked for |
| self | the customer that they are |
| open | whatever the request itself proves, by anybody, signed in or not |
| – | nothing: 403 \`FORBIDDEN\` |

A record out of reach is 403 \`NOT_OWNER\` to who may read it, and else 404 \`NOT_FOUND\`, as if it were not there. A record of another tenant is 404 to everybody.
Nobody passes a route that is not open without a token or a session: 401. A route about no record is open to every word but –; a list holds what may be read.

## Routes
`;
