import { Injectable } from '@nestjs/common';
import { reaches, type Permission } from '@rapport/auth';
import { ContactService } from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { RpcCaller, rpcClient, type RpcClient } from '@rapport/messaging';

/** People belong to the customer base, which knows who may see whom. Asked before a unit of work, never inside one. */
@Injectable()
export class Customers {
  private readonly contacts: RpcClient<typeof ContactService>;

  constructor(rpc: RpcCaller) {
    this.contacts = rpcClient(ContactService, rpc);
  }

  /** Throws `NOT_FOUND` unless the caller may see the person, `NOT_OWNER` unless the permission reaches them. */
  async assertReached(call: CallContext, id: string, permission: Permission): Promise<void> {
    const { ownerId, teamId } = await this.contacts.getContact(call, { id, fields: 'owner_id,team_id' });
    const scope = call.rights.scope(permission);
    if (!scope || !reaches(scope, call.principal, { owner: ownerId, team: teamId, contactId: id })) throw new AppError('forbidden', 'NOT_OWNER');
  }
}
