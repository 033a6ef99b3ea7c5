import { pascal } from '../nouns/names.js';
import { nouns } from '../nouns/nouns.js';
import { announceSessionOver } from '../session/session-over.js';

/** That a record changed, as `GET /v1/changes` says it. */
export interface Change {
  readonly noun: string;
  readonly id: string;
  /** The customers concerned, where something of theirs changed. */
  readonly subjects?: readonly { readonly noun: string; readonly id: string }[];
}

/** Names of the events that concern an open page. */
const names = [
  ...nouns.flatMap(({ name, events = [] }) => [...['Created', 'Updated', 'Deleted', 'Restored'].map((what) => `${pascal(name)}${what}`), ...events]),
  'NoteWritten',
  'RelationCreated',
  'RelationUpdated',
  'RelationDeleted',
  'TimelineEntryPut',
  'CaseMessagePosted',
  'CaseNotePosted',
  'CaseSorted',
  'CustomFieldsChanged',
  'NotificationMade',
  'NotificationsRead',
  'CorrectionProposed',
  'CorrectionDecided',
];

/**
 * Listens for changes until stopped. A browser opens six lines to a site, so one tab of all listens and tells the others;
 * when it is closed, the next takes over.
 */
export function followChanges(heard: (change: Change) => void): () => void {
  const channel = new BroadcastChannel('rapport-changes');
  const stop = new AbortController();
  channel.onmessage = ({ data }: MessageEvent<Change>) => heard(data);
  const listen = () =>
    listenUntil(stop.signal, (change) => {
      heard(change);
      channel.postMessage(change);
    });
  // Without a secure page there are no locks; then every tab listens for itself.
  const leading = 'locks' in navigator ? navigator.locks.request('rapport-changes', { signal: stop.signal }, listen) : listen();
  leading.catch(() => undefined);
  return () => {
    stop.abort();
    channel.close();
  };
}

function listenUntil(signal: AbortSignal, tell: (change: Change) => void): Promise<void> {
  return new Promise((done) => {
    const source = new EventSource('/v1/changes');
    const onChange = ({ data }: MessageEvent<string>) => tell(JSON.parse(data) as Change);
    for (const name of names) source.addEventListener(name, onChange);
    source.addEventListener('end', () => {
      source.close();
      announceSessionOver();
    });
    signal.addEventListener('abort', () => {
      source.close();
      done();
    });
  });
}
