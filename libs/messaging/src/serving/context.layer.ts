import { createHash } from 'node:crypto';
import { create, fromBinary, toBinary, type DescMethod, type MessageInitShape } from '@bufbuild/protobuf';
import { AppError, locales, type CallContext, type Command, type Locale } from '@rapport/kernel';
import { header } from '../broker/envelope.js';
import type { Authority } from './authority.js';
import type { Layer, ServingCall } from './serving-call.js';

/** Who calls, for which tenant, in which language, under which key: the handler's first parameter. */
export function context(authority: Authority): Layer {
  return async (call, next) => {
    const { rpc, message, leaving } = call;
    const principal = authority.read(message.headers[header.principal], message.subject);
    const command = commandOf(call);
    const made: CallContext = {
      name: rpc.name,
      principal,
      rights: authority.rights(principal),
      tenant: principal.tenant,
      locale: localeOf(message.headers[header.locale]),
      trace: call.trace,
      deadline: call.deadline,
      get signal() {
        return leaving.signal;
      },
      notes: {},
      ...(command && { command }),
    };
    call.context = made;
    return next();
  };
}

function localeOf(text: string | undefined): Locale {
  return locales.find((locale) => locale === text) ?? 'en';
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
