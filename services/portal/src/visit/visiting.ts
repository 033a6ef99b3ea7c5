import { handToWindow } from './visit-sign-in.js';
import { VisitRefused, VisitTalk, type VisitState } from './visit-talk.js';
import { VisitView } from './visit-view.js';
import { visitWords, type VisitLanguage } from './words.js';

/** A visitor who waits for an answer looks again so often; when nothing comes, ever more seldom. */
const [soonestMs, latestMs, hiddenMs] = [1000, 8000, 30_000];

/** Where the chat stands, and how it is shown. */
export interface VisitPlace {
  readonly root: HTMLElement;
  readonly tenant: string;
  readonly language: VisitLanguage;
  readonly isFramed: boolean;
}

/** One visitor's chat on the page: what is written goes out, what is answered comes in. */
export class Visiting {
  private readonly words;
  private readonly talk: VisitTalk;
  private readonly view: VisitView;
  private pauseMs = soonestMs;
  private timer = 0;
  private isBusy = false;
  private unsent: { readonly body: string; readonly key: string } | undefined;

  constructor(private readonly place: VisitPlace) {
    const { root, tenant, language, isFramed } = place;
    this.words = visitWords[language];
    this.talk = new VisitTalk(tenant, language);
    const acts = {
      send: (body: string) => void this.act(() => this.send(body)),
      callPerson: () => void this.act(() => this.talk.callPerson()),
      signIn: () => void this.act(() => this.signIn()),
      again: () => this.again(),
      close: () => window.parent.postMessage('rapport-chat-close', '*'),
    };
    this.view = new VisitView(root, this.words, acts, isFramed);
    document.addEventListener('visibilitychange', () => document.hidden || void this.look());
    void this.look();
  }

  private async look(): Promise<void> {
    clearTimeout(this.timer);
    if (!this.talk.isBegun) return;
    try {
      const { state, lines } = await this.talk.read();
      this.pauseMs = this.view.show(lines) ? soonestMs : Math.min(latestMs, this.pauseMs * 1.3);
      this.stand(state);
      if (state === 'closed') return;
    } catch (error) {
      this.pauseMs = latestMs;
      if (isOver(error)) return this.over();
    }
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.look(), document.hidden ? hiddenMs : this.pauseMs);
  }

  /** Says whose word it is, and what can be done. */
  private stand(state: VisitState): void {
    const notes = { assistant: '', waiting: this.words.waiting, human: this.words.isHuman, closed: this.words.closed };
    this.view.say(notes[state]);
    this.view.offer({ writing: state !== 'closed', person: state === 'assistant' });
  }

  private async act(work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.busy(true);
    try {
      await work();
      this.pauseMs = soonestMs;
      await this.look();
    } catch (error) {
      if (isOver(error)) this.over();
      else this.view.say(this.troubleOf(error));
    } finally {
      this.busy(false);
    }
  }

  private busy(isBusy: boolean): void {
    this.isBusy = isBusy;
    this.view.busy(isBusy);
  }

  private async send(body: string): Promise<void> {
    this.unsent = this.unsent?.body === body ? this.unsent : { body, key: crypto.getRandomValues(new Uint32Array(4)).join('-') };
    await this.talk.say(body, this.unsent.key);
    this.unsent = undefined;
    this.view.sent();
  }

  private async signIn(): Promise<void> {
    await this.talk.begin();
    handToWindow(this.place);
  }

  private again(): void {
    this.talk.forget();
    this.view.clear();
  }

  /** The token opens the chat no longer: its visitor signed in and goes on elsewhere. */
  private over(): void {
    this.talk.forget();
    this.view.say(this.words.moved);
    this.view.offer({ writing: false, person: false });
  }

  private troubleOf(error: unknown): string {
    if (!(error instanceof VisitRefused)) return this.words.offline;
    return error.reason === 'RATE_LIMITED' ? this.words.patience.replace('{n}', String(Math.max(1, error.retryAfterS))) : error.message;
  }
}

function isOver(error: unknown): boolean {
  return error instanceof VisitRefused && error.reason === 'CHAT_TOKEN_SPENT';
}
