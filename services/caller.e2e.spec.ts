import { describe, expect, it } from '@jest/globals';
import { startInstallation } from '@rapport/testing';
import { expectProblem, frontDoor } from './front-door.fixture.js';

const door = frontDoor({ people: ['max'] });

describe('a caller', () => {
  const asked = (bearer: string | undefined) => (asking: { headers: Record<string, string> }) => door.rapport.bearer(bearer).get('/v1/contacts', asking);

  it('without a token is asked who they are', async () => {
    expect((await expectProblem(asked(undefined), 401, 'UNAUTHENTICATED')).headers.get('www-authenticate')).toBe('Bearer realm="rapport"');
  });

  it('without the right is told which one', async () => {
    const answer = await expectProblem((asking) => door.people['max']!.post('/v1/contacts', { given_name: 'V' }, asking), 403, 'FORBIDDEN');
    expect(answer.json['detail']).toBe('You do not have the right “contacts.write”. An administrator can give it to you.');
  });

  it('who asks too often is told when to come again', async () => {
    const busy = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '3', RAPPORT_DEMO: 'small' } });
    try {
      const caller = await busy.integration();
      const answers = [];
      for (let n = 0; n < 5; n += 1) answers.push(await caller.get('/v1/contacts'));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
      expect(answers[0]!.headers.get('ratelimit-remaining')).toBe('2');
      expect(Number(answers[4]!.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      await busy.stop();
    }
  }, 90_000);
});
