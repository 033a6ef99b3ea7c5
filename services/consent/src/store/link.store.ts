import { Injectable } from '@nestjs/common';
import { AppError } from '@rapport/kernel';
import { RecordParts, type Tx } from '@rapport/persistence';

/** What a link is good for. Sealed into it whole: nothing is kept here, and nothing of it can be read or changed outside. */
export interface LinkContent {
  readonly kind: 'unsubscribe' | 'confirm';
  readonly subjectId: string;
  readonly purpose: string;
  readonly channel: string;
  /** For `confirm`: the entry that waits. */
  readonly consentId: string;
  readonly expiresAt: Date;
}

const subject = 'consent-links';

/** Links as sealed tokens, under a key of the tenant's own: another tenant's token opens nothing, and a changed one neither. */
@Injectable()
export class LinkStore {
  constructor(private readonly parts: RecordParts) {}

  async seal(tx: Tx, content: LinkContent): Promise<string> {
    const { kind, subjectId, purpose, channel, consentId, expiresAt } = content;
    using lease = await this.parts.keyring.ofOrCreate(tx, subject);
    const text = JSON.stringify([kind, subjectId, purpose, channel, consentId, expiresAt.getTime()]);
    return lease.deks[0]!.seal(placeOf(tx), text).toString('base64url');
  }

  /** Throws `LINK_INVALID` for anything but a token of this tenant, `LINK_EXPIRED` for one whose time is over. */
  async open(tx: Tx, token: string): Promise<LinkContent> {
    const content = await this.opened(tx, token);
    if (content.expiresAt <= tx.now) throw new AppError('conflict', 'LINK_EXPIRED');
    return content;
  }

  private async opened(tx: Tx, token: string): Promise<LinkContent> {
    try {
      using lease = await this.parts.keyring.of(tx, subject);
      const parts = JSON.parse(lease.deks[0]!.open(placeOf(tx), Buffer.from(token, 'base64url'))) as [
        LinkContent['kind'],
        string,
        string,
        string,
        string,
        number,
      ];
      const [kind, subjectId, purpose, channel, consentId, expires] = parts;
      return { kind, subjectId, purpose, channel, consentId, expiresAt: new Date(expires) };
    } catch (cause) {
      throw new AppError('not_found', 'LINK_INVALID', {}, { cause });
    }
  }
}

function placeOf(tx: Tx) {
  return { tenant: tx.call.tenant, table: 'consent.links', column: 'token', row: 'link', subject };
}
