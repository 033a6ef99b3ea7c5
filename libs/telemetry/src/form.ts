import { errorCodes, reasonsEn, roles } from '@rapport/kernel';

/** What is printed in the place of a value that has not the form its name promises. */
export const redacted = '‹redacted›';

/** Decides whether a value may leave the process under its name. It says what may pass; everything else may not. */
export type Form = (value: unknown) => boolean;

const longestText = 160;
/** Nine digits and more could be a phone, a passport or a tax number. */
const largestNumber = 999_999_999;
/** The same inside a name; ids have forms of their own. */
const manyDigits = /\d{5}/;

function shaped(pattern: RegExp): Form {
  return (value) => typeof value === 'string' && value.length <= longestText && pattern.test(value);
}

function named(pattern: RegExp): Form {
  const fits = shaped(pattern);
  return (value) => fits(value) && !manyDigits.test(String(value));
}

/** One word of a closed set. */
export function word(...words: readonly string[]): Form {
  const known = new Set(words);
  return (value) => typeof value === 'string' && known.has(value);
}

/** A count, a duration or a size: finite, and too small to be somebody's number. */
export const number: Form = (value) => typeof value === 'number' && Math.abs(value) <= largestNumber;
/** Yes or no. */
export const bool: Form = (value) => typeof value === 'boolean';

/** A lower-case UUID. */
export const uuid = shaped(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
/** 32 hex digits. */
export const traceId = shaped(/^[0-9a-f]{32}$/);
/** 16 hex digits. */
export const spanId = shaped(/^[0-9a-f]{16}$/);
/** 64 hex digits: a link of the audit's chain. */
export const sha256 = shaped(/^[0-9a-f]{64}$/);
/** A tenant's slug. */
export const slug = named(/^[a-z][a-z0-9-]{0,62}$/);
/** Something of ours with words and hyphens: a service, a job, a step, a stream. */
export const kebab = named(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
/** A consumer or a queue: `accounts`, `marketing.on-consent-withdrawn`, `marketing/rapport.consent.v1.ConsentWithdrawn`. */
export const path = named(/^[a-z][\w-]*([./][A-Za-z][\w-]*)*$/);
/** A type of a contract, or an rpc: `rapport.accounts.v1.ContactService/CreateContact`. */
export const contractName = named(/^rapport(\.[a-z][a-z0-9_]*)+\.[A-Z]\w*([./][A-Z]\w*)?$/);
/** A broker's stream: `EVENTS_accounts`, `DEAD`. */
export const stream = named(/^[A-Z]+(_[a-z0-9_]+)?$/);

/** A broker's subject: `rpc.rapport.accounts.v1.ContactService.CreateContact`, with wildcards. */
export const subject = named(/^(rpc|event|dead|watch)(\.[\w*>-]+)*$/);
/** A route template: what varies stands in braces. */
export const route = named(/^(\/(v\d+|[a-z][a-z._-]*|\{[\w.]+\}|\*)(:[a-zA-Z]+)?)+$|^\/$/);
/** A table, a column, a constraint, a schema. */
export const sqlName = named(/^[a-z_][a-z0-9_]{0,62}$/);
/** `0007_contact_points.sql` */
export const migration = shaped(/^\d{4}_[a-z][a-z_]*(\.sql)?$/);
/** SQLSTATE, or a system's code such as `ECONNREFUSED` or `ERR_HTTP2_ERROR`. */
export const systemCode = shaped(/^(\d[0-9A-Z]{4}|[A-Z][A-Z_]*\d?[A-Z_]*|[A-Z]{1,2}\d{3}[0-9A-Z]?)$/);
/** A class of ours or of JavaScript: `TypeError`. */
export const className = named(/^[A-Z][A-Za-z0-9]{1,60}$/);
/** Scheme, host and port of an address; no path, no query, no user. */
export const origin = shaped(/^[a-z]+:\/\/[a-z0-9.-]+(:\d{1,5})?\/?$/);
/** A release: `1.2.3`, `v1.2.3-rc.1`. */
export const version = shaped(/^v?\d+\.\d+\.\d+(-[a-z0-9.]+)?$/);
/** `contacts.write` */
export const permission = named(/^[a-z][a-z-]*(\.[a-z-]+)+$/);

/** A method of HTTP. */
export const httpMethod = word('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS');
/** A code of `AppError`. */
export const errorCode = word(...errorCodes);
/** A reason of `AppError`. */
export const reason = word(...Object.keys(reasonsEn));
/** A realm role. */
export const role = word(...roles);
/** A signal that ends a process. */
export const signal = word('SIGTERM', 'SIGINT', 'SIGHUP', 'SIGKILL');
