import { randomBytes } from 'node:crypto';
import type { DescField, DescMessage, DescMethod } from '@bufbuild/protobuf';
import type { Asking } from '../installation/asking.fixture.js';
import { bindingOf, exampleOf, nounOf, rulesOf, type Binding } from '@rapport/contracts';

/** Records of one colleague that a question may be about. */
export interface Subject {
  readonly owner: string;
  readonly team: string;
  /** What another system calls one record among `contacts`, `tasks`, …: a text that stands nowhere else. */
  externalIdOf(plural: string): string;
  /** The id of one record among `contacts`, `notes`, …; made when it is first asked for. */
  idOf(plural: string): Promise<string>;
}

/** How a question names the subject: by one of its records, by the id of another system, by its owner, or not at all. */
export type About = 'record' | 'external id' | 'owner' | 'nothing';

/** What is sent to a route. */
export interface Question {
  readonly path: string;
  /** JSON, or the bytes of a raw body. */
  readonly body?: JsonObject | Uint8Array<ArrayBuffer>;
  readonly about: About;
}

/** A JSON object that is being put together. */
export type JsonObject = Record<string, unknown>;

/** A question as a caller sends it. */
export function askingOf({ body }: Question): Asking {
  if (!body) return {};
  return body instanceof Uint8Array ? { body, headers: { 'content-type': 'application/octet-stream' } } : { body };
}

/** A question that a route accepts, about the subject: the contract's own example with the subject's ids in it. */
export async function questionOf(method: DescMethod, subject: Subject): Promise<Question> {
  const binding = bindingOf(method)!;
  const filling = new Filling(subject, /^\/v1\/([\w-]+)/.exec(binding.route.path)![1]!);
  const path = await filling.path(binding);
  const query = await filling.query(binding);
  const { body, raw } = binding;
  if (raw) return { path: `${path}${query}`, body: new Uint8Array(16), about: filling.about };
  const json = body && (exampleOf(body.desc, body.but) as JsonObject);
  if (json && binding.route.verb === 'PATCH') for (const field of body.desc.fields) if (rulesOf(field).immutable) delete json[field.name];
  if (json) await filling.message(body.desc, json);
  if (json && binding.creates && binding.variables.length === 0) filling.own(body.desc, json);
  return { path: `${path}${query}`, ...(json && { body: json }), about: filling.about };
}

/** Puts one subject's ids where a request names them. */
class Filling {
  about: About = 'nothing';

  constructor(
    private readonly subject: Subject,
    /** What the route is about: `contacts`. */
    private readonly plural: string,
  ) {}

  async path({ route, variables }: Binding): Promise<string> {
    let path = route.path;
    for (const { path: place, name } of variables) {
      const plural = /\/([\w-]+)\/\{/.exec(path)![1]!;
      path = path.replace(`{${place}}`, name === 'external_id' ? this.external() : await this.record(plural));
    }
    return path;
  }

  async query({ query }: Binding): Promise<string> {
    const names = query.map(({ name }) => name);
    if (names.includes('noun') && names.includes('id')) return `?noun=contact&id=${await this.record('contacts')}`;
    if (names.includes('noun')) return '?noun=contact';
    if (names.includes('contact_id')) return `?contact_id=${await this.record('contacts')}`;
    return names.includes('page_size') ? '?page_size=200' : '';
  }

  async message(desc: DescMessage, json: JsonObject): Promise<void> {
    for (const field of desc.fields) {
      const value = json[field.name];
      if (value === undefined) continue;
      // A reference that may be left out is: a question is about one thing.
      if (field.message?.name === 'SubjectRef' && !rulesOf(field).required) delete json[field.name];
      // What belongs to an owner is asked about by its owner: its customer is anybody, as the example has it.
      else if (field.name === 'contact_id' && hasOwner(desc)) continue;
      else if (field.name === 'ids') json[field.name] = [await this.record(this.plural)];
      else if (Array.isArray(value)) for (const item of value as unknown[]) await this.listed(field, item);
      else json[field.name] = await this.value(field, value);
    }
  }

  /** A new record belongs to the subject's owner. */
  own(desc: DescMessage, json: JsonObject): void {
    if (!hasOwner(desc)) return;
    Object.assign(json, { owner_id: this.subject.owner, team_id: this.subject.team });
    this.about = 'owner';
  }

  private async listed(field: DescField, item: unknown): Promise<void> {
    if (!field.message || typeof item !== 'object') return;
    await this.message(field.message, item as JsonObject);
    // A record of a batch that is to be changed.
    if (nounOf(field.message) && 'id' in item!) (item as JsonObject)['id'] = await this.record(this.plural);
    else if (field.message.fields.some(({ name }) => name === 'external_id')) (item as JsonObject)['external_id'] = this.external();
  }

  private async value(field: DescField, value: unknown): Promise<unknown> {
    if (field.message?.name.endsWith('Ref')) return this.reference(field.name === 'to' ? 'company' : 'contact');
    if (field.name === 'contact_id') return this.record('contacts');
    if (field.message && typeof value === 'object') await this.message(field.message, value as JsonObject);
    if (field.name === 'from_user_id') {
      this.about = 'owner';
      return this.subject.owner;
    }
    if (field.name === 'company_id') return this.record('companies');
    // What names a thing once only.
    const namesOne = field.name === 'source_id' || (field.name === 'external_id' && this.plural === 'calls');
    return namesOne || (field.name === 'key' && rulesOf(field).immutable) ? `k${randomBytes(6).toString('hex')}` : value;
  }

  private async reference(noun: 'contact' | 'company') {
    return { noun, id: await this.record(noun === 'contact' ? 'contacts' : 'companies') };
  }

  private record(plural: string): Promise<string> {
    this.about = 'record';
    return this.subject.idOf(plural);
  }

  private external(): string {
    this.about = 'external id';
    return this.subject.externalIdOf(this.plural);
  }
}

/** Whether it is said of such a record whose it is. */
function hasOwner(desc: DescMessage): boolean {
  return desc.fields.some((field) => field.name === 'owner_id' && !rulesOf(field).outputOnly);
}
