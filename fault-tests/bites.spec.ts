import { describe, expect, it } from '@jest/globals';
import { Bites } from './bites.js';

describe('evidence that strikes hit', () => {
  const bites = new Bites();
  bites.note(0, 'connections lost', 3);
  bites.note(1, 'connections lost', 2);
  bites.note(1, 'commands in doubt', 0);

  it('counts only rounds of which every piece says so', () => {
    expect(bites.rounds).toBe(1);
  });

  it('names a round that did not hit, and one that left none', () => {
    expect(bites.missing(3)).toEqual(['round 2 did not hit: no commands in doubt', 'round 3 left no evidence that it hit']);
  });

  it('tells what was done', () => {
    expect(bites.told).toBe('3 + 2 connections lost, 0 commands in doubt');
  });
});
