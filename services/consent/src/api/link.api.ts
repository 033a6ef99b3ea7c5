import { ConsentLinkSchema, LinkPurposeSchema, LinkService, wire, type FollowLinkRequest, type IssueLinkRequest } from '@rapport/contracts';
import { AppError, invalid, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { UnitOfWork, type Tx } from '@rapport/persistence';
import { decide, isAllowing, type Decision } from '../domain/decision.js';
import { LedgerStore } from '../store/ledger.store.js';
import { LinkStore, type LinkContent } from '../store/link.store.js';
import { PersonStore } from '../store/person.store.js';
import { PurposeStore, type PurposeInUse } from '../store/purpose.store.js';
import { namesOf } from '../store/standing.store.js';

const dayMs = 86_400_000;
/** Old newsletters lie in mailboxes for long; a confirmation is for now. */
const lifeMs = { unsubscribe: 400 * dayMs, confirm: 7 * dayMs };

/** A link with what it is about, as things are now. */
interface Followed {
  readonly content: LinkContent;
  readonly purpose: PurposeInUse;
  readonly decision: Decision;
}

@Serves(LinkService)
export class LinkApi implements Serving<typeof LinkService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly links: LinkStore,
    private readonly ledger: LedgerStore,
    private readonly purposes: PurposeStore,
    private readonly people: PersonStore,
  ) {}

  issueLink(call: CallContext, request: IssueLinkRequest) {
    return this.work.run(call, async (tx) => {
      const kind = request.kind as LinkContent['kind'];
      const about = kind === 'confirm' ? await this.waiting(tx, request.consentId) : messageOf(request);
      const expiresAt = new Date(tx.now.getTime() + lifeMs[kind]);
      const token = await this.links.seal(tx, { ...about, kind, expiresAt });
      const query = `?tenant=${tx.call.tenant}&token=${token}`;
      return wire(ConsentLinkSchema, { postPath: `/v1/consent/${kind}${query}`, pagePath: `/consent/${kind}${query}`, expiresAt });
    });
  }

  lookAtLink(call: CallContext, { token }: FollowLinkRequest) {
    return this.work.read(call, async (tx) => this.shown(tx, await this.followed(tx, token)));
  }

  confirmConsent(call: CallContext, { token }: FollowLinkRequest) {
    return this.work.run(call, async (tx) => {
      const followed = await this.followed(tx, token, 'confirm');
      if (!isDone(followed)) await this.confirm(tx, followed);
      return this.shown(tx, followed, true);
    });
  }

  unsubscribe(call: CallContext, { token }: FollowLinkRequest) {
    return this.work.run(call, async (tx) => {
      const followed = await this.followed(tx, token, 'unsubscribe');
      const { content, purpose } = followed;
      const action = purpose.basis === 'consent' ? 'withdrawn' : 'objected';
      if (!isDone(followed)) await this.say(tx, content, action);
      return this.shown(tx, followed, true);
    });
  }

  private async waiting(tx: Tx, consentId: string) {
    const entry = consentId ? await this.ledger.consents.find(tx, consentId) : undefined;
    if (entry?.action !== 'requested') throw invalid('/consent_id', 'NOT_WAITING');
    return { subjectId: entry.contactId, purpose: entry.purpose, channel: entry.channel, consentId };
  }

  /** Only what the person was asked for, while it still waits: a link of before a withdrawal gives nothing back. */
  private async confirm(tx: Tx, { content, decision }: Followed): Promise<void> {
    if (decision.reason !== 'CONSENT_UNCONFIRMED' || decision.entry?.id !== content.consentId) throw new AppError('conflict', 'LINK_OUTDATED');
    const { language, textVersion } = decision.entry;
    await this.say(tx, content, 'confirmed', { language, textVersion });
  }

  private async say(tx: Tx, content: LinkContent, action: string, text = { language: '', textVersion: 0 }): Promise<void> {
    const { subjectId: contactId, purpose, channel } = content;
    const statement = { contactId, purpose, channel, action, ...text, way: 'web-form', evidence: '', occurredAt: undefined };
    await this.ledger.record(tx, statement, { isCustomer: false, governs: false });
  }

  private async followed(tx: Tx, token: string, kind?: LinkContent['kind']): Promise<Followed> {
    const content = await this.links.open(tx, token);
    if (kind && content.kind !== kind) throw new AppError('not_found', 'LINK_INVALID');
    const [purpose, people] = await Promise.all([this.purposes.inUse(tx, content.purpose), this.people.of(tx, [content.subjectId], content.purpose)]);
    const person = people.get(content.subjectId);
    if (!purpose || !person) throw new AppError('conflict', 'LINK_OUTDATED');
    return { content, purpose, decision: decide(purpose, content.channel || purpose.channels[0]!, person, tx.now) };
  }

  private shown(tx: Tx, followed: Followed, done = isDone(followed)) {
    const { content, purpose } = followed;
    return wire(LinkPurposeSchema, { kind: content.kind, purpose: namesOf(purpose, tx.call.locale).name, channel: content.channel, done });
  }
}

function messageOf({ subjectId, purpose, channel }: IssueLinkRequest) {
  if (!subjectId) throw invalid('/subject_id', 'REQUIRED');
  if (!purpose) throw invalid('/purpose', 'REQUIRED');
  return { subjectId, purpose, channel, consentId: '' };
}

function isDone({ content, decision }: Followed): boolean {
  if (content.kind === 'confirm') return isAllowing(decision.reason);
  return decision.reason === 'CONSENT_WITHDRAWN' || decision.reason === 'OBJECTED';
}
