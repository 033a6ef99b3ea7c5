import { heldChat, holdChat } from './visit-token.js';
import type { VisitLanguage } from './words.js';

/** Something that was said, as the API writes it. */
export interface VisitLine {
  readonly id: string;
  readonly author_kind: 'customer' | 'agent' | 'assistant';
  readonly body: string;
}

/** Whose word it is. */
export type VisitState = 'assistant' | 'waiting' | 'human' | 'closed';

/** What was said so far. */
export interface VisitChat {
  readonly state: VisitState;
  readonly lines: readonly VisitLine[];
}

/** The API refused, and says why in the visitor's language. */
export class VisitRefused extends Error {
  override readonly name = 'VisitRefused';

  constructor(
    readonly reason: string,
    detail: string,
    readonly retryAfterS: number,
  ) {
    super(detail);
  }
}

interface Page {
  readonly state?: VisitState;
  readonly messages?: readonly VisitLine[];
  readonly next_page_token?: string;
}

/** Pages of a chat that are read at most: what a visitor may write fits in. */
const mostPages = 5;

/** A visitor's chat at the API: plain JSON and no cookie, for whoever writes here is a stranger, also where somebody is signed in. */
export class VisitTalk {
  private token: string;

  constructor(
    private readonly tenant: string,
    private readonly language: VisitLanguage,
  ) {
    const held = heldChat();
    this.token = held?.tenant === tenant ? held.token : '';
  }

  get isBegun(): boolean {
    return this.token !== '';
  }

  /** Begins the chat where it has not begun, and writes into it. The same key again is the same message. */
  async say(body: string, key: string): Promise<void> {
    await this.begin();
    await this.post('/messages', { body }, key);
  }

  /** Asks for a person. */
  async callPerson(): Promise<void> {
    await this.begin();
    await this.post('/request-human', {});
  }

  async read(): Promise<VisitChat> {
    const lines: VisitLine[] = [];
    let page: Page = { next_page_token: '' };
    for (let count = 0; count < mostPages && page.next_page_token !== undefined; count += 1) {
      page = (await this.post('/read', { page_size: 200, page_token: page.next_page_token })) as Page;
      lines.push(...(page.messages ?? []));
    }
    return { state: page.state ?? 'assistant', lines };
  }

  /** Begins the chat; once. */
  async begin(): Promise<void> {
    if (this.isBegun) return;
    const { token } = (await this.post('', { language: this.language })) as { token: string };
    this.token = token;
    holdChat({ tenant: this.tenant, token });
  }

  forget(): void {
    this.token = '';
    holdChat(undefined);
  }

  private async post(path: string, body: object, key?: string): Promise<unknown> {
    const response = await fetch(`/v1/visitor-chats${path}`, {
      method: 'POST',
      credentials: 'omit',
      headers: { 'content-type': 'application/json', 'accept-language': this.language, ...(key && { 'idempotency-key': key }) },
      body: JSON.stringify({ tenant: this.tenant, ...(path && { token: this.token }), ...body }),
    });
    const answer = (await response.json().catch(() => ({}))) as { readonly reason?: string; readonly detail?: string };
    if (!response.ok) throw new VisitRefused(answer.reason ?? '', answer.detail ?? '', Number(response.headers.get('retry-after') ?? 0));
    return answer;
  }
}
