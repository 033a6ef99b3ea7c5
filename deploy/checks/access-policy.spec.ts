import { describe, expect, it } from '@jest/globals';
import { policyFindings, policyPage, readPolicy, roles } from './access-policy.mjs';

const rows = { routes: ['GET /v1/leads', 'POST /v1/leads'], fields: ['NAME'] };
const decided = policyPage('', rows).replaceAll('?', 'own').replaceAll('`own`', '`?`');

describe('the policy page', () => {
  it('asks about what nobody has decided, and is refused until somebody has', () => {
    expect(policyFindings(policyPage('', rows), rows)).toEqual([
      expect.stringContaining('GET /v1/leads'),
      expect.stringContaining('POST /v1/leads'),
      expect.stringContaining('NAME'),
    ]);
    expect(policyFindings(decided, rows)).toEqual([]);
  });

  it('keeps what was decided when a route comes, and asks about that one only', () => {
    const grown = { ...rows, routes: ['DELETE /v1/leads/{id}', ...rows.routes] };
    const page = policyPage(decided, grown);
    expect(policyFindings(page, grown)).toEqual([expect.stringContaining('DELETE /v1/leads/{id}')]);
    expect(policyFindings(decided, grown)).toEqual([expect.stringContaining('DELETE /v1/leads/{id}')]);
  });

  it('is stale when a route is gone', () => {
    expect(policyFindings(decided, { ...rows, routes: rows.routes.slice(1) })).toEqual([expect.stringContaining('npm run generate')]);
  });

  it('is read by row and role; a word that is none is no decision', () => {
    expect(readPolicy(decided).routes.get('POST /v1/leads')!.get('dpo')).toBe('own');
    expect(() => readPolicy(decided.replace('| own | own |', '| own | everything |'))).toThrow(`GET /v1/leads: nobody has decided about ${roles[1]}`);
  });
});
