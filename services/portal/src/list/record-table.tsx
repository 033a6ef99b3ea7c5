import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { dateOf, phoneShown, useFormat } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import { Face } from '../look/face.js';
import { StandingMark, TagList } from '../look/marks.js';
import type { Customer, Noun } from '../nouns/noun.js';
import { useColleagues } from '../session/colleagues.js';

/** Records in rows. Narrow pages leave out columns, never the way to the record. */
export function RecordTable({ noun, records }: { readonly noun: Noun; readonly records: readonly Customer[] }) {
  const say = useSay();
  return (
    <table className="records">
      <thead>
        <tr>
          <th scope="col">{say(`${noun.name}.column.name`)}</th>
          <th scope="col" className="at-sm">
            {say('list.column.reach')}
          </th>
          <th scope="col">{say('list.column.standing')}</th>
          <th scope="col" className="at-md">
            {say('list.column.tags')}
          </th>
          <th scope="col" className="at-lg">
            {say('list.column.owner')}
          </th>
          <th scope="col" className="at-md">
            {say('list.column.updated')}
          </th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <Row key={record.id} noun={noun} record={record} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ noun, record }: { readonly noun: Noun; readonly record: Customer }) {
  const { nameOf } = useColleagues();
  const title = noun.titleOf(record);
  const email = record.emails[0]?.value;
  const phone = record.phones[0]?.value;
  return (
    <tr>
      <td>
        <span className="hit">
          <Face name={title} />
          <span>
            <Link className="records-name cut" to={`${noun.path}/$id`} params={{ id: record.id }}>
              {title}
            </Link>
            <span className="cut tiny soft">{noun.subtitleOf(record)}</span>
          </span>
        </span>
      </td>
      <td className="at-sm">
        <span className="cut block">{email}</span>
        <span className="tiny soft tabular">{phone && phoneShown(phone)}</span>
      </td>
      <td>
        <StandingMark value={record.standing} />
      </td>
      <td className="at-md">
        <TagList tags={record.tags} most={3} />
      </td>
      <td className="at-lg">{nameOf(record.ownerId)}</td>
      <td className="at-md soft">
        <Updated record={record} />
      </td>
    </tr>
  );
}

function Updated({ record: { updatedAt } }: { readonly record: Customer }) {
  const format = useFormat();
  if (!updatedAt) return null;
  const at = dateOf(updatedAt);
  return (
    <Tooltip label={format.exactly(at)} openDelay={400}>
      <time dateTime={at.toISOString()}>{format.ago(at)}</time>
    </Tooltip>
  );
}
