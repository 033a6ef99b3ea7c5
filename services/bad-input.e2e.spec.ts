import { describe, expect, it } from '@jest/globals';
import { expectProblem, frontDoor, places } from './front-door.fixture.js';

const door = frontDoor({ settings: { MAX_BODY_BYTES: '65536' }, people: ['gleb'] });

describe('bad input: a body', () => {
  it.each([
    ['an unknown field', { no_such_field: 'V' }, '/no_such_field UNKNOWN_FIELD'],
    ['a wrong type', { given_name: 7 }, '/given_name WRONG_TYPE'],
    ['a text that is too long', { given_name: 'x'.repeat(201) }, '/given_name TOO_LONG'],
    ['an invalid phone', { given_name: 'V', phones: [{ value: '12' }] }, '/phones/0/value INVALID_PHONE'],
    ['an invalid e-mail', { given_name: 'V', emails: [{ value: 'a@b@c' }] }, '/emails/0/value INVALID_EMAIL'],
    ['an unknown custom field', { given_name: 'V', custom: { 'no-such': 1 } }, '/custom/no-such UNKNOWN_CUSTOM_FIELD'],
    ['nobody', {}, '/family_name ONE_REQUIRED'],
  ])('with %s is refused with its place', async (_what, body, place) => {
    const answer = await expectProblem((asking) => door.program.post('/v1/contacts', body, asking), 400, 'INVALID_REQUEST');
    expect(places(answer)).toEqual([place]);
  });

  it.each(['{"given_name":', 'null', '[]', '"text"'])('%s is no JSON document of a person', async (body) => {
    expect((await door.program.post('/v1/contacts', body)).status).toBe(400);
  });

  it('that is no JSON is told so', () => expectProblem((asking) => door.program.post('/v1/contacts', '{"given_name":', asking), 400, 'INVALID_JSON'));

  it('that is too large is told the limit', async () => {
    const answer = await expectProblem((asking) => door.program.post('/v1/contacts', { given_name: 'x'.repeat(70_000) }, asking), 413, 'BODY_TOO_LARGE');
    expect(answer.json['detail']).toBe('The body is larger than 65536 bytes. Send it in several parts.');
  });

  it('of another type is told what to send', () =>
    expectProblem(
      ({ headers }) => door.program.post('/v1/contacts', 'x', { headers: { ...headers, 'content-type': 'text/plain' } }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ));
});

describe('bad input: a question', () => {
  it.each([
    ['page_token=made-up', '?page_token INVALID_PAGE_TOKEN'],
    ['filter=tags%3A', '?filter INVALID_FILTER'],
    ['filter=no_such_field%20%3D%20%22x%22', '?filter INVALID_FILTER'],
    ['order_by=no_such_field', '?order_by INVALID_ORDER'],
    ['fields=no_such_field', '?fields INVALID_FIELD_MASK'],
    ['page_size=201', '?page_size TOO_BIG'],
    ['page_size=many', '?page_size WRONG_TYPE'],
    ['no_such_field=V', '?no_such_field UNKNOWN_FIELD'],
  ])('%s is refused with its place', async (query, place) => {
    const answer = await expectProblem((asking) => door.program.get(`/v1/contacts?${query}`, asking), 400, 'INVALID_REQUEST');
    expect(places(answer)).toEqual([place]);
  });

  it('with a page token of another question is refused', async () => {
    await door.create();
    await door.create();
    const { next_page_token: page } = (await door.program.get('/v1/contacts?page_size=1')).json;
    expect(
      places(await door.program.get(`/v1/contacts?page_size=1&filter=${encodeURIComponent('tags:"vip"')}&page_token=${encodeURIComponent(String(page))}`)),
    ).toEqual(['?page_token INVALID_PAGE_TOKEN']);
  });

  it('with personal data in its address is sent to where it belongs', async () => {
    const filter = 'family_name = "Front"';
    expect((await door.program.get(`/v1/contacts?filter=${encodeURIComponent(filter)}`)).status).toBe(400);
    expect((await door.program.post('/v1/contacts/search', { filter })).status).toBe(200);
  });

  it('at no address is told so', () => expectProblem((asking) => door.program.get('/v1/nothing', asking), 404, 'ROUTE_NOT_FOUND'));

  it('with a method that the address does not take is told which it takes', async () => {
    const answer = await expectProblem((asking) => door.program.ask('PUT', '/v1/contacts', asking), 405, 'METHOD_NOT_ALLOWED');
    expect(answer.headers.get('allow')).toContain('POST');
  });
});

describe('bad input: an id', () => {
  it('that is none is refused', async () => expect(places(await door.program.get('/v1/contacts/1'))).toEqual(['{id} INVALID_ID']));

  it('of nobody is not found', () =>
    expectProblem((asking) => door.program.get('/v1/contacts/01900000-0000-7000-8000-00000000ffff', asking), 404, 'NOT_FOUND'));

  it('of another tenant is not found either, whatever is done to it', async () => {
    const { id } = await door.create();
    const stranger = door.people['gleb']!;
    const path = `/v1/contacts/${id}`;
    for (const [method, at, body] of [
      ['GET', path],
      ['PATCH', path, { given_name: 'X' }],
      ['DELETE', path],
      ['POST', `${path}/restore`, {}],
      ['GET', `/v1/timeline?noun=contact&id=${id}`],
      ['GET', `/v1/notes?noun=contact&id=${id}`],
    ] as const) {
      await expectProblem((asking) => stranger.ask(method, at, { ...asking, ...(body && { body }) }), 404, 'NOT_FOUND');
    }
    expect((await door.program.get(path)).json['given_name']).toBe('Vera');
  });
});
