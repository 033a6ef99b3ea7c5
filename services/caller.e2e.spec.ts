import { describe, expect, it } from '@jest/globals';
import { claimsIn, forged, signedAgain, startInstallation } from '@rapport/testing';
import { expectProblem, frontDoor, inLanguage } from './front-door.fixture.js';

const door = frontDoor({ people: ['max'] });

describe('a caller', () => {
  const asked = (bearer: string | undefined) => (asking: { headers: Record<string, string> }) => door.rapport.bearer(bearer).get('/v1/contacts', asking);
  const now = () => Math.floor(Date.now() / 1000);

  it('without a token is asked who they are', async () => {
    expect((await expectProblem(asked(undefined), 401, 'UNAUTHENTICATED')).headers.get('www-authenticate')).toBe('Bearer realm="rapport"');
  });

  it('with an expired token is told so', async () => {
    const old = signedAgain(door.token, { iat: now() - 7200, exp: now() - 3600 }, door.rapport.dataFolder);
    expect((await expectProblem(asked(old), 401, 'TOKEN_EXPIRED')).headers.get('www-authenticate')).toContain('error="invalid_token"');
  });

  it('with a token for somebody else’s API is refused', async () => {
    await expectProblem(asked(signedAgain(door.token, { aud: 'another-api' }, door.rapport.dataFolder)), 401, 'TOKEN_INVALID');
    expect((await asked(signedAgain(door.token, {}, door.rapport.dataFolder))(inLanguage('en'))).status).toBe(200);
  });

  it.each([
    ['signed by another key', () => forged(door.token)],
    ['without a signature', () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${door.token.split('.')[1]}.`],
    [
      'with altered claims',
      () =>
        [
          door.token.split('.')[0],
          Buffer.from(JSON.stringify({ ...claimsIn(door.token), tenant: 'globex' })).toString('base64url'),
          door.token.split('.')[2],
        ].join('.'),
    ],
    ['of another issuer', () => signedAgain(door.token, { iss: 'https://id.example/realms/rapport' }, door.rapport.dataFolder)],
    ['that is none', () => 'token'],
  ])('with a token %s is refused', (_what, make) => expectProblem(asked(make()), 401, 'TOKEN_INVALID'));

  it('without the right is told which one', async () => {
    const answer = await expectProblem((asking) => door.people['max']!.post('/v1/contacts', { given_name: 'V' }, asking), 403, 'FORBIDDEN');
    expect(answer.json['detail']).toBe('You do not have the right “contacts.write”.');
  });

  it('who asks too often is told when to come again', async () => {
    const busy = await startInstallation({ settings: { RATE_LIMIT_PER_SECOND: '1', RATE_LIMIT_BURST: '3', RAPPORT_DEMO: 'on' } });
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
