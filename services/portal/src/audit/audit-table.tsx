import './audit.css';
import type { AuditEntry } from '@rapport/contracts/client';
import { Link } from '@tanstack/react-router';
import { dateOf, useFormat } from '../i18n/format.js';
import { keyFor, useSay, type Say } from '../i18n/text.js';
import { nounNamed } from '../nouns/nouns.js';
import { recordPath } from '../nouns/record-path.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { SeenFields } from './seen-fields.js';

interface AuditTableProps {
  readonly entries: readonly AuditEntry[];
  /** Whether all entries are about one record, which then needs no column. */
  readonly ofOne?: boolean;
}

/** Who looked at or changed what, newest first. */
export function AuditTable({ entries, ofOne = false }: AuditTableProps) {
  const say = useSay();
  return (
    <table className="records audit">
      <thead>
        <tr>
          {!ofOne && (
            <th scope="col" className="at-md number">
              {say('audit.seq')}
            </th>
          )}
          <th scope="col">{say('audit.at')}</th>
          <th scope="col">{say('audit.who')}</th>
          <th scope="col">{say('audit.action')}</th>
          {!ofOne && (
            <th scope="col" className="at-sm">
              {say('audit.what')}
            </th>
          )}
          {!ofOne && (
            <th scope="col" className="at-md">
              {say('audit.fields')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id} entry={entry} ofOne={ofOne} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ entry, ofOne }: { readonly entry: AuditEntry; readonly ofOne: boolean }) {
  const say = useSay();
  const format = useFormat();
  const me = useMe();
  const { nameOf } = useColleagues();
  const at = entry.at && dateOf(entry.at);
  return (
    <tr>
      {!ofOne && <td className="at-md number soft tabular">{entry.seq > 0n ? String(entry.seq) : '…'}</td>}
      <td className="audit-at tabular">{at && <time dateTime={at.toISOString()}>{format.exactly(at)}</time>}</td>
      <td className="audit-who">
        <span className="block">{entry.actorId === me.id ? say('audit.you') : nameOf(entry.actorId)}</span>
        <span className="tiny soft">{rolesOf(entry, say)}</span>
      </td>
      <td className="audit-action">
        {wordFor('audit.action', entry.action, say)}
        {ofOne && <SeenFields names={entry.fields} />}
      </td>
      {!ofOne && (
        <td className="audit-what at-sm">
          <What entry={entry} />
        </td>
      )}
      {!ofOne && (
        <td className="audit-fields at-md">
          <SeenFields names={entry.fields} />
        </td>
      )}
    </tr>
  );
}

function What({ entry: { noun: name, recordIds } }: { readonly entry: AuditEntry }) {
  const say = useSay();
  const me = useMe();
  const noun = nounNamed(name);
  const [id] = recordIds;
  const word = wordFor('audit.noun', name, say);
  if (recordIds.length > 1) return <>{`${word} · ${say('audit.records', { n: recordIds.length })}`}</>;
  if (!noun || !id || !may(me, `${noun.plural}.read`)) return <>{word}</>;
  return (
    <Link className="link" to={recordPath(noun, id)}>
      {word} <span className="mono">{id.slice(-6)}</span>
    </Link>
  );
}

function rolesOf({ role }: AuditEntry, say: Say): string {
  return role
    .split(',')
    .map((each) => wordFor('role', each, say))
    .join(', ');
}

function wordFor(prefix: string, word: string, say: Say): string {
  const key = keyFor(prefix, word);
  return key ? say(key) : word;
}
