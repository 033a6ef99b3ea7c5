import { describe, expect, it } from '@jest/globals';
import { ChatState } from '@rapport/contracts';
import fc from 'fast-check';
import { authorKind } from './case.js';
import { assertRoomForVisitor, chatState, ended, handedOver, handOverNotice, takenOver, titleOf, wrote, type ChatFacts } from './chat.js';

const now = new Date('2026-03-01T23:00:00Z');
const begun: ChatFacts = { state: chatState.assistant, ownerId: '', handOverReason: 0 };
const step = fc.constantFrom('customer', 'agent', 'assistant', 'hand over', 'take over', 'end');
type Step = 'customer' | 'agent' | 'assistant' | 'hand over' | 'take over' | 'end';

function after(chat: ChatFacts, does: Step): ChatFacts {
  if (does === 'hand over') return handedOver(chat, 1);
  if (does === 'take over') return takenOver(chat, 'anna');
  if (does === 'end') return ended(chat);
  return wrote(chat, { kind: authorKind[does], id: does === 'agent' ? 'anna' : '' }, now);
}

/** The chat after steps, and those that were not refused. */
function history(steps: readonly Step[]) {
  let chat = begun;
  const done: Step[] = [];
  for (const does of steps) {
    try {
      chat = after(chat, does);
      done.push(does);
    } catch {
      // Refused.
    }
  }
  return { chat, done };
}

describe('a chat', () => {
  it('has the states of its contract', () =>
    expect(chatState).toEqual({ assistant: ChatState.ASSISTANT, waiting: ChatState.WAITING, human: ChatState.HUMAN, closed: ChatState.CLOSED }));

  it('has a mute assistant from the moment a person writes, takes over or is asked for, whatever comes after', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { done } = history(steps);
        const people = done.findIndex((one) => one !== 'customer' && one !== 'assistant');
        expect(people < 0 ? [] : done.slice(people).filter((one) => one === 'assistant')).toEqual([]);
      }),
    ));

  it('is written into by nobody after its end', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 }), (before, later) => {
        const { done } = history([...before, 'end', ...later]);
        const end = done.indexOf('end');
        expect(done.slice(end).filter((one) => one !== 'end')).toEqual([]);
      }),
    ));

  it('never goes back to the assistant, and belongs to somebody where it is a person’s word', () =>
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const { chat, done } = history(steps);
        expect(chat.state === chatState.assistant).toBe(done.every((one) => one === 'customer' || one === 'assistant'));
        if (chat.state === chatState.human) expect(chat.ownerId).toBe('anna');
      }),
    ));

  it('is known by what the customer wrote first, in a line', () => {
    expect(titleOf('en', 'Where is\n my order?')).toBe('Chat: Where is my order?');
    expect([titleOf('ru', 'а'.repeat(500)).length, titleOf('ru', ' ')]).toEqual([125, 'Чат: —']);
    expect([handOverNotice('en', 7), handOverNotice('ru', 7)].every((text) => text.includes('7'))).toBe(true);
  });

  it('is begun by so many strangers an hour and no more', () => {
    expect(() => assertRoomForVisitor(599)).not.toThrow();
    expect(() => assertRoomForVisitor(600)).toThrow(expect.objectContaining({ code: 'exhausted', reason: 'VISITORS_TOO_MANY' }));
  });
});
