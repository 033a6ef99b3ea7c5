import type { FieldSpec } from './noun.js';

/** Fields that every record of the customer base has, whatever it is. */
export const keptFields: readonly FieldSpec[] = [
  { name: 'tags', local: 'tags', kind: 'tags', label: 'field.tags' },
  { name: 'owner_id', local: 'ownerId', kind: 'owner', label: 'field.owner_id' },
  { name: 'team_id', local: 'teamId', kind: 'team', label: 'field.team_id' },
  { name: 'source', local: 'source', kind: 'text', label: 'field.source' },
  { name: 'external_id', local: 'externalId', kind: 'text', label: 'field.external_id' },
  { name: 'created_at', local: 'createdAt', kind: 'moment', label: 'field.created_at' },
  { name: 'updated_at', local: 'updatedAt', kind: 'moment', label: 'field.updated_at' },
];
