import type { AnswerSealer, Keyring, Tx } from '@rapport/persistence';

/** Seals what belongs to a tenant and to no one person, such as kept answers and the input of jobs, with a key of that use. */
export function answerSealer(keyring: Keyring, schema: string, use: 'answers' | 'jobs'): AnswerSealer {
  const subject = `:${use}`;
  const placeOf = (tx: Tx) => ({ tenant: tx.call.tenant, table: `${schema}.${use}`, column: 'sealed', row: use, subject });
  return {
    async seal(tx, bytes) {
      using lease = await keyring.ofOrCreate(tx, subject);
      return lease.deks[0]!.seal(placeOf(tx), bytes);
    },
    async open(tx, sealed) {
      using lease = await keyring.of(tx, subject);
      return lease.deks[0]!.openBytes(placeOf(tx), sealed);
    },
  };
}
