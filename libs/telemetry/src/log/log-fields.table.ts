import * as form from '../form.js';

/** Every field that a log line may have, with the form of its value. A name that is not here is not printed: add it, with the narrowest form. */
export const logFields: Readonly<Record<string, form.Form>> = {
  id: form.uuid, eventId: form.uuid, jobId: form.uuid, aggregateId: form.uuid, contactId: form.uuid, companyId: form.uuid, recordId: form.uuid,
  sessionId: form.uuid, subjectId: form.uuid, userId: form.uuid, keyId: form.uuid,
  traceId: form.traceId, spanId: form.spanId, requestId: form.traceId,

  tenant: form.slug, service: form.kebab, job: form.kebab, step: form.kebab, stream: form.kebab, part: form.kebab, noun: form.kebab, migration: form.migration,
  consumer: form.path, queue: form.path, durable: form.path, handler: form.path, action: form.path,
  rpc: form.contractName, type: form.contractName, subject: form.subject, route: form.route,
  schema: form.sqlName, table: form.sqlName, column: form.sqlName, constraint: form.sqlName,

  code: form.errorCode, reason: form.reason, permission: form.permission, role: form.role, method: form.httpMethod, signal: form.signal,
  state: form.kebab, result: form.kebab, kind: form.kebab, source: form.kebab, why: form.kebab, from: form.kebab, to: form.kebab,
  database: form.word('pglite', 'postgres'), broker: form.word('in-process', 'nats'), identity: form.word('embedded', 'keycloak'),
  url: form.origin, issuer: form.origin, version: form.version, systemCode: form.systemCode,

  status: form.number, ms: form.number, waitMs: form.number, delayMs: form.number, lagMs: form.number, ageMs: form.number, port: form.number, pid: form.number,
  count: form.number, total: form.number, done: form.number, pending: form.number, failed: form.number, skipped: form.number, rows: form.number, bytes: form.number,
  attempt: form.number, attempts: form.number, position: form.number, size: form.number, streams: form.number, services: form.number, exitCode: form.number,
  replayed: form.bool, created: form.bool, retried: form.bool, ready: form.bool, redelivered: form.bool,
};
