import {
  NoteSchema,
  NoteService,
  NoteWrittenSchema,
  plain,
  wire,
  type CreateNoteRequest,
  type DeleteRequest,
  type GetRequest,
  type ListNotesRequest,
  type PlainOf,
  type RestoreRequest,
  type UpdateNoteRequest,
} from '@rapport/contracts';
import { AppError, type CallContext } from '@rapport/kernel';
import { Serves, type Serving } from '@rapport/messaging';
import { merged, UnitOfWork, type Tx } from '@rapport/persistence';
import { mentionedIds, mentionsIn } from '../domain/note.js';
import { ColleagueStore } from '../store/colleague.store.js';
import { CustomerStores } from '../store/customer.stores.js';
import { NoteStore } from '../store/note.store.js';

type Note = PlainOf<typeof NoteSchema>;

@Serves(NoteService)
export class NoteApi implements Serving<typeof NoteService> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly notes: NoteStore,
    private readonly customers: CustomerStores,
    private readonly colleagues: ColleagueStore,
  ) {}

  createNote(call: CallContext, { note }: CreateNoteRequest) {
    const draft = plain(NoteSchema, note!);
    return this.work.run(call, async (tx) => {
      await this.customers.assertVisible(tx, draft.subject!, '/note/subject');
      const written = await this.notes.insert(tx, { ...draft, authorId: call.principal.id, mentions: await this.mentioned(tx, draft.body) });
      call.notes.created = true;
      this.say(tx, written, 'created', written.mentions);
      return wire(NoteSchema, written);
    });
  }

  getNote(call: CallContext, { id, fields }: GetRequest) {
    return this.work.read(call, async (tx) => {
      const { subject } = await this.notes.get(tx, id, { fields: 'subject' });
      await this.customers.assertVisible(tx, subject!);
      return wire(NoteSchema, await this.notes.get(tx, id, { fields }));
    });
  }

  listNotes(call: CallContext, { noun, id, pageSize, pageToken }: ListNotesRequest) {
    return this.work.read(call, async (tx) => {
      await this.customers.assertVisible(tx, { noun, id });
      const { records, nextPageToken } = await this.notes.about(tx, id, { pageSize, pageToken });
      return { notes: records.map((record) => wire(NoteSchema, record)), nextPageToken };
    });
  }

  updateNote(call: CallContext, { note, updateMask }: UpdateNoteRequest) {
    const patch = plain(NoteSchema, note!);
    return this.work.run(call, async (tx) => {
      const before = await this.visible(tx, patch.id);
      if (before.authorId !== call.principal.id) throw new AppError('forbidden', 'NOT_OWNER');
      const mentions = await this.mentioned(tx, patch.body || before.body);
      const { after, fields } = await this.notes.change(tx, patch.id, patch.etag, (current) => ({
        ...merged(this.notes.shape, current, patch, updateMask?.paths),
        mentions,
      }));
      if (fields.length > 0)
        this.say(
          tx,
          after,
          'updated',
          mentions.filter((id) => !before.mentions.includes(id)),
        );
      return wire(NoteSchema, after);
    });
  }

  deleteNote(call: CallContext, { id, etag }: DeleteRequest) {
    return this.work.run(call, async (tx) => {
      this.assertMayRemove(call, await this.visible(tx, id));
      const removed = await this.notes.remove(tx, id, etag);
      this.say(tx, removed, 'deleted');
      return wire(NoteSchema, removed);
    });
  }

  restoreNote(call: CallContext, { id }: RestoreRequest) {
    return this.work.run(call, async (tx) => {
      const restored = await this.notes.restore(tx, id);
      this.assertMayRemove(call, restored);
      await this.customers.assertVisible(tx, restored.subject!);
      this.say(tx, restored, 'restored');
      return wire(NoteSchema, restored);
    });
  }

  /** A note may be seen by whoever may see the customer. */
  private async visible(tx: Tx, id: string): Promise<Note> {
    const note = await this.notes.get(tx, id);
    await this.customers.assertVisible(tx, note.subject!);
    return note;
  }

  private assertMayRemove(call: CallContext, note: Note): void {
    if (note.authorId !== call.principal.id && call.rights.scope('notes.write') !== 'tenant') throw new AppError('forbidden', 'NOT_OWNER');
  }

  private async mentioned(tx: Tx, body: string): Promise<string[]> {
    return mentionedIds(body, await this.colleagues.byUsernames(tx, mentionsIn(body)));
  }

  private say(tx: Tx, { id, subject, authorId }: Note, action: string, mentions: readonly string[] = []): void {
    tx.say(NoteWrittenSchema, { noteId: id, subjectNoun: subject!.noun, subjectId: subject!.id, authorId, action, mentions: [...mentions] });
  }
}
