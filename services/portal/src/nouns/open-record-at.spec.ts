import { describe, expect, it } from '@jest/globals';
import { openRecordAt } from './open-record-at.js';

const places = [
  { name: 'contact', path: '/people' },
  { name: 'company', path: '/companies' },
] as const;

describe('the record at an address', () => {
  it.each([
    ['/people/01900000-0000-7000-8000-00000000c001', { noun: 'contact', id: '01900000-0000-7000-8000-00000000c001' }],
    ['/companies/7', { noun: 'company', id: '7' }],
    ['/people', undefined],
    ['/', undefined],
    ['/calls/7', undefined],
  ])('%s', (path, found) => expect(openRecordAt(path, places)).toEqual(found));
});
