import { AppError } from '@rapport/kernel';
import { authorKind } from './case.js';

/** The contract's states of a chat. */
export const chatState = { assistant: 1, waiting: 2, human: 3, closed: 4 } as const;

/** What the rules of a chat look at. */
export interface ChatFacts {
  readonly state: number;
  readonly ownerId: string;
  readonly handOverReason: number;
  readonly lastMessageAt?: Date | undefined;
}

/** Somebody who writes. */
export interface Writer {
  readonly kind: number;
  /** The colleague; nobody else is named. */
  readonly id: string;
}

/**
 * A chat after a message. The assistant may write only where it is its word, so it is mute from the moment a person writes or is asked for;
 * a colleague's message makes it theirs. Throws `WRONG_STATE`.
 */
export function wrote<T extends ChatFacts>(chat: T, by: Writer, now: Date): T {
  if (chat.state === chatState.closed || (by.kind === authorKind.assistant && chat.state !== chatState.assistant)) throw wrongState(chat);
  const heard = { ...chat, lastMessageAt: now };
  return by.kind === authorKind.agent ? { ...heard, state: chatState.human, ownerId: chat.ownerId || by.id } : heard;
}

/** A chat that waits for a person; one that waits or is a person's already stays as it is. */
export function handedOver<T extends ChatFacts>(chat: T, reason: number): T {
  if (chat.state === chatState.closed) throw wrongState(chat);
  return chat.state === chatState.assistant ? { ...chat, state: chatState.waiting, handOverReason: reason } : chat;
}

/** A chat that a colleague took over, also from another one. */
export function takenOver<T extends ChatFacts>(chat: T, colleagueId: string): T {
  if (chat.state === chatState.closed) throw wrongState(chat);
  return { ...chat, state: chatState.human, ownerId: colleagueId };
}

/** A chat in which nobody writes any more. */
export function ended<T extends ChatFacts>(chat: T): T {
  return { ...chat, state: chatState.closed };
}

/** What the customer is told when people take over: in their language, with the number to ask about later. */
export function handOverNotice(language: string, caseNumber: number): string {
  return language === 'en'
    ? `I am handing this over to a colleague. Your case is no. ${caseNumber}; you will be answered here or by the contact details that we have.`
    : `Передаю разговор сотруднику. Номер обращения — ${caseNumber}; вам ответят здесь или по контактам, которые у нас есть.`;
}

/** A line by which colleagues know a chat's case: what the customer wrote first. */
export function titleOf(language: string, firstWords: string): string {
  const line = firstWords.replace(/\s+/g, ' ').trim();
  const short = line.length > 120 ? `${line.slice(0, 119).trimEnd()}…` : line;
  return `${language === 'en' ? 'Chat' : 'Чат'}: ${short || '—'}`;
}

function wrongState({ state }: ChatFacts): AppError {
  const name = Object.entries(chatState).find(([, number]) => number === state)?.[0] ?? String(state);
  return new AppError('conflict', 'WRONG_STATE', { params: { noun: 'chat', state: name } });
}

/** So many messages a stranger may write into one chat; signed in, as many as they like. */
export const mostVisitorMessages = 100;
/** So many chats strangers may begin within an hour, with a tenant. */
export const mostVisitorChatsHourly = 600;

/** Throws `VISITOR_CHAT_FULL` where a stranger has written enough. */
export function assertRoom(written: number): void {
  if (written >= mostVisitorMessages) throw new AppError('conflict', 'VISITOR_CHAT_FULL');
}

/** Throws `exhausted` VISITORS_TOO_MANY where strangers have begun enough chats. */
export function assertRoomForVisitor(begunWithinHour: number): void {
  if (begunWithinHour >= mostVisitorChatsHourly) throw new AppError('exhausted', 'VISITORS_TOO_MANY', { retryAfterMs: 600_000 });
}
