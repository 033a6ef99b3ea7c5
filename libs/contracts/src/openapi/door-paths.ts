import { answerHeaders, headerRefs, problemRefs } from './answers.js';
import type { JsonSchema } from './json-schema.js';

const changeExample = `id: EVENTS_accounts:12
event: ContactUpdated
data: {"type":"rapport.accounts.v1.ContactUpdated","noun":"contact","id":"01900000-0000-7000-8000-00000000c001","version":3,"at":"2026-01-15T09:30:00.000Z"}

`;

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
        ...problemRefs(['Unauthenticated', 'Exhausted', 'LongHeaders', 'Internal', 'Unavailable']),
      },
    },
  },
  '/v1/changes': {
    get: {
      operationId: 'watchChanges',
      tags: ['Changes'],
      summary: 'What changes, as it happens',
      description:
        'A stream of server-sent events (`ChangeEvent`) that stays open. `event` is the event’s name, `id` a position, and `data` a `Change`: which record changed, not what. ' +
        'Only changes of records that the caller may read are told. Come back with `Last-Event-ID` to miss nothing; after a position that this installation does not know, everything kept is told. ' +
        'A comment every 15 seconds shows that the line is alive. The last event is `end`; its data `{"reason": …}` says why: `SESSION_EXPIRED` or `SHUTDOWN`. ' +
        'One caller may have 8 streams open.',
      parameters: [
        {
          name: 'Last-Event-ID',
          in: 'header',
          description: 'The position of the last change that was seen; none: from now on.',
          schema: { type: 'string' },
        },
        { $ref: '#/components/parameters/Accept-Language' },
      ],
      responses: {
        200: {
          description: 'The changes.',
          headers: headerRefs(answerHeaders),
          content: {
            'text/event-stream': {
              schema: { $ref: '#/components/schemas/ChangeEvent' },
              example: changeExample,
            },
          },
        },
        ...problemRefs(['Unauthenticated', 'Exhausted', 'LongHeaders', 'Internal', 'Unavailable']),
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
      id: { type: 'string', description: 'The id in `owner_id`, `author_id` and audit.' },
      username: { type: 'string', description: 'How colleagues mention them.' },
      kind: { type: 'string', enum: ['person', 'customer', 'service'] },
      tenant: { type: 'string' },
      roles: texts,
      teams: texts,
      contact_id: { type: 'string', description: 'Of a customer: the record that they are.' },
      permissions: {
        type: 'object',
        description: 'How far each right reaches; a right that is missing is not given.',
        additionalProperties: { type: 'string', enum: ['self', 'own', 'team', 'tenant'] },
      },
      locale: { type: 'string', enum: ['en', 'ru'], description: 'The language of this request.' },
      signed_in_by: { type: 'string', enum: ['session', 'token'] },
      expires_at: { type: 'string', format: 'date-time' },
    },
    required: ['id', 'username', 'kind', 'tenant', 'roles', 'teams', 'permissions', 'locale', 'signed_in_by', 'expires_at'],
  },
  ChangeEvent: {
    type: 'object',
    description: 'One event of the stream.',
    properties: {
      id: { type: 'string', description: 'The position: send it as `Last-Event-ID`.' },
      event: { type: 'string', description: 'The event’s name without its package, such as `ContactUpdated`; `end` for the last one.' },
      data: {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: {
          anyOf: [{ $ref: '#/components/schemas/Change' }, { type: 'object', properties: { reason: { type: 'string' } }, required: ['reason'] }],
        },
      },
    },
    required: ['event', 'data'],
  },
  Change: {
    type: 'object',
    description: 'That a record changed: read it to see what.',
    properties: {
      type: { type: 'string', description: 'The event’s full name.' },
      noun: { type: 'string' },
      id: { type: 'string', description: 'The record’s id.' },
      version: { type: 'integer', minimum: 0, description: 'Grows with each change of the record.' },
      subjects: {
        type: 'array',
        description: 'The customers concerned, where a note, a relation or a timeline of theirs changed.',
        items: { type: 'object', properties: { noun: { type: 'string' }, id: { type: 'string' } }, required: ['noun', 'id'] },
      },
      at: { type: 'string', format: 'date-time' },
    },
    required: ['type', 'noun', 'id', 'version', 'at'],
  },
};
