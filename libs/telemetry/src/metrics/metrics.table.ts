import { errorCodes } from '@rapport/kernel';
import * as form from '../form.js';
import { Label } from './labels.js';
import { Counter, Durations, Gauge } from './metric.js';

const outcome = () => new Label(form.word('ok', ...errorCodes));
const service = () => new Label(form.kebab, 20);
const httpStatus: form.Form = (value) => Number.isInteger(Number(value)) && Number(value) >= 100 && Number(value) < 600;

/** Every metric there is. Labels never hold an id, a tenant or a value typed by somebody. */
export const metrics = {
  httpRequests: new Counter('http_requests_total', 'Requests answered at the door.', { route: new Label(form.route), status: new Label(httpStatus, 60) }),
  httpDuration: new Durations('http_request_duration_seconds', 'From the first byte of a request to the last of its answer.', { route: new Label(form.route) }),
  httpInFlight: new Gauge('http_requests_in_flight', 'Requests being worked on.', {}),
  httpRefused: new Counter('http_requests_refused_total', 'Requests turned away before they were understood.', {
    why: new Label(form.word('rate', 'overload', 'body', 'route')),
  }),
  rpcDuration: new Durations('rpc_duration_seconds', 'How long an rpc took where it was served; code is ok or the error’s.', {
    rpc: new Label(form.contractName),
    code: outcome(),
  }),
  eventHandled: new Counter('event_handled_total', 'Deliveries to a consumer and how they ended.', {
    consumer: new Label(form.path),
    result: new Label(form.word('done', 'duplicate', 'early', 'before', 'undone', 'failed', 'dead')),
  }),
  eventDelay: new Durations('event_delay_seconds', 'From the commit that said an event to the commit that handled it.', { consumer: new Label(form.path) }),
  deadLetters: new Counter('dead_letters_total', 'Events that a consumer gave up on.', { consumer: new Label(form.path) }),
  outboxPending: new Gauge('outbox_pending', 'Events committed and not yet with the broker.', { service: service() }),
  outboxLag: new Gauge('outbox_lag_seconds', 'Age of the oldest such event.', { service: service() }),
  outboxPublished: new Counter('outbox_published_total', 'Events handed to the broker.', { service: service() }),
  jobDuration: new Durations(
    'job_duration_seconds',
    'How long a worker had a job, from its last lease to its end.',
    {
      job: new Label(form.kebab),
      result: new Label(form.word('done', 'failed', 'cancelled')),
    },
    [0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600],
  ),
  jobsWaiting: new Gauge('jobs_waiting', 'Jobs that nobody works on yet.', { service: service() }),
  dbPoolInUse: new Gauge('db_pool_in_use', 'Connections that are busy.', { service: service() }),
  dbPoolWaiting: new Gauge('db_pool_waiting', 'Transactions that wait for a connection.', { service: service() }),
  keysHeld: new Gauge('keyring_keys_held', 'Data keys in memory.', {}),
} as const;
