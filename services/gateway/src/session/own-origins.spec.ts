import { describe, expect, it } from '@jest/globals';
import { OwnOrigins } from './own-origins.js';

const refused = expect.objectContaining({ code: 'forbidden', reason: 'CSRF' });
const mark = { 'x-rapport-csrf': '1' };
const site = new OwnOrigins('https://crm.example');

describe('a write that a cookie authorises', () => {
  it.each([
    ['the page’s own fetch', { ...mark, origin: 'https://crm.example', 'sec-fetch-site': 'same-origin' }],
    ['an older browser', { ...mark, origin: 'https://crm.example' }],
    ['a browser that leaves Origin out', { ...mark, 'sec-fetch-site': 'same-origin' }],
  ])('is taken from %s', (_who, headers) => {
    expect(() => site.demandOwnPage(headers)).not.toThrow();
  });

  it.each([
    ['without the header that a form cannot send', { origin: 'https://crm.example', 'sec-fetch-site': 'same-origin' }],
    ['from another site', { ...mark, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    ['from another site that hides where it is', { ...mark, origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['from another host of the same domain', { ...mark, origin: 'https://blog.crm.example', 'sec-fetch-site': 'same-site' }],
    ['by plain http', { ...mark, origin: 'http://crm.example' }],
    ['with two words that contradict', { ...mark, origin: 'https://crm.example', 'sec-fetch-site': 'cross-site' }],
    ['by nobody’s browser', { ...mark }],
    ['typed into the address bar', { ...mark, 'sec-fetch-site': 'none' }],
  ])('is refused %s', (_how, headers) => {
    expect(() => site.demandOwnPage(headers)).toThrow(refused);
  });
});

describe('the site’s own address', () => {
  it('is what the browser asked for when that is ours, else the public one', () => {
    const here = new OwnOrigins('http://localhost:8080');
    expect(here.of({ host: '127.0.0.1:8080' })).toBe('http://127.0.0.1:8080');
    expect(here.of({ host: '127.0.0.1:9090' })).toBe('http://localhost:8080');
    expect(site.of({ host: 'evil.example' })).toBe('https://crm.example');
  });

  it.each([
    ['/contacts?page=2#top', '/contacts?page=2#top'],
    [null, '/'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/x/..//evil.example', '/'],
    ['//evil.example/path', '/'],
    ['contacts', '/'],
    ['/a/../../b', '/b'],
  ])('is the only place to return to: %j gives %s', (wanted, path) => {
    expect(site.ownPath(wanted)).toBe(path);
  });
});
