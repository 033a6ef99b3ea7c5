import { describe, expect, it } from '@jest/globals';
import { peopleFrom, take } from './people.mjs';
import { typedHits, typedMisses } from './plain-copy.mjs';

describe('made-up people', () => {
  it('are the same ones for the same seed, and others for another', () => {
    expect(take(peopleFrom(1), 50)).toEqual(take(peopleFrom(1), 50));
    expect(take(peopleFrom(1), 50)).not.toEqual(take(peopleFrom(2), 50));
  });

  it('have names in both languages, addresses of their own and numbers that nobody has', () => {
    const people = take(peopleFrom(1), 2000);
    expect(new Set(people.map(({ email }) => email)).size).toBe(2000);
    expect(new Set(people.map(({ language }) => language))).toEqual(new Set(['ru', 'en']));
    for (const { email, phone } of people) expect(`${email} ${phone}`).toMatch(/^[a-z]+\.\d+@[a-z]+\.example \+(7900\d{7}|1202[2-9]\d{6})$/);
  });
});

describe('what is typed', () => {
  it('begins something of a person when it is to be found, and nothing when it is not', () => {
    const everybody = take(peopleFrom(2026), 10_000).map(({ familyName, givenName, email, phone }) =>
      `${familyName} ${givenName} ${email} ${phone}`.toLowerCase(),
    );
    for (const typed of typedHits(10_000, 24)) expect(everybody.some((text) => text.includes(typed.toLowerCase()))).toBe(true);
    for (const typed of typedMisses(24)) expect(everybody.some((text) => text.includes(typed))).toBe(false);
  });
});
