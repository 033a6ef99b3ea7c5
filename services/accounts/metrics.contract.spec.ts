import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { metricsText } from '@rapport/telemetry';
import { until } from '@rapport/testing';
import { openAccounts, type OpenAccounts } from './src/rig/accounts.rig.js';

let rig: OpenAccounts;
beforeAll(async () => void (rig = await openAccounts()), 60_000);
afterAll(() => rig?.close());

/** The number that stands behind a metric and its labels. */
async function numberOf(line: string): Promise<number> {
  const found = (await metricsText()).text.split('\n').find((each) => each.startsWith(`${line} `));
  return Number(found?.slice(line.length + 1) ?? Number.NaN);
}

it('operators are told of keys in memory, of events that left, and of jobs that wait and ended', async () => {
  const mark = rig.as({ id: 'mark', role: 'manager' });
  await mark.contacts.createContact({ contact: { givenName: 'Вера' } });
  await until('an event has left', async () => (await numberOf('outbox_published_total{service="accounts"}')) > 0);
  expect(await numberOf('keyring_keys_held')).toBeGreaterThan(0);
  const { id } = await mark.book.handOverBook({ fromUserId: 'mark', toUserId: 'sofia' });
  await until('the job is done', async () => (await mark.book.getJob({ id })).state === 'done');
  await until('the job is counted', async () => (await numberOf('job_duration_seconds_count{job="hand-over-book",result="done"}')) === 1);
  await until('none waits', async () => (await numberOf('jobs_waiting{service="accounts"}')) === 0);
});
