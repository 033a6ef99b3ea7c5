import { randomBytes } from 'node:crypto';
import type { DescMethod } from '@bufbuild/protobuf';
import { bindingOf, services } from '@rapport/contracts';
import type { Caller } from '../installation/asking.fixture.js';
import { signedAgain } from '../installation/own-token.fixture.js';
import type { TestInstallation } from '../installation/installation.fixture.js';
import { PersonalData } from './personal-data.fixture.js';
import { questionOf, type JsonObject, type Subject } from './question.fixture.js';

/** Whose records a question is about, as seen by who asks. */
export const kinds = ['own', 'team', 'stranger', 'foreign'] as const;
export type Kind = (typeof kinds)[number];

/** Somebody who asks, and the records that they ask about. */
export interface Scene {
  readonly caller: Caller;
  readonly subject: Subject;
}

const team = { own: 'acme/sales', team: 'acme/sales', stranger: 'acme/key-accounts', foreign: 'globex/sales' };
/** Who makes the records: the owner, wearing every hat of the staff. */
const everyHat = ['seller', 'manager', 'agent', 'marketer', 'dpo', 'admin'];

/** Every route as every role takes longer than a token usually lives. */
const longestRunS = 3600;

/** Scenes of one installation. Questions that must change nothing share theirs; what they are about is looked at again in the end. */
export class AccessScenes {
  readonly personal = new PersonalData();
  private readonly shared = new Map<string, MadeSubject>();

  constructor(
    private readonly rapport: TestInstallation,
    private readonly token: string,
  ) {}

  /** A role before records of a kind. `fresh` ones are nobody else's, so that a question may change or destroy them. */
  async scene(role: string, kind: Kind, fresh: boolean): Promise<Scene> {
    const id = fresh ? `access-${role}-${unique()}` : `access-${role}`;
    const subject = fresh ? this.made(kind, id) : this.sharedSubject(role, kind);
    const self = kind === 'own' ? subject : this.sharedSubject(role, 'own');
    const contactId = role === 'customer' ? await self.idOf('contacts') : undefined;
    return { subject, caller: this.caller(id, [role], team.own, contactId) };
  }

  /** Whether a role may listen to what changes: the status of the stream's beginning. */
  async streamStatus(role: string): Promise<number> {
    const contactId = role === 'customer' ? await this.sharedSubject(role, 'own').idOf('contacts') : undefined;
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${this.tokenOf(`access-${role}`, [role], team.own, contactId)}` };
    const { status } = await fetch(`${this.rapport.url}/v1/changes`, { headers, signal: leaving.signal });
    leaving.abort();
    return status;
  }

  /** Ids of all shared records of these kinds. */
  async idsOf(...of: readonly Kind[]): Promise<string[]> {
    return (await Promise.all(of.map((kind) => this.sharedSubject('', kind).ids()))).flat();
  }

  /** Shared records that are no longer what they were when they were made. */
  async changed(): Promise<string[]> {
    const all = await Promise.all([...this.shared.values()].map((subject) => subject.changed()));
    return all.flat();
  }

  private sharedSubject(role: string, kind: Kind): MadeSubject {
    const name = kind === 'own' ? `own ${role}` : kind;
    const known = this.shared.get(name) ?? this.made(kind, `access-${role}`);
    this.shared.set(name, known);
    return known;
  }

  private made(kind: Kind, asking: string): MadeSubject {
    const owner = kind === 'own' ? asking : `access-${kind}-${unique()}`;
    const makers = {
      maker: this.caller(owner, everyHat, team[kind]),
      reviewer: this.caller(`${owner}-reviewer`, everyHat, team[kind]),
      customer: (contactId: string) => this.caller(`${owner}-customer`, ['customer'], team[kind], contactId),
    };
    return new MadeSubject(owner, team[kind], makers, this.personal);
  }

  private caller(...who: Parameters<AccessScenes['tokenOf']>): Caller {
    return this.rapport.bearer(this.tokenOf(...who));
  }

  private tokenOf(id: string, roles: readonly string[], of: string, contactId?: string): string {
    const [tenant] = of.split('/');
    const exp = Math.floor(Date.now() / 1000) + longestRunS;
    const claims = { sub: id, exp, tenant, realm_access: { roles }, groups: [`/${of}`], preferred_username: id, ...(contactId && { contact_id: contactId }) };
    return signedAgain(this.token, claims, this.rapport.dataFolder);
  }
}

/** Who brings records about: the owner, somebody else of the staff where one person may not do it alone, and the customer whose they are. */
interface Makers {
  readonly maker: Caller;
  readonly reviewer: Caller;
  customer(contactId: string): Caller;
}

/** Records that are made when they are first asked for. */
class MadeSubject implements Subject {
  private readonly externalIds = new Map<string, string>();
  private readonly made = new Map<string, Promise<{ id: string; etag: unknown }>>();

  constructor(
    readonly owner: string,
    readonly team: string,
    private readonly makers: Makers,
    private readonly personal: PersonalData,
  ) {}

  async idOf(plural: string): Promise<string> {
    const known = this.made.get(plural) ?? this.make(plural);
    this.made.set(plural, known);
    return (await known).id;
  }

  externalIdOf(plural: string): string {
    const known = this.externalIds.get(plural) ?? `access-${unique()}`;
    this.externalIds.set(plural, known);
    return known;
  }

  async ids(): Promise<string[]> {
    return Promise.all([...this.made.values()].map(async (record) => (await record).id));
  }

  /** One after another: all subjects are asked at once, and a door refuses a crowd. */
  async changed(): Promise<string[]> {
    const found: string[] = [];
    for (const [plural, record] of this.made) {
      const { id, etag } = await record;
      const now = await this.makers.maker.get(`/v1/${plural}/${id}`);
      const isReadAlone = now.status !== 405 && etag !== undefined;
      if (isReadAlone && now.json['etag'] !== etag) found.push(`${plural} of ${this.owner}: ${now.status}`);
    }
    return found;
  }

  private async make(plural: string): Promise<{ id: string; etag: unknown }> {
    if (plural === 'published-articles') return this.published();
    const [path, body] = await this.making(plural);
    // What customers alone can make, the subject's own customer makes.
    const isCustomers = plural === 'chats' || plural === 'corrections';
    const by = isCustomers ? this.makers.customer(await this.idOf('contacts')) : this.makers.maker;
    const { status, json, text } = await by.post(path, body);
    if (status > 201) throw new Error(`${path} made no record: ${status} ${text}`);
    return { id: String(json['id']), etag: json['etag'] };
  }

  /** An article that somebody else than its writer published. */
  private async published(): Promise<{ id: string; etag: unknown }> {
    const made = await this.make('articles');
    await this.makers.maker.post(`/v1/articles/${made.id}/submit`, {});
    const { status, text } = await this.makers.reviewer.post(`/v1/articles/${made.id}/publish`, {});
    if (status !== 200) throw new Error(`an article was not published: ${status} ${text}`);
    return { id: made.id, etag: undefined };
  }

  private async making(plural: string): Promise<[string, JsonObject]> {
    // A job of nobody else's: one hand-over of one book runs at a time.
    if (plural === 'jobs') return ['/v1/book/hand-over', { from_user_id: `access-${unique()}`, to_user_id: this.owner }];
    // In a case of its own: a message changes the case that it is written into.
    if (plural === 'case-messages') return [`/v1/cases/${(await this.make('cases')).id}/messages`, { body: `access ${unique()}` }];
    const method = makerOf(plural);
    const { path, body: asked = {} } = await questionOf(method, this);
    const body = asked as JsonObject;
    const desc = bindingOf(method)!.body!.desc;
    if (body['contact_id']) body['contact_id'] = await this.idOf('contacts');
    if (desc.fields.some(({ name }) => name === 'external_id')) body['external_id'] = this.externalIdOf(plural);
    this.personal.learn(desc, body);
    return [path, body];
  }
}

function makerOf(plural: string): DescMethod {
  const found = services
    .flatMap((service) => service.methods)
    .find((method) => bindingOf(method)?.route.verb === 'POST' && bindingOf(method)!.route.path === `/v1/${plural}`);
  if (!found) throw new Error(`no route makes ${plural}: say in access-scene.fixture.ts how one comes to be`);
  return found;
}

function unique(): string {
  return randomBytes(6).toString('hex');
}
