import { AppError, type Word } from '@rapport/kernel';

/** How a comparison compares. `:` is “has”: an item of a list, or the beginning of a word. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | ':';

/** What a filter says. */
export type Filter = { readonly kind: 'and' | 'or'; readonly terms: readonly Filter[] } | { readonly kind: 'not'; readonly term: Filter } | Comparison;

/** A field held against a value; an empty text, also written `null`, asks for records without one. `at` is the place in the text (from 1), for errors. */
export interface Comparison {
  readonly kind: 'compare';
  readonly path: string;
  readonly operator: Operator;
  readonly value: string | number | boolean;
  readonly at: number;
}

/** Comparisons and levels of nesting that one filter may have, so that nobody can make a query of unbounded cost. */
export const filterLimits = { comparisons: 40, depth: 12 } as const;

/** Reads a filter such as `tags:"vip" AND (created_at > "2026-01-01" OR NOT custom.region = "north")`. Throws `INVALID_FILTER` with the position. */
export function parseFilter(text: string): Filter | undefined {
  if (text.trim() === '') return undefined;
  const reading = new Reading(tokensOf(text));
  const filter = reading.any(0);
  reading.end();
  return filter;
}

/** A filter that cannot be understood, and where. `problem` is among the kernel's words, which know it in every language; what was typed is not in it. */
export function badFilter(position: number, problem: Word, path = '', fields = ''): AppError {
  const params = { position, problem, ...(path && { path: path.slice(0, 60) }), ...(fields && { fields }) };
  return new AppError('invalid', 'INVALID_REQUEST', { violations: [{ pointer: '/filter', reason: 'INVALID_FILTER', params }] });
}

interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'operator' | 'open' | 'close' | 'end';
  readonly text: string;
  readonly at: number;
}

const shapes: readonly [Token['kind'], RegExp][] = [
  ['open', /\(/y],
  ['close', /\)/y],
  ['operator', /!=|<=|>=|[=<>:]/y],
  ['string', /"(?:[^"\\]|\\["\\])*"/y],
  ['number', /-?\d+(?:\.\d+)?(?![\w.-])/y],
  ['word', /[A-Za-z_][\w.-]*/y],
];

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(text.slice(at))![0].length;
    if (at === text.length) return [...tokens, { kind: 'end', text: '', at: at + 1 }];
    const token = tokenAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
}

function tokenAt(text: string, at: number): Token {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (found) return { kind, text: found[0], at: at + 1 };
  }
  throw badFilter(at + 1, text[at] === '"' ? 'the quotation mark is not closed' : 'something unexpected');
}

class Reading {
  private next = 0;
  private comparisons = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  any(depth: number): Filter {
    if (depth > filterLimits.depth) throw badFilter(this.now.at, 'nested too deeply');
    const terms = [this.all(depth)];
    while (this.takeWord('OR')) terms.push(this.all(depth));
    return terms.length === 1 ? terms[0]! : { kind: 'or', terms };
  }

  end(): void {
    if (this.now.kind !== 'end') throw badFilter(this.now.at, 'something unexpected');
  }

  private all(depth: number): Filter {
    const terms = [this.one(depth)];
    while (this.takeWord('AND')) terms.push(this.one(depth));
    return terms.length === 1 ? terms[0]! : { kind: 'and', terms };
  }

  private one(depth: number): Filter {
    if (this.takeWord('NOT')) return { kind: 'not', term: this.one(depth + 1) };
    if (this.now.kind !== 'open') return this.comparison();
    this.next += 1;
    const inner = this.any(depth + 1);
    if (this.take().kind !== 'close') throw badFilter(this.before.at, '“)” expected');
    return inner;
  }

  private comparison(): Comparison {
    const path = this.take();
    if (path.kind !== 'word') throw badFilter(path.at, 'a field name expected');
    const operator = this.take();
    if (operator.kind !== 'operator') throw badFilter(operator.at, 'one of = != < <= > >= : expected');
    const value = this.take();
    this.comparisons += 1;
    if (this.comparisons > filterLimits.comparisons) throw badFilter(path.at, 'too many comparisons');
    return { kind: 'compare', path: path.text, operator: operator.text as Operator, value: valueOf(value), at: path.at };
  }

  private takeWord(word: string): boolean {
    if (this.now.kind !== 'word' || this.now.text !== word) return false;
    this.next += 1;
    return true;
  }

  private take(): Token {
    const token = this.now;
    if (token.kind !== 'end') this.next += 1;
    return token;
  }

  private get now(): Token {
    return this.tokens[this.next]!;
  }

  private get before(): Token {
    return this.tokens[Math.max(0, this.next - 1)]!;
  }
}

const named: ReadonlyMap<string, string | boolean> = new Map<string, string | boolean>([
  ['true', true],
  ['false', false],
  ['null', ''],
]);

function valueOf(token: Token): string | number | boolean {
  if (token.kind === 'string') return token.text.slice(1, -1).replace(/\\(.)/g, '$1');
  if (token.kind === 'number') return Number(token.text);
  if (token.kind === 'word') return named.get(token.text) ?? token.text;
  throw badFilter(token.at, 'a value expected: "text", a number, true, false or null');
}
