import { describe, expect, it } from '@jest/globals';
import { addressees } from './notification.js';

describe('whom a notification is for', () => {
  it('is each colleague once, and nobody who did it themselves', () => expect(addressees(['mark', 'sofia', 'mark', ''], 'sofia')).toEqual(['mark']));
});
