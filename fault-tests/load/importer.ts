import { setTimeout as pause } from 'node:timers/promises';
import { items, type Answer, type Caller } from '@rapport/testing';

const portion = 50;

/** A script that adds people in portions and deletes them again, one portion after another, and comes again later when it is told to. */
export class Importer {
  /** Added or deleted. */
  records = 0;
  /** Portions that were told to come later. */
  refused = 0;
  /** Portions that were answered otherwise than with every record. */
  broken = 0;
  private isOpen = false;
  private sent = 0;

  constructor(
    private readonly caller: Caller,
    private readonly name: string,
  ) {}

  /** Until it is stopped; the portion under way is finished. */
  async run(): Promise<void> {
    this.isOpen = true;
    while (this.isOpen) {
      const contacts = Array.from({ length: portion }, (_, n) => ({ given_name: `Imported ${n}`, source: 'import' }));
      const ids = await this.send('/v1/contacts/batch', { contacts });
      if (ids.length > 0) await this.send('/v1/contacts/batch-delete', { ids });
    }
  }

  stop(): void {
    this.isOpen = false;
  }

  /** The ids of the records that were answered. */
  private async send(path: string, body: object): Promise<string[]> {
    const headers = { 'idempotency-key': `${this.name}-import-${(this.sent += 1)}` };
    for (;;) {
      const answer = await this.caller.post(path, body, { headers }).catch(() => undefined);
      const later = Number(answer?.headers.get('retry-after') ?? 0);
      if (answer?.status === 503 && later > 0) {
        this.refused += 1;
        await pause(later * 1000);
        continue;
      }
      const ids = answer ? idsOf(answer) : [];
      this.records += ids.length;
      if (ids.length !== portion) this.broken += 1;
      return ids;
    }
  }
}

function idsOf({ status, json }: Answer): string[] {
  return status === 200 ? items(json['results']).flatMap(({ contact }) => (contact ? [String(contact['id'])] : [])) : [];
}
