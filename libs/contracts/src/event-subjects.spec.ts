import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from '@jest/globals';
import { concernedBy, lineOf, subjectsOf, timelineEvents } from './event-subjects.js';
import { ContactUpdatedSchema, NoteWrittenSchema, RelationCreatedSchema } from './gen/index.js';

const note = create(NoteWrittenSchema, { noteId: 'n1', subjectNoun: 'contact', subjectId: 'c1', action: 'created', mentions: ['mark'] });
const update = create(ContactUpdatedSchema, { contactId: 'c1', fields: ['emails', 'tags'] });

describe('an event', () => {
  it('concerns the customers that its contract names, or the one that it is about', () => {
    expect(subjectsOf(NoteWrittenSchema, note)).toEqual([{ role: 'subject', noun: 'contact', id: 'c1' }]);
    expect(subjectsOf(ContactUpdatedSchema, update)).toEqual([]);
    expect(concernedBy(ContactUpdatedSchema, update)).toEqual([{ role: 'contact', noun: 'contact', id: 'c1' }]);
    expect(concernedBy(RelationCreatedSchema, create(RelationCreatedSchema, { toNoun: 'company', toId: 'k1' }))).toEqual([
      { role: 'to', noun: 'company', id: 'k1' },
    ]);
  });

  it('gives the line that its contract asks for, with facts and nothing else', () => {
    expect(timelineEvents).toEqual(expect.arrayContaining([NoteWrittenSchema, ContactUpdatedSchema]));
    expect(lineOf(NoteWrittenSchema, note)).toEqual({ kind: 'note', facts: { note: 'n1', action: 'created' }, at: undefined, source: 'accounts' });
    expect(lineOf(ContactUpdatedSchema, update).facts).toEqual({ fields: 'emails,tags' });
  });
});
