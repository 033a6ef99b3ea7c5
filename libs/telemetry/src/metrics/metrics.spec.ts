import { describe, expect, it } from '@jest/globals';
import { metrics } from './metrics.table.js';
import { metricsText, onScrape } from './metrics-text.js';

const linesOf = async (name: string) => (await metricsText()).text.split('\n').filter((line) => line.startsWith(name));

describe('metrics', () => {
  it('count by route and status', async () => {
    metrics.httpRequests.add({ route: '/v1/contacts/{id}', status: 200 });
    metrics.httpRequests.add({ route: '/v1/contacts/{id}', status: 200 });
    expect(await linesOf('http_requests_total')).toEqual(['http_requests_total{route="/v1/contacts/{id}",status="200"} 2']);
  });

  it('spread the durations of rpcs by code', async () => {
    metrics.rpcDuration.observe({ rpc: 'rapport.accounts.v1.ContactService/GetContact', code: 'ok' }, 0.004);
    expect(await linesOf('rpc_duration_seconds_bucket')).toContain(
      'rpc_duration_seconds_bucket{le="0.005",rpc="rapport.accounts.v1.ContactService/GetContact",code="ok"} 1',
    );
  });

  it('say “other” for a value of another form: a person never becomes a label', async () => {
    for (const consumer of ['zebulon.quux@example.org', '+79995550142', 'Прасковья', 'Zebulon Quux']) metrics.deadLetters.add({ consumer });
    expect(await linesOf('dead_letters_total')).toEqual(['dead_letters_total{consumer="other"} 4']);
  });

  it('say “other” once a label has as many values as it may', async () => {
    for (let i = 0; i < 26; i += 1) metrics.outboxPublished.add({ service: `service-${String.fromCharCode(97 + i)}` });
    const lines = await linesOf('outbox_published_total');
    expect(lines).toHaveLength(21);
    expect(lines).toContain('outbox_published_total{service="other"} 6');
  });

  it('are brought up to date when somebody looks, and no longer after that', async () => {
    let pending = 0;
    const end = onScrape(() => metrics.outboxPending.set({ service: 'accounts' }, (pending += 5)));
    expect(await linesOf('outbox_pending')).toEqual(['outbox_pending{service="accounts"} 5']);
    end();
    expect(await linesOf('outbox_pending')).toEqual(['outbox_pending{service="accounts"} 5']);
  });

  it('tell of the process', async () => {
    expect(await linesOf('nodejs_eventloop_lag_p99_seconds')).toHaveLength(1);
  });
});
