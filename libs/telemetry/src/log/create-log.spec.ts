import { describe, expect, it } from '@jest/globals';
import { AppError, type LogFields } from '@rapport/kernel';
import { createLog } from './create-log.js';
import { logFields } from './log-fields.table.js';

const canaries = [
  'Прасковья',
  'Zebulon',
  'zebulon.quux@example.org',
  'Zebulon Quux',
  '+79995550142',
  '89995550142',
  '8 (999) 555-01-42',
  '+7 999 555-01-42',
  '9995550142',
  '500100732259',
  'moved to Ulan-Ude, flat 12',
];

function logInto(lines: string[], format: 'json' | 'pretty' = 'json') {
  return createLog({ service: 'accounts', level: 'debug', format, stream: { write: (line: string) => lines.push(line) } });
}

function printed(speak: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  speak(logInto(lines));
  speak(logInto(lines, 'pretty'));
  expect(lines.length).toBeGreaterThanOrEqual(2);
  return lines.join('');
}

describe('a log line', () => {
  it('says level, time, service, event and the declared fields', () => {
    const lines: string[] = [];
    logInto(lines).info('rpc-served', { rpc: 'rapport.accounts.v1.ContactService/CreateContact', ms: 12.5, tenant: 'acme', replayed: false });
    const { time, ...line } = JSON.parse(lines[0]!) as Record<string, unknown>;
    expect(line).toEqual({
      level: 'info',
      service: 'accounts',
      event: 'rpc-served',
      rpc: 'rapport.accounts.v1.ContactService/CreateContact',
      ms: 12.5,
      tenant: 'acme',
      replayed: false,
    });
    expect(new Date(String(time)).getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('is not printed below the level', () => {
    const lines: string[] = [];
    createLog({ service: 'accounts', level: 'warn', format: 'json', stream: { write: (line) => lines.push(line) } }).info('started');
    expect(lines).toEqual([]);
  });

  it('is one line for people on a terminal', () => {
    const lines: string[] = [];
    logInto(lines, 'pretty').info('rpc-served', { ms: 3 });
    expect(lines.join('').replace(/\u001b\[\d+m/g, '')).toMatch(/^[\d:.]{12} info  accounts  rpc-served +ms=3\n$/);
  });
});

describe('a personal value', () => {
  it.each(canaries)('%s is not printed in any declared field', (canary) => {
    for (const name of Object.keys(logFields)) expect(printed((log) => log.info('tried', { [name]: canary }))).not.toContain(canary);
  });

  it.each(canaries)('%s is not printed in an undeclared field, nor as its name', (canary) => {
    const out = printed((log) => log.warn('tried', { contactName: canary, [canary]: 1 }));
    expect(out).not.toContain(canary);
    expect(out).toContain('undeclared');
  });

  it('is not printed when it hides in an object, an array or a number', () => {
    const hidden = { id: { name: 'Zebulon' }, code: ['Zebulon'], count: 89995550142, ms: BigInt(89995550142) } as unknown as LogFields;
    const out = printed((log) => log.info('tried', hidden));
    expect(out).not.toContain('Zebulon');
    expect(out).not.toContain('89995550142');
  });

  it('is not printed when it converts itself', () => {
    const sly = { toJSON: () => 'Zebulon', toString: () => 'Zebulon', [Symbol.toPrimitive]: () => 'Zebulon' };
    expect(printed((log) => log.error('tried', sly, { id: sly } as unknown as LogFields))).not.toContain('Zebulon');
  });

  it.each(canaries)('%s is not printed through the event’s name', (canary) => {
    expect(printed((log) => log.info(`created ${canary}`))).not.toContain(canary);
  });

  it('is not printed out of a message of a contract', () => {
    const contact = {
      $typeName: 'rapport.accounts.v1.Contact',
      id: '01890000-0000-7000-8000-000000000001',
      givenName: 'Zebulon',
      points: [{ value: '+79995550142' }],
    };
    const out = printed((log) => log.info('tried', contact as unknown as LogFields));
    expect(out).not.toMatch(/Zebulon|9995550142/);
    expect(out).toContain(contact.id);
  });
});

describe('an error', () => {
  it('is printed as class, code, reason and frames', () => {
    const lines: string[] = [];
    logInto(lines).error('rpc-failed', new AppError('not_found', 'NOT_FOUND', { params: { noun: 'contact' } }));
    const { error } = JSON.parse(lines[0]!) as { error: { stack: string[] } };
    expect(error).toMatchObject({ class: 'AppError', code: 'not_found', reason: 'NOT_FOUND' });
    expect(error.stack[0]).toContain('create-log.spec.ts');
  });

  it.each(canaries)('keeps %s out: message, cause, several errors, stack, name, code', (canary) => {
    const named = Object.assign(new Error(canary), { name: canary, code: canary });
    const faked = new Error(`x\n    at ${canary} (/home/${canary}/x.js:1:1)`);
    const rewritten = Object.assign(new Error('x'), { stack: `Error: ${canary}\n    at ${canary}\n    at f (file:///a.js:1:1)` });
    const params = new AppError('conflict', 'ALREADY_EXISTS', { params: { noun: canary } }, { cause: new TypeError(canary) });
    for (const thrown of [named, faked, rewritten, params, new Error('x', { cause: named }), new AggregateError([named, new Error(canary)], canary), canary]) {
      expect(printed((log) => log.error('tried', thrown))).not.toContain(canary);
    }
  });

  it('of PostgreSQL keeps its code, table and constraint, and not the row it quotes', () => {
    const thrown = Object.assign(new Error('duplicate key value violates unique constraint "contacts_email"'), {
      code: '23505',
      schema: 'accounts',
      table: 'contacts',
      constraint: 'contacts_email',
      detail: 'Key (email)=(zebulon.quux@example.org) already exists.',
      where: 'Zebulon',
      internalQuery: "select 'Zebulon'",
      hint: 'Zebulon',
    });
    const out = printed((log) => log.error('write-failed', thrown));
    expect(out).toContain('23505');
    expect(out).toContain('contacts_email');
    expect(out).not.toMatch(/zebulon/i);
  });

  it('that is its own cause ends', () => {
    const loop = new Error('x');
    loop.cause = loop;
    expect(printed((log) => log.error('tried', loop))).toContain('tried');
  });
});
