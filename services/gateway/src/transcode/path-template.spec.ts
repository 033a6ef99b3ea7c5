import { describe, expect, it } from '@jest/globals';
import { pathTemplate } from './path-template.js';

describe('a path template', () => {
  it('keeps field paths apart from the names that the router knows', () => {
    expect(pathTemplate('/v1/contacts/{contact.id}/notes/{note_id}')).toEqual({
      text: '/v1/contacts/{contact.id}/notes/{note_id}',
      pattern: '/v1/contacts/:p0/notes/:p1',
      variables: [['contact', 'id'], ['note_id']],
    });
  });

  it('writes a colon so that the router takes it for a colon', () => {
    expect(pathTemplate('/v1/jobs/{id}/run:now').pattern).toBe('/v1/jobs/:p0/run::now');
  });

  it.each(['v1/contacts', '/v1//contacts', '/v1/{Id}', '/v1/{id', '/v1/a{id}', '/v1/*', '/v1/con tacts'])('refuses %s', (path) => {
    expect(() => pathTemplate(path)).toThrow(/path/);
  });
});
