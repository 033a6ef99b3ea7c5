/** One configuration for every suite; the suffix of a spec says what it needs (see README). */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': '@swc/jest' },
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{libs,services,deploy}/**/*.spec.ts'],
  modulePathIgnorePatterns: ['/dist/', '/\\.stack/', '/\\.data', '/\\.tools/'],
  testTimeout: 30_000,
};
