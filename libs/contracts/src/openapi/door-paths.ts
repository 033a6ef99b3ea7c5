import { answerHeaders, headerRefs, problemRefs } from './answers.js';
import type { JsonSchema } from './json-schema.js';

/** What the door itself answers beside the rpcs: who I am, and what changes as it happens. */
export const doorPaths: Readonly<Record<string, JsonSchema>> = {
  '/v1/me': {
    get: {
      operationId: 'getMe',
      tags: ['Me'],
      summary: 'Who is signed in, and what they may do',
      description: 'The caller’s identity, roles and teams, and for each right how far it reaches: `self`, `own`, `team` or `tenant`.',
      parameters: [{ $ref: '#/components/parameters/Accept-Language' }],
      responses: {
        200: {
          description: 'The caller.',
          headers: headerRefs(answerHeaders),
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Me' } } },
        },
        ...problemRefs(['Unauthenticated', 'Forbidden', 'Exhausted', 'Internal', 'Unavailable']),
      },
    },
  },
  '/v1/changes': {
    get: {
      operationId: 'watchChanges',
      tags: ['Changes'],
      summary: 'What changes, as it happens',
      description:
        'Server-sent events that stay open. Each has the event’s name and a position as `id`; its data says which record changed, not what: `{type, noun, id, version, at}`. ' +
        'Only changes of records that the caller may read are told. Come back with `Last-Event-ID` to miss nothing. A line with `event: end` says why the stream ends.',
      parameters: [
        { name: 'Last-Event-ID', in: 'header', description: 'The position of the last change that was seen; none: from now on.', schema: { type: 'string' } },
        { $ref: '#/components/parameters/Accept-Language' },
      ],
      responses: {
        200: { description: 'The changes.', headers: headerRefs(answerHeaders), content: { 'text/event-stream': { schema: { type: 'string' } } } },
        ...problemRefs(['Unauthenticated', 'Forbidden', 'Exhausted', 'Internal', 'Unavailable']),
      },
    },
  },
};

const texts = { type: 'array', items: { type: 'string' } };

/** Schemas that only the door's own answers use. */
export const doorSchemas: Readonly<Record<string, JsonSchema>> = {
  Me: {
    type: 'object',
    description: 'The caller.',
    properties: {
      id: { type: 'string' },
      username: { type: 'string' },
      kind: { type: 'string' },
      tenant: { type: 'string' },
      roles: texts,
      teams: texts,
      contact_id: { type: 'string', description: 'Of a customer: the record that they are.' },
      permissions: { type: 'object', additionalProperties: { type: 'string', enum: ['self', 'own', 'team', 'tenant'] } },
      locale: { type: 'string', enum: ['en', 'ru'] },
      signed_in_by: { type: 'string', enum: ['session', 'token'] },
      expires_at: { type: 'string', format: 'date-time' },
    },
    required: ['id', 'tenant', 'roles', 'teams', 'permissions'],
  },
};
