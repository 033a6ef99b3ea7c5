import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, type Clock, type Principal, type TenantId, type UserId } from '@rapport/kernel';
import type { FastifyRequest } from 'fastify';
import type { GatewaySettings } from '../deps.js';
import type { Caller } from './caller.js';

/** The route that telephony posts to. */
const telephonyRoute = '/v1/calls/recorded';
/** A post that was signed longer ago, or later, is not taken. */
const mostAgeMs = 300_000;

/** With what telephony signs, and for which tenant. */
interface TelephonyKey {
  readonly tenant: string;
  readonly key: Uint8Array;
}

/** Nothing unless both are set. */
export function telephonyKey({
  telephonyKey: key,
  telephonyTenant: tenant,
}: Pick<GatewaySettings, 'telephonyKey' | 'telephonyTenant'>): TelephonyKey | undefined {
  return key && tenant ? { key, tenant } : undefined;
}

/**
 * Posts of a telephone system that cannot sign in: it signs them, as Standard Webhooks says, with `webhook-id`, `webhook-timestamp` and `webhook-signature`.
 * What is signed is for the one route that tells of a recorded call, and for nothing else.
 */
export class SignedPosts {
  constructor(
    private readonly telephony: TelephonyKey | undefined,
    private readonly clock: Clock,
  ) {}

  /** Whether a request is to be known by its signature, once its body is there. */
  claims({ method, headers, routeOptions }: FastifyRequest): boolean {
    const isFor = method === 'POST' && routeOptions.config.template === telephonyRoute;
    return this.telephony !== undefined && isFor && headers.authorization === undefined && headers['webhook-signature'] !== undefined;
  }

  /** Who signed it. Throws `unauthenticated` SIGNATURE_INVALID for a body, an id or a time that was not signed so, and for one that is not of these minutes. */
  async callerOf({ headers, body }: FastifyRequest): Promise<Caller> {
    const { tenant, key } = this.telephony!;
    const [id, seconds, signatures] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => String(headers[name] ?? ''));
    const now = this.clock.now();
    const isOfNow = Math.abs(now.getTime() - Number(seconds) * 1000) <= mostAgeMs;
    const expected = createHmac('sha256', key)
      .update(`${id}.${seconds}.`)
      .update((body as Uint8Array | undefined) ?? '')
      .digest();
    const isSigned = signatures!.split(' ').some((signature) => fits(signature, expected));
    if (!id || !isOfNow || !isSigned) throw new AppError('unauthenticated', 'SIGNATURE_INVALID');
    const principal: Principal = { id: 'telephony' as UserId, tenant: tenant as TenantId, kind: 'service', roles: ['integration'], teams: [] };
    return { principal, username: 'telephony', expiresAt: new Date(now.getTime() + mostAgeMs) };
  }
}

function fits(signature: string, expected: Buffer): boolean {
  const [version, text = ''] = signature.split(',');
  const given = Buffer.from(text, 'base64');
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected);
}
