import type { AnswerSealer, Keyring, PersonSealer, Tx } from '@rapport/persistence';

/** Seals what belongs to a tenant and to no one person, such as kept answers that show nobody and the input of jobs, with a key of that use. */
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

/** Seals an answer with the key of every person whom it shows, one within the other: without any one of them nothing of it can be read. */
export function personSealer(keyring: Keyring, schema: string): PersonSealer {
  const placeOf = (tx: Tx, subject: string) => ({ tenant: tx.call.tenant, table: `${schema}.answers`, column: 'sealed', row: 'answers', subject });
  return {
    among: (tx, ids, failed) => keyring.usedAmong(tx, ids, failed),
    async seal(tx, subjects, bytes) {
      using lease = await keyring.ofUsed(tx, subjects);
      return subjects.reduce((inner, subject, at) => lease.deks[at]!.seal(placeOf(tx, subject), inner), bytes);
    },
    async open(tx, subjects, sealed) {
      let bytes = sealed;
      for (const subject of subjects.toReversed()) {
        using lease = await keyring.of(tx, subject);
        bytes = lease.deks[0]!.openBytes(placeOf(tx, subject), bytes);
      }
      return bytes;
    },
  };
}
