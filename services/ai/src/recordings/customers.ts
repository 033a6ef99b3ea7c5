import { Injectable } from '@nestjs/common';
import { ContactService } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';
import { namesOfContact } from '../masking/names-of-contact.js';

/** A customer, and the team that looks after them. */
export interface Whom {
  readonly contactId: string;
  readonly teamId: string;
}

/** Whom calls are held with, as the customer base knows them. */
@Injectable()
export class Customers {
  private readonly contacts: RpcClient<typeof ContactService>;

  constructor(rpc: RpcCaller) {
    this.contacts = rpcClient(ContactService, rpc);
  }

  /** Throws `NOT_FOUND` unless the caller may see this person. */
  async assertVisible(call: CallContext, id: string): Promise<void> {
    await this.contacts.getContact(call, { id });
  }

  /** Whom a call was with, by id or else by number, and which team looks after them. */
  async whom(call: CallContext, { contactId, phone }: { readonly contactId: string; readonly phone: string }): Promise<Whom> {
    const { id, teamId } = contactId ? await this.contacts.getContact(call, { id: contactId }) : await this.byPhone(call, phone);
    return { contactId: id, teamId };
  }

  /** What a person is called, in every way that is known. */
  async namesOf(call: CallContext, id: string): Promise<string[]> {
    return namesOfContact(await this.contacts.getContact(call, { id }));
  }

  /** The one person with this number. Throws `CALLER_UNKNOWN` for nobody and for several. */
  private async byPhone(call: CallContext, phone: string) {
    if (!phone) throw new AppError('invalid', 'CALLER_UNKNOWN');
    const { contacts } = await this.contacts.searchContacts(call, { filter: `phones.value = ${JSON.stringify(phone)}`, pageSize: 2, fields: 'id,team_id' });
    if (contacts.length !== 1) throw new AppError('conflict', 'CALLER_UNKNOWN');
    return contacts[0]!;
  }
}
