import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, SettingsError, type Environment } from './read-settings.js';

const key = Buffer.alloc(32, 7).toString('base64');

function problemsOf(environment: Environment): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

function fileWith(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'rapport-config-')), 'secret');
  writeFileSync(file, content);
  return file;
}

describe('settings with nothing set', () => {
  it('are those of a whole embedded installation on this machine', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 8080, host: '127.0.0.1', data: './.data', services: 'all', demo: 'full', defaultRegion: 'RU', traceShare: 0.05 });
    expect(settings.databaseUrl).toBeUndefined();
    expect(settings.publicUrl).toBe('http://localhost:8080');
  });

  it('count an empty variable as not set', () => {
    expect(readSettings({ PORT: '', DATABASE_URL: '' })).toEqual(readSettings({}));
  });
});

describe('defaults that depend on another setting', () => {
  it('follow the port into the public address', () => {
    expect(readSettings({ PORT: '9090' }).publicUrl).toBe('http://localhost:9090');
  });

  it('leave the demo data out when people sign in at a real provider', () => {
    const real = { OIDC_ISSUER_URL: 'https://id.example/realms/rapport', OIDC_CLIENT_SECRET: 's' };
    expect(readSettings(real).demo).toBe('off');
    expect(readSettings({ ...real, RAPPORT_DEMO: 'small' }).demo).toBe('small');
  });

  it('trace everything once there is a collector', () => {
    expect(readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' }).traceShare).toBe(1);
  });
});

describe('trusted proxies', () => {
  it('are addresses and networks of either kind', () => {
    expect(readSettings({ TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1, fd00::/8' }).trustedProxies).toBe('127.0.0.1,10.0.0.0/8,::1,fd00::/8');
  });
});

describe('a wrong value', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT: found “http”, expected a whole number from 0 to 65535.'],
    [{ PORT: '70000' }, 'PORT: found “70000”, expected a whole number from 0 to 65535.'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL: found “loud”, expected one of: debug, info, warn, error, silent.'],
    [{ RAPPORT_DEMO: 'maybe' }, 'RAPPORT_DEMO: found “maybe”, expected one of: full, small, off.'],
    [{ OIDC_ISSUER_URL: 'keycloak.example' }, 'OIDC_ISSUER_URL: found “keycloak.example”, expected an address that starts with http:// or https://.'],
    [{ OTEL_TRACES_SAMPLER_ARG: '1.5' }, 'OTEL_TRACES_SAMPLER_ARG: found “1.5”, expected a number from 0 to 1.'],
    [
      { TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/33' },
      'TRUSTED_PROXIES: found “10.0.0.0/8, 10.0.0.0/33”, expected addresses or networks such as 10.0.0.0/8, separated by commas.',
    ],
    [{ RAPPORT_FILES: 's3://' }, 'RAPPORT_FILES: found “s3://”, expected a folder, or s3://bucket/prefix.'],
    [{ RAPPORT_ERASURE_LEDGER: 'ftp://far/away' }, 'RAPPORT_ERASURE_LEDGER: found “ftp://far/away”, expected a file, or s3://bucket/prefix.'],
    [{ DEFAULT_REGION: 'Russia' }, 'DEFAULT_REGION: found “Russia”, expected two capital letters (ISO 3166-1).'],
  ])('of %j is said in one sentence', (environment, sentence) => {
    expect(problemsOf(environment)).toEqual([sentence]);
  });

  it('is said together with all the others', () => {
    expect(problemsOf({ PORT: '-1', NATS_URL: 'localhost', RAPPORT_PROT: '1' })).toHaveLength(3);
  });

  it('of a secret is never shown', () => {
    const [problem] = problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db/crm' });
    expect(problem).toContain('DATABASE_URL: found a value of 27 characters (not shown), expected an address that starts with postgres://');
    expect(problem).not.toContain('hunter2');
  });
});

describe('an unknown RAPPORT_ variable', () => {
  it('is refused with the name that was meant', () => {
    expect(problemsOf({ RAPPORT_SERVICE: 'accounts' })).toEqual(['RAPPORT_SERVICE: there is no such setting; did you mean RAPPORT_SERVICES?']);
  });

  it('is refused without a guess when nothing is near', () => {
    expect(problemsOf({ RAPPORT_COFFEE_MACHINE: 'on' })).toEqual(['RAPPORT_COFFEE_MACHINE: there is no such setting.']);
  });
});

describe('a secret in a file', () => {
  it('is read without its last line break', () => {
    expect(Buffer.from(readSettings({ RAPPORT_INTERNAL_KEY_FILE: fileWith(`${key}\n`) }).internalKey!).toString('base64')).toBe(key);
  });

  it('cannot be given twice', () => {
    expect(problemsOf({ RAPPORT_INTERNAL_KEY: key, RAPPORT_INTERNAL_KEY_FILE: fileWith(key) })).toEqual([
      'RAPPORT_INTERNAL_KEY and RAPPORT_INTERNAL_KEY_FILE are both set; keep one of them.',
    ]);
  });

  it('is named when it cannot be read', () => {
    expect(problemsOf({ DATABASE_URL_FILE: '/nowhere/url' })[0]).toMatch(/^DATABASE_URL_FILE: found “\/nowhere\/url”, which cannot be read/);
  });
});

describe('settings that contradict one another', () => {
  it('are named: a real provider needs the client’s secret', () => {
    expect(problemsOf({ OIDC_ISSUER_URL: 'https://id.example/realms/rapport' })[0]).toMatch(/^OIDC_CLIENT_SECRET: found nothing/);
  });

  it.each([{ RAPPORT_SPEECH: 'endpoint' }, { RAPPORT_LANGUAGE_MODEL: 'any' }, { RAPPORT_EMBEDDING_MODEL: 'any' }])(
    'are named: %j needs a server',
    (environment) => {
      expect(problemsOf(environment)[0]).toMatch(/^OPENAI_BASE_URL: found nothing/);
      expect(problemsOf({ ...environment, OPENAI_API_KEY: 'sk' })).toEqual([]);
    },
  );

  it('are named: services in separate processes need a broker', () => {
    expect(problemsOf({ RAPPORT_SERVICES: 'accounts,gateway' })[0]).toMatch(/^NATS_URL: found nothing/);
    expect(readSettings({ RAPPORT_SERVICES: 'accounts, gateway', NATS_URL: 'nats://a:4222,nats://b:4222' })).toMatchObject({
      services: ['accounts', 'gateway'],
      natsUrl: ['nats://a:4222', 'nats://b:4222'],
    });
  });
});
