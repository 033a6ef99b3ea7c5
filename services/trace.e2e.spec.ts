import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { openCollector, startInstallation, until, type CollectedSpan, type Collector, type TestInstallation } from '@rapport/testing';

let collector: Collector;
let rapport: TestInstallation;

beforeAll(async () => {
  collector = await openCollector();
  rapport = await startInstallation({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
}, 120_000);
afterAll(async () => {
  await rapport?.stop();
  await collector?.close();
});

const create = 'rapport.accounts.v1.ContactService/CreateContact';
const handle = 'handle rapport.accounts.v1.ContactCreated';

/** The way from a span up to the first one, as `kind name`. */
function wayUp(span: CollectedSpan, spans: readonly CollectedSpan[]): string[] {
  const parent = spans.find(({ id }) => id === span.parentId);
  return [`${span.kind} ${span.name}`, ...(parent ? wayUp(parent, spans) : [])];
}

describe('one trace', () => {
  it('goes from HTTP through the broker to SQL, and on to the handlers of the event', async () => {
    const [traceId, callerSpan] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
    const program = await rapport.integration();
    const made = await program.post('/v1/contacts', { given_name: 'Vera' }, { headers: { traceparent: `00-${traceId}-${callerSpan}-01` } });
    expect([made.status, made.headers.get('x-request-id')]).toEqual([201, traceId]);
    const handled = () => collector.spans(traceId).find((span) => span.kind === 'consumer' && span.name === handle);
    const consumer = await until('the event’s handler is in the trace', handled, 20_000);
    const spans = await until(
      'the handler’s SQL is in the trace',
      () => {
        const all = collector.spans(traceId);
        return (
          all.some((span) => span.parentId === consumer.id && span.name.startsWith('sql')) &&
          all.some(({ kind, name }) => kind === 'server' && name === 'POST /v1/contacts') &&
          all
        );
      },
      20_000,
    );

    const door = spans.find(({ kind, name }) => kind === 'server' && name === 'POST /v1/contacts')!;
    expect([door.parentId, door.attributes['http.response.status_code']]).toEqual([callerSpan, 201]);
    const insert = spans.find(({ attributes }) => /insert into .*contacts/.test(String(attributes['db.query.text'])))!;
    expect(wayUp(insert, spans)).toEqual([`client ${insert.name}`, `server ${create}`, `client ${create}`, 'server POST /v1/contacts']);
    expect(wayUp(consumer, spans).slice(-3)).toEqual([`server ${create}`, `client ${create}`, 'server POST /v1/contacts']);
    const line = spans.find(({ attributes }) => /insert into timeline/.test(String(attributes['db.query.text'])))!;
    expect(wayUp(line, spans)[1]).toBe(`consumer ${handle}`);
  });

  it('shows statements without their values, and routes without their ids', async () => {
    const program = await rapport.integration();
    const traceId = randomBytes(16).toString('hex');
    const { id } = (await program.post('/v1/contacts', { given_name: 'Traceable', family_name: 'Secretova' })).json;
    await program.get(`/v1/contacts/${id}`, { headers: { traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01` } });
    const read = await until(
      'the request is in the trace',
      () => collector.spans(traceId).find(({ kind, name }) => kind === 'server' && name === 'GET /v1/contacts/{id}'),
      20_000,
    );
    expect(read.attributes['http.route']).toBe('/v1/contacts/{id}');
    expect(collector.bodies.map(String).join()).not.toMatch(/Traceable|Secretova/);
  });

  it('is told of in the log, by the same id', async () => {
    const answer = await (await rapport.integration()).get('/v1/contacts/01900000-0000-7000-8000-00000000ffff');
    const line = await until('the request is in the log', () =>
      rapport.program.output.split('\n').find((text) => text.includes(`"traceId":"${answer.json['trace_id']}"`) && text.includes('"event":"request"')),
    );
    expect(JSON.parse(line)).toMatchObject({ service: 'gateway', route: '/v1/contacts/{id}', status: 404, tenant: 'acme' });
  });
});
