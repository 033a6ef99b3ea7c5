import { Injectable } from '@nestjs/common';
import { AppError, type Violation } from '@rapport/kernel';
import type { Tx } from '@rapport/persistence';
import { sql } from 'kysely';

/** Whom a record names. */
export interface NamedCustomers {
  readonly contactId: string;
  readonly companyId: string;
}

/** Whether customers are there, by their keys: everyone of the tenant has one until they are erased. */
@Injectable()
export class CustomerKeys {
  /** Throws a violation for each customer named who is not there. */
  async assertThere(tx: Tx, { contactId, companyId }: NamedCustomers, before?: NamedCustomers): Promise<void> {
    const named = [
      ['contact', contactId, before?.contactId],
      ['company', companyId, before?.companyId],
    ].filter(([, id, former]) => id && id !== former);
    if (named.length === 0) return;
    const { rows } = await sql<{ subject: string }>`select subject from keyring.subject_keys
      where tenant_id = ${tx.call.tenant} and subject = any(${named.map(([, id]) => id!)})`.execute(tx.sql);
    const there = new Set(rows.map(({ subject }) => subject));
    const violations = named
      .filter(([, id]) => !there.has(id!))
      .map(([noun]): Violation => ({ pointer: `/${noun}_id`, reason: 'NOT_FOUND', params: { noun: noun! } }));
    if (violations.length > 0) throw new AppError('invalid', 'INVALID_REQUEST', { violations });
  }
}
