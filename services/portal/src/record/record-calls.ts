import { NoteService, RelationService, TimelineService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** What is written down about a record. */
export const notesCalls = callsOf(NoteService);

/** Whom it belongs together with. */
export const relationsCalls = callsOf(RelationService);

/** What happened with it. */
export const timelineCalls = callsOf(TimelineService);
