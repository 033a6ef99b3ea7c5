import { Injectable } from '@nestjs/common';
import { reaches, type Permission } from '@rapport/auth';
import { AppError, type CallContext } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { CompanyStore } from './company.store.js';
import { ContactStore } from './contact.store.js';

/** A reference to a person or a company. */
export interface CustomerRef {
  readonly noun: string;
  readonly id: string;
}

const customerNouns: ReadonlySet<string> = new Set(['contact', 'company']);

/** Whether a reference names a customer, and not something else that a record may be about. */
export function isCustomer({ noun }: Pick<CustomerRef, 'noun'>): boolean {
  return customerNouns.has(noun);
}

/** People and companies together, where either will do. */
@Injectable()
export class CustomerStores {
  constructor(
    readonly contacts: ContactStore,
    readonly companies: CompanyStore,
  ) {}

  /** The store of a noun; throws `NOT_ALLOWED_VALUE` for another one. `at` is where the request names the record. */
  of(noun: string, at = '/noun'): ContactStore | CompanyStore {
    if (noun === 'contact') return this.contacts;
    if (noun === 'company') return this.companies;
    throw new AppError('invalid', 'INVALID_REQUEST', {
      violations: [{ pointer: at, reason: 'NOT_ALLOWED_VALUE', params: { allowed: 'contact, company' } }],
    });
  }

  /** Throws `NOT_FOUND` unless the caller may see the customer. */
  async assertVisible(tx: Tx, { noun, id }: CustomerRef, at = ''): Promise<void> {
    await this.of(noun, `${at}/noun`).assertVisible(tx, id);
  }

  /** Throws `NOT_FOUND` unless the caller may see these customers, `NOT_OWNER` unless the permission reaches one of them. */
  async assertReached(tx: Tx, permission: Permission, refs: readonly (readonly [customer: CustomerRef, at?: string])[]): Promise<void> {
    const { principal, rights } = tx.call;
    const scope = rights.scope(permission);
    let isReached = false;
    for (const [{ noun, id }, at = ''] of refs) {
      const ownership = await this.of(noun, `${at}/noun`).ownershipOf(tx, id);
      isReached ||= scope !== undefined && reaches(scope, principal, { ...ownership, contactId: noun === 'contact' ? id : undefined });
    }
    if (!isReached) throw new AppError('forbidden', 'NOT_OWNER');
  }

  /** Nouns that the caller may read, of those asked for; all when none is. */
  readable(call: CallContext, nouns: readonly string[]): ('contact' | 'company')[] {
    const wanted =
      nouns.length > 0 ? nouns.map((noun, index) => this.of(noun, `/nouns/${index}`).shape.noun as 'contact' | 'company') : (['contact', 'company'] as const);
    return wanted.filter((noun) => call.rights.scope(noun === 'contact' ? 'contacts.read' : 'companies.read'));
  }
}
