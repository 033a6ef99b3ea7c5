export * from '../gen/index.js';
export { createClient, type Client, type ClientOptions } from './create-client.js';
export { ConnectionError } from './connection-error.js';
export { ProblemError, type FieldProblem, type ProblemDocument } from './problem-error.js';
export type { CallOptions, ServiceClient } from './service-client.js';
export type { Patience } from './retry.js';
export { rulesOf } from '../options.js';
