import { createHash } from 'node:crypto';
import { create, fromBinary, toBinary, type DescMethod, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AppError,
  locales,
  type AnswerNotes,
  type CallContext,
  type Command,
  type Locale,
  type Principal,
  type Rights,
  type TenantId,
  type TraceHeaders,
} from '@rapport/kernel';
import { header } from '../broker/envelope.js';
import type { Leaving } from '../broker/leaving.js';
import type { Authority } from './authority.js';
import type { Layer, ServingCall } from './serving-call.js';

/** Who calls, for which tenant, in which language, under which key: the handler's first parameter. */
export function context(authority: Authority): Layer {
  return (call, next) => {
    call.context = new ServedContext(call, authority);
    return next();
  };
}

class ServedContext implements CallContext {
  readonly name: string;
  readonly principal: Principal;
  readonly rights: Rights;
  readonly tenant: TenantId;
  readonly locale: Locale;
  readonly trace: TraceHeaders;
  readonly deadline: Date;
  readonly notes: AnswerNotes = {};
  declare readonly command?: Command;
  private readonly leaving: Leaving;

  constructor(call: ServingCall, authority: Authority) {
    const { headers, subject } = call.message;
    this.name = call.rpc.name;
    this.principal = authority.read(headers[header.principal], subject);
    this.rights = authority.rights(this.principal);
    this.tenant = this.principal.tenant;
    this.locale = localeOf(headers[header.locale]);
    this.trace = call.trace;
    this.deadline = call.deadline;
    this.leaving = call.leaving;
    const command = commandOf(call);
    if (command) this.command = command;
  }

  get signal(): AbortSignal {
    return this.leaving.signal;
  }
}

function localeOf(text: string | undefined): Locale {
  return locales.includes(text as Locale) ? (text as Locale) : 'en';
}

function commandOf({ rpc, message }: ServingCall): Command | undefined {
  const key = message.headers[header.key];
  if (key === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw new AppError('invalid', 'INVALID_KEY');
  const fingerprint = createHash('sha256').update(rpc.name).update('\0').update(message.data).digest();
  return { key, fingerprint, ...codecOf(rpc.method) };
}

function codecOf({ output }: DescMethod): Pick<Command, 'encode' | 'decode'> {
  return {
    encode: (answer) => toBinary(output, create(output, answer as MessageInitShape<typeof output>)),
    decode: (bytes) => fromBinary(output, bytes),
  };
}
