import * as form from '../form.js';

/** Every attribute that a span may carry out of the process. Names of OpenTelemetry's conventions where there is one. */
export const spanAttributes: Readonly<Record<string, form.Form>> = {
  'service.name': form.kebab,
  'rapport.service': form.kebab,
  'rapport.tenant': form.slug,
  'rapport.result': form.kebab,
  'rapport.job': form.kebab,
  'rapport.step': form.kebab,
  'rapport.event.id': form.uuid,
  'rapport.aggregate.id': form.uuid,
  'rapport.attempt': form.number,
  'rapport.rows': form.number,
  'rapport.replayed': form.bool,
  'rapport.error.code': form.errorCode,
  'rapport.error.reason': form.reason,

  'http.request.method': form.httpMethod,
  'http.response.status_code': form.number,
  'http.route': form.route,
  'server.port': form.number,
  'network.protocol.version': (value) => /^[\d.]{1,4}$/.test(String(value)),
  'url.scheme': form.word('http', 'https'),

  'rpc.system': form.kebab,
  'rpc.method': form.contractName,
  'messaging.system': form.kebab,
  'messaging.operation.type': form.kebab,
  'messaging.destination.name': form.subject,
  'messaging.consumer.group.name': form.path,
  'messaging.message.type': form.contractName,

  'db.system.name': form.kebab,
  'db.namespace': form.sqlName,
  'db.operation.name': form.sqlName,
  'error.type': (value) => form.systemCode(value) || form.className(value) || form.errorCode(value),
};

/** The attribute that holds SQL; it is kept without values. */
export const statementAttribute = 'db.query.text';
