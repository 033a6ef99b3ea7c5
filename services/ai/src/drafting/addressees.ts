import { Injectable } from '@nestjs/common';
import { BookService, CaseService, ContactService, DecisionService, type ConsentDecision } from '@rapport/contracts';
import type { CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { namesOfContact } from '../masking/names-of-contact.js';

/** Whom an e-mail is for. */
export interface Addressee {
  readonly name: string;
  /** Whatever else they are written as. */
  readonly names: readonly string[];
  readonly language: string;
  /** The address to use first; empty without one. */
  readonly email: string;
}

/** What other services know that an e-mail needs, asked with the rights of whoever writes it. */
@Injectable()
export class Addressees {
  private readonly contacts: RpcClient<typeof ContactService>;
  private readonly cases: RpcClient<typeof CaseService>;
  private readonly book: RpcClient<typeof BookService>;
  private readonly decisions: RpcClient<typeof DecisionService>;

  constructor(rpc: RpcCaller) {
    this.contacts = rpcClient(ContactService, rpc);
    this.cases = rpcClient(CaseService, rpc);
    this.book = rpcClient(BookService, rpc);
    this.decisions = rpcClient(DecisionService, rpc);
  }

  async get(call: CallContext, contactId: string): Promise<Addressee> {
    const contact = await this.contacts.getContact(call, { id: contactId });
    const { givenName, displayName, language, emails } = contact;
    const first = emails.find(({ preferred }) => preferred) ?? emails[0];
    return { name: givenName || displayName, names: namesOfContact(contact), language, email: first?.value ?? '' };
  }

  async caseOf(call: CallContext, caseId: string) {
    if (!caseId) return undefined;
    const { number, title, description } = await this.cases.getCase(call, { id: caseId });
    return { number, title, description };
  }

  /** The name of whoever writes; nothing where nobody met them. */
  async senderOf(call: CallContext): Promise<string | undefined> {
    if (call.principal.kind !== 'person') return undefined;
    const { colleagues } = await this.book.listColleagues(call, {});
    return colleagues.find(({ id }) => id === call.principal.id)?.displayName || undefined;
  }

  /** Whether the e-mail may go out now; recorded, to be proven later. */
  may(call: CallContext, { id, contactId, purpose }: { readonly id: string; readonly contactId: string; readonly purpose: string }): Promise<ConsentDecision> {
    return this.decisions.may(call, { subjectId: contactId, purpose, channel: 'email', forWhat: `draft:${id}` });
  }
}
