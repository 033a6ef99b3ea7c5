import '@mantine/core/styles/Menu.layer.css';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArrowLeft, IconDots, IconTrash } from '@tabler/icons-react';
import { Suspense } from 'react';
import { Link } from '@tanstack/react-router';
import { FieldValueView } from '../fields/field-value.js';
import { useFields } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import { Face, hasFace } from '../look/face.js';
import { FollowButton } from '../notifications/follow-button.js';
import { useColleagues } from '../session/colleagues.js';
import { may, useMe } from '../session/me.js';
import { partsOf } from './noun-parts.js';
import { useOpenRecord } from './open-record.js';
import { useRemoval } from './use-removal.js';

/** Whose page this is. */
export function RecordHead() {
  const say = useSay();
  const { noun, record, mayDelete } = useOpenRecord();
  const { nameOf } = useColleagues();
  const { Actions } = partsOf(noun.name);
  const follows = noun.isCustomer === true && record.deletedAt === undefined && may(useMe(), 'follows.write');
  const title = noun.titleOf(record);
  const owner = nameOf(record.ownerId ?? '');
  const mark = useFields(noun).own.find(({ path }) => path === noun.mark?.name);
  return (
    <header className="record-head">
      <Link to={noun.path} className="record-back" aria-label={`${say('action.back')}: ${say(`${noun.name}.many`)}`}>
        <IconArrowLeft size={18} aria-hidden />
      </Link>
      {hasFace(noun) && <Face name={title} size="lg" />}
      <div className="record-title">
        <h1>{title}</h1>
        <p className="row row-wrap small soft">
          {noun.subtitleOf(record) && <span>{noun.subtitleOf(record)}</span>}
          {mark?.read(record) !== undefined && <FieldValueView field={mark} value={mark.read(record)} />}
          {owner && (
            <span>
              {say('field.owner_id')}: {owner}
            </span>
          )}
        </p>
      </div>
      <Suspense>{Actions && <Actions />}</Suspense>
      {follows && <FollowButton />}
      {mayDelete && record.deletedAt === undefined && <MoreActions isFirst={!Actions && !follows} />}
    </header>
  );
}

function MoreActions({ isFirst }: { readonly isFirst: boolean }) {
  const say = useSay();
  const { remove } = useRemoval();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <ActionIcon className={isFirst ? 'push' : ''} variant="default" size="lg" aria-label={say('record.actions')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => void remove()}>
          {say('record.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
