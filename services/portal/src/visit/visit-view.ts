import type { VisitLine } from './visit-talk.js';
import type { visitWords } from './words.js';

type Words = (typeof visitWords)['en'];

/** What a visitor can do. */
export interface VisitActs {
  readonly send: (body: string) => void;
  readonly callPerson: () => void;
  readonly signIn: () => void;
  readonly again: () => void;
  readonly close: () => void;
}

/** An element with its attributes and what is in it. */
function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
  ...within: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...within);
  return element;
}

/** The page of the chat: what was said, a line about where it stands, and what can be done. */
export class VisitView {
  private readonly log = make('ol', { 'aria-live': 'polite', tabindex: '0' });
  private readonly note = make('p', { class: 'note', role: 'status' });
  private readonly field: HTMLTextAreaElement;
  private readonly form: HTMLFormElement;
  private readonly human: HTMLButtonElement;
  private readonly again: HTMLButtonElement;
  private shown = new Set<string>();

  constructor(
    root: HTMLElement,
    private readonly words: Words,
    acts: VisitActs,
    isFramed: boolean,
  ) {
    const button = (text: string, act: () => void, kind = 'plain') => {
      const made = make('button', { type: 'button', class: kind }, text);
      made.addEventListener('click', act);
      return made;
    };
    this.log.setAttribute('aria-label', words.title);
    this.field = make('textarea', { rows: '2', maxlength: '4000', 'aria-label': words.message, placeholder: words.message });
    this.human = button(words.human, acts.callPerson);
    this.again = button(words.again, acts.again, 'main');
    this.again.hidden = true;
    const signIn = button(words.signIn, acts.signIn);
    signIn.title = words.signInHint;
    const send = make('button', { type: 'submit', class: 'main' }, words.send);
    this.form = make('form', {}, this.field, make('div', { class: 'acts' }, send, this.human, signIn));
    const submit = (event: Event) => {
      event.preventDefault();
      if (this.field.value.trim()) acts.send(this.field.value.trim());
    };
    this.form.addEventListener('submit', submit);
    this.field.addEventListener('keydown', (event) => event.key === 'Enter' && !event.shiftKey && !event.isComposing && submit(event));
    root.addEventListener('keydown', (event) => isFramed && event.key === 'Escape' && acts.close());
    const head = make('header', {}, make('h1', {}, words.title), ...(isFramed ? [button(words.close, acts.close)] : []));
    root.replaceChildren(head, this.log, this.note, this.form, this.again);
    this.clear();
  }

  /** Adds what is new. */
  show(lines: readonly VisitLine[]): boolean {
    const fresh = lines.filter(({ id }) => !this.shown.has(id));
    for (const { id, author_kind: by, body } of fresh) {
      this.shown.add(id);
      this.log.append(lineOf(by, this.words[by], body));
    }
    if (fresh.length > 0) this.toEnd();
    return fresh.length > 0;
  }

  /** Says where the chat stands. */
  say(text: string): void {
    if (this.note.textContent === text) return;
    this.note.textContent = text;
    // The words take their place from the talk.
    this.toEnd();
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }

  /** Shows what can be done: write and call a person, or only begin anew. */
  offer({ writing, person }: { readonly writing: boolean; readonly person: boolean }): void {
    this.form.hidden = !writing;
    this.again.hidden = writing;
    this.human.hidden = !person;
  }

  /** While something is on its way nothing else is sent. */
  busy(isBusy: boolean): void {
    for (const button of this.form.querySelectorAll('button')) button.disabled = isBusy;
  }

  /** What was written has arrived. */
  sent(): void {
    this.field.value = '';
    this.field.focus();
  }

  /** As before the first word. */
  clear(): void {
    this.shown = new Set();
    this.log.replaceChildren(lineOf('assistant', this.words.assistant, this.words.greeting));
    this.say('');
    this.offer({ writing: true, person: true });
  }
}

function lineOf(by: VisitLine['author_kind'], author: string, body: string): HTMLLIElement {
  return make('li', { 'data-by': by }, make('span', { class: 'author' }, author), make('p', {}, body));
}
