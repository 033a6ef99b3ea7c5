import { expect, it } from '@jest/globals';
import { typedAfter, type TypedAhead } from './typed-ahead.js';

const plain = { ctrlKey: false, metaKey: false, altKey: false };
const typed = (...keys: readonly string[]) =>
  keys.reduce<TypedAhead>((before, key) => typedAfter(before, { ...plain, key }) ?? before, { text: '', isEntered: false });

it('keeps letters in their order, takes the last back, and knows whether Enter came last', () => {
  expect(typed('н', 'о', 'т', 'Backspace', 'Shift', 'р')).toEqual({ text: 'нор', isEntered: false });
  expect(typed('a', 'Enter')).toEqual({ text: 'a', isEntered: true });
  expect(typed('Enter', 'a')).toEqual({ text: 'a', isEntered: false });
});

it('leaves commands to whom they are for, but keeps what AltGr writes', () => {
  const nothing = { text: '', isEntered: false };
  expect(typedAfter(nothing, { ...plain, key: 'r', ctrlKey: true })).toBeUndefined();
  expect(typedAfter(nothing, { ...plain, key: 'Escape' })).toBeUndefined();
  expect(typedAfter(nothing, { ...plain, key: '@', ctrlKey: true, altKey: true })).toEqual({ text: '@', isEntered: false });
});
