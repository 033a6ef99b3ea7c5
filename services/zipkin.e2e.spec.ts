import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { startInstallation, until, type TestInstallation } from '@rapport/testing';

interface ZipkinSpan {
  readonly id: string;
  readonly parentId?: string;
  readonly kind?: string;
  readonly name: string;
  readonly localEndpoint: { readonly serviceName: string };
}

const spansApi = process.env.OTEL_EXPORTER_ZIPKIN_ENDPOINT;

if (spansApi) {
  describe('a trace in Zipkin', () => {
    let rapport: TestInstallation;
    beforeAll(async () => {
      rapport = await startInstallation({ settings: { OTEL_EXPORTER_ZIPKIN_ENDPOINT: spansApi } });
    }, 120_000);
    afterAll(() => rapport?.stop());

    /** The trace by its id; nothing while Zipkin has none of it. */
    async function traceOf(id: string): Promise<readonly ZipkinSpan[]> {
      const answer = await fetch(spansApi!.replace(/spans$/, `trace/${id}`));
      return answer.ok ? ((await answer.json()) as ZipkinSpan[]) : [];
    }

    it('leads from the request that made a contact to the handler of its event and the line it wrote', async () => {
      const [traceId, callerSpan] = [randomBytes(16).toString('hex'), randomBytes(8).toString('hex')];
      const headers = { traceparent: `00-${traceId}-${callerSpan}-01` };
      const made = await (await rapport.integration()).post('/v1/contacts', { given_name: 'Traceable', family_name: 'Secretova' }, { headers });
      expect([made.status, made.headers.get('x-request-id')]).toEqual([201, traceId]);
      const isHandled = ({ kind, name }: ZipkinSpan) => kind === 'CONSUMER' && name === 'handle rapport.accounts.v1.contactcreated';
      const isDoor = ({ kind, name }: ZipkinSpan) => kind === 'SERVER' && name === 'post /v1/contacts';
      const spans = await until(
        'the trace is whole',
        async () => {
          const found = await traceOf(traceId);
          return found.some(isHandled) && found.some(isDoor) && found;
        },
        30_000,
      );
      const rpc = 'rapport.accounts.v1.contactservice/createcontact';
      expect(wayUp(spans.find(isHandled)!, spans).slice(-3)).toEqual([`SERVER ${rpc}`, `CLIENT ${rpc}`, 'SERVER post /v1/contacts']);
      expect(spans.some(({ name, parentId }) => name === 'sql insert' && parentId === spans.find(isHandled)!.id)).toBe(true);
      expect([spans.find(isDoor)!.parentId, ...new Set(spans.map(({ localEndpoint }) => localEndpoint.serviceName))]).toEqual([callerSpan, 'rapport']);
      expect(JSON.stringify(spans)).not.toMatch(/Traceable|Secretova/i);
    });
  });
} else {
  describe.skip('a trace in Zipkin: OTEL_EXPORTER_ZIPKIN_ENDPOINT is not set, so nothing of it was tried', () => {
    it('needs one', () => undefined);
  });
}

/** The way from a span up to the first one, as `KIND name`. */
function wayUp(span: ZipkinSpan, spans: readonly ZipkinSpan[]): string[] {
  const parent = spans.find(({ id }) => id === span.parentId);
  return [`${span.kind} ${span.name}`, ...(parent ? wayUp(parent, spans) : [])];
}
