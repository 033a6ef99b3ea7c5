import { Injectable } from '@nestjs/common';
import { ContactService } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';

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

  /** What a person is called, in every way that is known. */
  async namesOf(call: CallContext, id: string): Promise<string[]> {
    const { givenName, middleName, familyName, displayName } = await this.contacts.getContact(call, { id });
    return [...new Set([`${givenName} ${familyName}`.trim(), `${givenName} ${middleName}`.trim(), displayName])].filter(Boolean);
  }

  /** The one person with this number. Throws `CALLER_UNKNOWN` for nobody and for several. */
  async byPhone(call: CallContext, phone: string): Promise<string> {
    if (!phone) throw new AppError('invalid', 'CALLER_UNKNOWN');
    const { contacts } = await this.contacts.searchContacts(call, { filter: `phones.value = ${JSON.stringify(phone)}`, pageSize: 2, fields: 'id' });
    if (contacts.length !== 1) throw new AppError('conflict', 'CALLER_UNKNOWN');
    return contacts[0]!.id;
  }
}
