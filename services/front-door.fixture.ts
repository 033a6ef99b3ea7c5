import { afterAll, beforeAll, expect } from '@jest/globals';
import { items, startInstallation, type Answer, type BrowserSession, type Caller, type TestInstallation } from '@rapport/testing';

/** What specs of the front door stand on: an installation, a program with a token, and people who signed in. */
export class FrontDoor {
  rapport!: TestInstallation;
  program!: Caller;
  token!: string;
  readonly people: Record<string, BrowserSession> = {};

  async open(settings: Readonly<Record<string, string>>, usernames: readonly string[]): Promise<void> {
    this.rapport = await startInstallation({ settings });
    this.token = await this.rapport.token();
    this.program = this.rapport.bearer(this.token);
    for (const username of usernames) this.people[username] = await this.rapport.login(username);
  }

  /** Adds Vera Front, or somebody else; what was answered. */
  async create(body: object = {}): Promise<Record<string, unknown>> {
    return (await this.program.post('/v1/contacts', { given_name: 'Vera', family_name: 'Front', ...body })).json;
  }
}

/** Opens the front door before the specs of a file, for these people, and shuts it after them. */
export function frontDoor({ settings = {}, people = [] }: { settings?: Readonly<Record<string, string>>; people?: readonly string[] } = {}): FrontDoor {
  const door = new FrontDoor();
  beforeAll(() => door.open(settings, people), 120_000);
  afterAll(() => door.rapport?.stop());
  return door;
}

export const inLanguage = (language: string) => ({ headers: { 'accept-language': language } });

/** The places of a problem document, each with what is wrong there: `/emails/0/value INVALID_EMAIL`. */
export const places = ({ json }: Answer) => items(json['errors']).map(({ pointer, reason }) => `${String(pointer)} ${String(reason)}`);

/** Every problem document has the same shape, in the language that was asked for. */
export async function expectProblem(
  question: (asking: { headers: Record<string, string> }) => Promise<Answer>,
  status: number,
  reason: string,
): Promise<Answer> {
  const [english, russian] = [await question(inLanguage('en')), await question(inLanguage('ru'))];
  for (const answer of [english, russian]) {
    expect([answer.status, answer.json['reason']]).toEqual([status, reason]);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toMatchObject({ type: `/problems/${reason}`, status, trace_id: answer.headers.get('x-request-id') });
  }
  const words = ({ json }: Answer) => [json['title'], json['detail']].join(' ');
  expect(words(english)).toMatch(/^[^а-яё]+$/i);
  expect(words(russian)).toMatch(/[а-яё]/i);
  for (const { detail } of items(russian.json['errors'])) expect(detail).toMatch(/[а-яё]/i);
  return english;
}
