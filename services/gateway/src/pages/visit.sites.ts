import { create } from '@bufbuild/protobuf';
import { VisitorChatService, type VisitorSites } from '@rapport/contracts';
import { isTenantId, type TenantId } from '@rapport/kernel';
import type { FastifyRequest } from 'fastify';
import type { GatewayDeps } from '../deps.js';
import type { Passage } from '../door/passage.js';
import { strangerIn } from '../door/visitor.js';

const { getVisitorSites } = VisitorChatService.method;
const nobody = "'none'";
/** A host may hold a semicolon or a comma, which would end the directive. */
const originForm = /^https?:\/\/[a-z0-9.:[\]-]+$/;

/** Somebody looks at an empty frame meanwhile. */
const patienceMs = 2_000;
/** How soon a change of the sites shows. */
const knownForMs = 10_000;
/** A desk that did not answer is let alone for so long. */
const silentForMs = 2_000;
/** Anybody may make up names of tenants. */
const mostKnown = 1_000;

interface Known {
  readonly sources: Promise<string>;
  until: number;
}

/** Which sites may show the visitors' chat of a tenant in a frame. */
export class VisitSites {
  private readonly known = new Map<TenantId, Known>();

  constructor(private readonly deps: Pick<GatewayDeps, 'rpc' | 'clock'>) {}

  /** As sources of `frame-ancestors`: none where there is no such tenant or its desk cannot be asked. */
  async thatMayFrame({ url, passage }: FastifyRequest): Promise<string> {
    const tenant = new URL(url, 'http://door').searchParams.get('tenant') ?? '';
    if (!isTenantId(tenant)) return nobody;
    const known = this.known.get(tenant);
    if (known && this.now() < known.until) return known.sources;
    return this.askAnew(tenant, passage).sources;
  }

  private askAnew(tenant: TenantId, passage: Passage): Known {
    const known: Known = {
      until: this.now() + knownForMs,
      sources: this.ask(tenant, passage).catch(() => {
        known.until = this.now() + silentForMs;
        return nobody;
      }),
    };
    if (this.known.size >= mostKnown) this.known.clear();
    this.known.set(tenant, known);
    return known;
  }

  /** Others wait for the same answer: it is not given up when the one who asked first leaves. */
  private async ask(tenant: TenantId, { locale, trace }: Passage): Promise<string> {
    const deadline = new Date(this.now() + patienceMs);
    const call = { principal: strangerIn(tenant), locale, trace, deadline, signal: new AbortController().signal };
    const { answer } = await this.deps.rpc.unary(getVisitorSites, create(getVisitorSites.input), call);
    const { origins } = answer as VisitorSites;
    if (origins.length === 0) return '*';
    return origins.filter((origin) => originForm.test(origin)).join(' ') || nobody;
  }

  private now(): number {
    return this.deps.clock.now().getTime();
  }
}
