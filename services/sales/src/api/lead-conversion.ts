import { Injectable } from '@nestjs/common';
import { ConvertLeadResponseSchema, wire, type ConvertLeadRequest, type LeadSchema, type PlainOf } from '@rapport/contracts';
import { withoutCommand, type CallContext } from '@rapport/kernel';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { ConversionStore, type Conversion } from '../store/conversion.store.js';
import { ConvertedRecords } from './converted-records.js';
import { Customers } from './customers.js';

type Lead = PlainOf<typeof LeadSchema>;

/**
 * Makes customers of leads. What is asked of the customer base comes first, outside of any unit of work, each step of it such that asking again finds what the first time
 * made; then one commit makes the deal and marks the lead. So nothing is doubled by a retry, whoever died between two steps.
 */
@Injectable()
export class LeadConversion {
  constructor(
    private readonly work: UnitOfWork,
    private readonly customers: Customers,
    private readonly conversions: ConversionStore,
    private readonly records: ConvertedRecords,
  ) {}

  async convert(call: CallContext, request: ConvertLeadRequest) {
    const { lead, known } = await this.work.read(call, async (tx) => ({
      lead: await this.records.convertible(tx, request.id),
      known: await this.conversions.of(tx, request.id),
    }));
    const became = known?.state === 'converted' ? { contact: known.contact, company: known.company } : await this.customersOf(call, lead, request);
    return this.work.run(call, async (tx) => {
      const conversion = await this.records.convert(tx, request, became);
      call.notes.created = true;
      return this.answer(tx, request.id, conversion);
    });
  }

  /** First the deal and the lead, which refuses what can no longer be taken back; then what came with it. Whoever dies between the two asks again and goes on. */
  async revert(call: CallContext, id: string) {
    const { lead, conversion } = await this.work.run(call, (tx) => this.records.revert(tx, id));
    if (conversion.state === 'reverting') {
      await this.customers.withdraw(call, 'contact', conversion.contact);
      await this.customers.withdraw(call, 'company', conversion.company);
      await this.work.run(withoutCommand(call), (tx) => this.conversions.mark(tx, id, 'reverted'));
    }
    return lead;
  }

  private async customersOf(call: CallContext, lead: Lead, { contactId, companyId }: ConvertLeadRequest) {
    const company = companyId ? { id: companyId } : await this.customers.company(call, lead);
    const contact = contactId ? { id: contactId } : await this.customers.contact(call, lead);
    if (contact && company) await this.customers.relate(call, contact.id, company.id);
    return { contact, company };
  }

  private async answer(tx: Tx, id: string, { contact, company, dealId }: Conversion) {
    return wire(ConvertLeadResponseSchema, {
      lead: await this.records.lead(tx, id),
      contactId: contact?.id ?? '',
      companyId: company?.id ?? '',
      dealId,
      contactCreated: contact?.createdEtag !== undefined,
      companyCreated: company?.createdEtag !== undefined,
    });
  }
}
