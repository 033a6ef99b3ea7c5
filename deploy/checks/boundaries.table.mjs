/**
 * Who may not import whom. `$1` and `$2` in `to` and `unless` stand for what `from` caught.
 * @typedef {{ name: string, says: string, from: RegExp, to: string, unless?: string, tests?: true }} Rule `tests`: holds for specs too
 */
const floors = [['kernel'], ['contracts', 'config', 'crypto'], ['telemetry', 'persistence', 'auth'], ['messaging'], ['runtime', 'testing']];

/** @type {readonly Rule[]} */
const upwards = floors.map((names, floor) => ({
  name: 'floors',
  says: `${names.join(', ')}: a lib imports lower floors only`,
  from: new RegExp(`^libs/(${names.join('|')})/`),
  to: `^(libs/(${floors.slice(floor).flat().join('|')})/|services/)`,
  unless: '^libs/$1/',
}));

/** @type {readonly Rule[]} */
export const rules = [
  ...upwards,
  { name: 'kernel-alone', says: 'the kernel imports Node and itself', from: /^libs\/kernel\//, to: '.', unless: '^(node:|libs/kernel/)' },
  {
    name: 'one-door',
    says: 'a lib is entered through its src/index.ts',
    from: /^(?:libs|services)\/([^/]+)\//,
    to: '^libs/[^/]+/src/',
    unless: '^libs/($1/|[^/]+/src/(index|testing)\\.ts$|contracts/src/client/index\\.ts$)',
    tests: true,
  },
  {
    name: 'testing-door',
    says: 'a lib’s testing.ts is for specs and measurements',
    from: /^(?:libs|services)\/([^/]+)\/(?!eval\/)/,
    to: '^libs/[^/]+/src/testing\\.ts$',
    unless: '^libs/$1/',
  },
  {
    name: 'services-apart',
    says: 'services never import one another; they meet in proto/',
    from: /^services\/([^/]+)\//,
    to: '^services/[^/]+/',
    unless: '^services/$1/',
    tests: true,
  },
  {
    name: 'domain-pure',
    says: 'domain imports its own domain and the kernel',
    from: /^services\/([^/]+)\/src\/domain\//,
    to: '.',
    unless: '^(services/$1/src/domain/|libs/kernel/)',
  },
  {
    name: 'store-below',
    says: 'store imports domain and libs, never api, events or jobs',
    from: /^services\/([^/]+)\/src\/store\//,
    to: '^services/$1/src/(api|events|jobs)/',
  },
  {
    name: 'doors-apart',
    says: 'api, events and jobs do not import one another',
    from: /^services\/([^/]+)\/src\/(api|events|jobs)\//,
    to: '^services/$1/src/(api|events|jobs)/',
    unless: '^services/$1/src/$2/',
  },
  { name: 'nats-in-messaging', says: 'NATS is known to messaging alone', from: /^(?:libs\/(?!messaging\/)|services\/)/, to: '^npm:@nats-io/' },
  {
    name: 'sql-in-stores',
    says: 'pg, Kysely and PGlite are known to persistence and stores',
    from: /^(?:libs\/(?!persistence\/)|services\/(?![^/]+\/src\/store\/))/,
    to: '^npm:(pg|kysely|@electric-sql/.*)$',
  },
  { name: 'leads-somewhere', says: 'the import leads to no file of the repository', from: /^/, to: '^missing:', tests: true },
];
