import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { databaseKinds, openTestDatabase, type TestDatabase } from '@rapport/testing';
import { migrate } from '../index.js';
import { platformMigrations, type Migration } from './migration-files.js';

describe.each(databaseKinds)('migrate on the %s database', (kind) => {
  let db: TestDatabase;
  let folder: string;
  let service: string;
  let made = 0;
  let platform: Migration[];

  beforeAll(async () => {
    platform = await platformMigrations();
    db = await openTestDatabase(kind, { services: {} });
    folder = await mkdtemp(join(tmpdir(), 'rapport-migrations-'));
  });
  beforeEach(async () => {
    service = `desk-${(made += 1)}`;
    await rm(folder, { recursive: true });
    folder = await mkdtemp(join(tmpdir(), 'rapport-migrations-'));
    await writeFile(join(folder, '0001_things.sql'), 'create table things (tenant_id text primary key); grant select on things to :relay;');
    await writeFile(join(folder, '0002_more.sql'), `alter table :schema.things add column note text default ':: :role'`);
  });
  afterAll(async () => {
    await db.close();
    await rm(folder, { recursive: true });
  });

  const schema = () => service.replaceAll('-', '_');
  const applied = () => db.asOwner(`select origin, number, name from ${schema()}.schema_migrations order by origin, number`);

  it('takes every step once, in order, and tells each', async () => {
    const steps: string[] = [];
    const taken = await migrate(db, { service, folder, onStep: ({ name, done, total }) => steps.push(`${done + 1}/${total} ${name}`) });
    const names = [...platform.map(({ name }) => name), 'things', 'more'];
    expect(steps).toEqual(names.map((name, at) => `${at + 1}/${names.length} ${name}`));
    expect(taken).toBe(names.length);
    expect(await migrate(db, { service, folder })).toBe(0);
    expect(await applied()).toEqual([
      ...platform.map(({ number, name }) => ({ origin: 'platform', number, name })),
      { origin: 'service', number: 1, name: 'things' },
      { origin: 'service', number: 2, name: 'more' },
    ]);
  });

  it('lets many start at once, and one of them migrate', async () => {
    const taken = await Promise.all([1, 2, 3, 4].map(() => migrate(db, { service, folder })));
    expect(taken.reduce((a, b) => a + b)).toBe(platform.length + 2);
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(db, { service, folder });
    await writeFile(join(folder, '0002_more.sql'), 'select 1');
    await expect(migrate(db, { service, folder })).rejects.toThrow(`Migration 2 (more) of schema “${schema()}” was changed after it was applied`);
  });

  it('starts on a database that a newer program only expanded, and takes its own steps there', async () => {
    await migrate(db, { service, folder });
    await rm(join(folder, '0002_more.sql'));
    expect(await migrate(db, { service, folder })).toBe(0);
    await writeFile(join(folder, '0003_own.sql'), 'create table own (a int)');
    expect(await migrate(db, { service, folder })).toBe(1);
  });

  it('refuses a database from which a newer program took what this one needs', async () => {
    await writeFile(join(folder, '0002_less.sql'), '-- phase: contract\ncreate table less (a int)');
    await rm(join(folder, '0002_more.sql'));
    await migrate(db, { service, folder });
    await rm(join(folder, '0002_less.sql'));
    await expect(migrate(db, { service, folder })).rejects.toThrow('the database is newer');
  });

  it('leaves nothing of a step that fails and goes on there when it is mended', async () => {
    await writeFile(join(folder, '0002_more.sql'), 'create table half (a int); select nonsense');
    await expect(migrate(db, { service, folder })).rejects.toThrow('Migration 2 (more)');
    expect(await applied()).toHaveLength(platform.length + 1);
    expect(await db.asOwner(`select to_regclass('${schema()}.half') as half`)).toEqual([{ half: null }]);
    await writeFile(join(folder, '0002_more.sql'), 'create table half (a int)');
    expect(await migrate(db, { service, folder })).toBe(1);
  });

  it('refuses misnamed files and numbers used twice', async () => {
    await writeFile(join(folder, '0002_other.sql'), 'select 1');
    await expect(migrate(db, { service, folder })).rejects.toThrow('Two migrations have the number 2');
    await rm(join(folder, '0002_other.sql'));
    await writeFile(join(folder, '3-oops.sql'), 'select 1');
    await expect(migrate(db, { service, folder })).rejects.toThrow('is not named NNNN_name.sql');
  });

  it('gives the service’s role its own schema and no other', async () => {
    await migrate(db, { service, folder });
    await migrate(db, { service: 'other' });
    const client = await db.pool.connect();
    await client.query(`begin; set local role "rapport_${schema()}"`);
    await client.query(`insert into ${schema()}.things values ('acme')`);
    await expect(client.query('select * from other.outbox')).rejects.toMatchObject({ code: '42501' });
    await client.query('rollback');
    await client.query(`begin; set local role "rapport_${schema()}"`);
    await expect(client.query(`select * from ${schema()}.schema_migrations`)).rejects.toMatchObject({ code: '42501' });
    await client.query('rollback');
    client.release();
  });
});
