import { Injectable } from '@nestjs/common';
import type { CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import type { Demo, DemoPerson, DemoTenant } from '@rapport/runtime';
import { demoDeal } from './demo-deals.js';
import { demoLead, type DemoLead } from './demo-leads.js';
import { DemoPast } from './demo-past.js';

const deals = 400;
const leads = 150;
/** Records of a portion: few, for each portion holds the embedded database’s one connection. */
const atOnce = 10;

/** Fills the demo tenants with leads and deals. */
@Injectable()
export class SalesDemo implements Demo {
  constructor(
    private readonly work: UnitOfWork,
    private readonly past: DemoPast,
  ) {}

  /** A few under way with the people of the first page. */
  seed(call: CallContext, { people, ownerId, teamId }: DemoTenant): Promise<boolean> {
    return this.work.run(call, async (tx) => {
      const owner = { ownerId, teamId };
      const known = people.slice(0, 8).map((person, at) => demoDeal(10_000 + at, { ...person, ...owner, knownDaysAgo: 3 + at * 4, touches: [] }));
      const asking = Array.from({ length: 6 }, (_, at) => open(demoLead(10_000 + at)));
      if ((await this.past.addDeals(tx, known)) === 0) return false;
      await this.past.addLeads(tx, asking, owner);
      return true;
    });
  }

  grow(call: CallContext, { crowd, ownerId, teamId }: DemoTenant, portion: number): Promise<number> {
    const { people } = crowd!;
    const ofDeals = deals / atOnce;
    const numbers = (first: number) => Array.from({ length: atOnce }, (_, at) => first + at);
    return this.work.run(call, async (tx: Tx) => {
      if (portion < ofDeals)
        await this.past.addDeals(
          tx,
          numbers(portion * atOnce).map((at) => demoDeal(at, people[at]!)),
        );
      else
        await this.past.addLeads(
          tx,
          numbers((portion - ofDeals) * atOnce).map((at) => became(demoLead(at), people[at]!)),
          { ownerId, teamId },
        );
      return ofDeals + leads / atOnce;
    });
  }
}

/** Nobody of the first page has become a customer yet. */
function open(lead: DemoLead): DemoLead {
  return lead.status > 3 ? { ...lead, status: 1, statusReason: '' } : lead;
}

/** A lead that was converted is the person whom it became. */
function became(lead: DemoLead, { id: contactId, companyId, givenName, familyName, email, phone }: DemoPerson): DemoLead {
  return lead.status === 5 ? { ...lead, givenName, familyName, companyName: '', email, phone, contactId, companyId } : lead;
}
