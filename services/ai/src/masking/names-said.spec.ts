import { expect, it } from '@jest/globals';
import { namesSaid } from './names-said.js';

it.each([
  ['Good morning, this is Sofia from Acme. I am calling about your contract.', ['Sofia'], ['Acme']],
  ['Hello Maria Kovaleva. We also have an offer from Northwind.', ['Maria Kovaleva'], ['Northwind']],
  ['My name is Peter. We will talk from Monday, or in March.', ['Peter'], []],
  ['Здравствуйте, Мария. Меня зовут Игорь, я из Севера.', ['Игорь', 'Мария'], ['Севера']],
  ['Thank you. And the price is too high.', [], []],
])('names that are said: %s', (text, people, organisations) => {
  const said = namesSaid([text]);
  expect([said.people.toSorted(), said.organisations]).toEqual([people, organisations]);
});
