import {
  ConsentReceiptSchema,
  ConsentSchema,
  ConsentService,
  ConsentStateSchema,
  plain,
  wire,
  type GetReceiptRequest,
  type ListConsentsRequest,
  type ListConsentStatesRequest,
  type RecordConsentRequest,
  type VerifyConsentsRequest,
} from '@rapport/contracts';
import { AppError, type CallContext, type Locale } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, verifyChain } from '@rapport/persistence';
import { ServiceBackground } from '@rapport/runtime';
import type { Recorder } from '../domain/recording.js';
import { consentsChained } from '../store/consent.store.js';
import { LedgerStore } from '../store/ledger.store.js';
import { StandingStore } from '../store/standing.store.js';
import { Customers } from './customers.js';

@Serves(ConsentService)
export class ConsentApi implements Serving<typeof ConsentService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ledger: LedgerStore,
    private readonly standing: StandingStore,
    private readonly customers: Customers,
    private readonly background: ServiceBackground,
  ) {}

  async recordConsent(call: CallContext, { consent }: RecordConsentRequest) {
    const { occurredAt, ...statement } = plain(ConsentSchema, consent!);
    await this.customers.assertReached(call, statement.contactId, 'consents.write');
    return this.work.run(call, async (tx) => {
      const entry = await this.ledger.record(tx, { ...statement, occurredAt }, recorderOf(call));
      call.notes.created = true;
      return wire(ConsentSchema, entry);
    });
  }

  async listConsents(call: CallContext, { contactId, purpose, ...page }: ListConsentsRequest) {
    await this.customers.assertReached(call, contactId, 'consents.read');
    return this.work.read(call, async (tx) => {
      const { consents, nextPageToken } = await this.ledger.consents.page(tx, { contactId, purpose }, page);
      return { consents: consents.map((entry) => wire(ConsentSchema, entry)), nextPageToken };
    });
  }

  async listConsentStates(call: CallContext, { contactId }: ListConsentStatesRequest) {
    await this.customers.assertReached(call, contactId, 'consent-states.read');
    return this.work.read(call, async (tx) => {
      const { states, restricted } = await this.standing.of(tx, contactId);
      return { states: states.map((state) => wire(ConsentStateSchema, state)), restricted };
    });
  }

  async getReceipt(call: CallContext, { id }: GetReceiptRequest) {
    const contactId = await this.work.read(call, (tx) => this.ledger.consents.subjectOf(tx, id));
    if (!contactId) throw new AppError('not_found', 'NOT_FOUND', { params: { noun: 'consent' } });
    await this.customers.assertReached(call, contactId, 'consents.read');
    return this.work.read(call, async (tx) => {
      const consent = (await this.ledger.consents.find(tx, id))!;
      const words = await this.standing.wordsAt(tx, consent.purpose, consent.language, consent.textVersion);
      return wire(ConsentReceiptSchema, {
        consent,
        purposeName: words?.name ?? '',
        purposeDescription: words?.description ?? '',
        basis: words?.basis ?? '',
        text: words?.text?.body ?? '',
        textDigest: words?.text?.digest ?? '',
        controller: call.tenant,
        howToWithdraw: howToWithdraw[call.locale],
        ...(words?.text && { textPublishedAt: words.text.publishedAt }),
      });
    });
  }

  async verifyConsents(call: CallContext, { knownSeq, knownHash }: VerifyConsentsRequest) {
    const known = knownSeq > 0n ? { seq: knownSeq, hash: Buffer.from(knownHash, 'hex') } : undefined;
    const { sound, unlinked, damage } = await verifyChain(consentsChained, this.background, call.tenant, known);
    const head = await this.work.read(call, (tx) => this.ledger.consents.head(tx));
    return { whole: !damage, sound, unlinked, brokenSeq: damage?.seq ?? 0n, damage: damage?.what ?? '', head };
  }
}

const howToWithdraw: Readonly<Record<Locale, string>> = {
  en: 'You can take it back or object at any time, as easily as you gave it: in the portal under “My consents”, by the link in every message, or by telling us.',
  ru: 'Отозвать согласие или возразить можно в любой день и так же просто: в портале, в разделе «Мои согласия», по ссылке в каждом письме или сказав нам.',
};

function recorderOf({ principal, rights }: CallContext): Recorder {
  return { isCustomer: principal.kind === 'customer' || rights.scope('consents.write') === 'self', governs: rights.scope('purposes.write') === 'tenant' };
}
