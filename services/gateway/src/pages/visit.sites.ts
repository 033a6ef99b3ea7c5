import { create } from '@bufbuild/protobuf';
import { VisitorChatService, type VisitorSites } from '@rapport/contracts';
import { isTenantId } from '@rapport/kernel';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.js';
import { strangerIn } from '../door/visitor.js';

const { getVisitorSites } = VisitorChatService.method;
const nobody = "'none'";

/** Which sites may show the visitors' chat of a tenant in a frame, as sources of `frame-ancestors`: none where there is no such tenant or its desk cannot be asked. */
export async function sitesThatMayFrame({ url, passage }: FastifyRequest, { rpc, clock, settings }: GatewayDeps): Promise<string> {
  const tenant = new URL(url, 'http://door').searchParams.get('tenant') ?? '';
  if (!isTenantId(tenant)) return nobody;
  const deadline = new Date(clock.now().getTime() + settings.requestTimeoutMs);
  const call = { principal: strangerIn(tenant), locale: passage.locale, trace: passage.trace, deadline, signal: passage.signal };
  const { answer } = await rpc.unary(getVisitorSites, create(getVisitorSites.input), call).catch(() => ({ answer: undefined }));
  if (!answer) return nobody;
  const { origins } = answer as VisitorSites;
  return origins.length > 0 ? origins.join(' ') : '*';
}
