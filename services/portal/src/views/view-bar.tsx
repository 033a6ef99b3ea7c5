import '@mantine/core/styles/Menu.layer.css';
import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core';
import type { View } from '@rapport/contracts/client';
import { IconChevronDown, IconPinFilled } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useSay } from '../i18n/text.js';
import type { Columns } from '../list/columns.js';
import type { ListWish } from '../list/list-search.js';
import type { Noun } from '../nouns/noun.js';
import { may, useMe, type Me } from '../session/me.js';
import { sayTrouble } from '../states/toast.js';
import { draftOfWish, everything, isChanged, type ListView } from './list-view.js';
import { notYetKnown } from './opening.js';
import { useViews, useViewWrites } from './use-views.js';
import { ViewDialog } from './view-dialog.js';
import { ViewMenu } from './view-menu.js';

interface ViewBarProps {
  readonly noun: Noun;
  readonly wish: ListWish;
  readonly change: (wish: ListWish) => void;
  readonly columns: Columns;
  /** The view that is still to be opened. */
  readonly opens: string | undefined;
}

/** The views of a list, to look at it in the one or the other, to keep how it is now, and to change what is kept. */
export function ViewBar({ noun, wish, change, columns, opens }: ViewBarProps) {
  const say = useSay();
  const { views, isReady } = useViews(noun);
  const open = (view: ListView) => change(view.wish);
  const current = useOpening({ noun, wish, change, columns, opens }, views, isReady);
  const tabs = views.filter((view) => !view.kept || view.kept.pinned || view === current);
  const others = views.filter((view) => !tabs.includes(view));
  return (
    <div className="views">
      <nav className="view-tabs" aria-label={say('view.title')}>
        {tabs.map((view) => (
          <UnstyledButton key={view.id} className="view-tab" aria-current={view === current ? 'true' : undefined} onClick={() => open(view)}>
            {view.kept?.pinned && <IconPinFilled size={11} aria-hidden />}
            {view.name}
          </UnstyledButton>
        ))}
        {others.length > 0 && <Others views={others} open={open} />}
      </nav>
      {current && <Keeping noun={noun} wish={wish} change={change} columns={columns} current={current} />}
    </div>
  );
}

function Others({ views, open }: { readonly views: readonly ListView[]; readonly open: (view: ListView) => void }) {
  const say = useSay();
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={say('view.more')}>
          <IconChevronDown size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {views.map((view) => (
          <Menu.Item key={view.id} onClick={() => open(view)}>
            {view.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

interface KeepingProps extends Omit<ViewBarProps, 'opens'> {
  readonly current: ListView;
}

/** How far the list has gone from its view, and what can be done about it. */
function Keeping({ noun, wish, change, columns, current }: KeepingProps) {
  const me = useMe();
  const { save, remove } = useViewWrites(noun);
  const [edited, setEdited] = useState<'new' | 'kept'>();
  const hasChanged = isChanged(current, wish, columns.shown);
  const mayKeep = may(me, 'views.write');
  const mayChange = mayKeep && current.kept !== undefined && isOurs(current.kept, me);
  const saveNow = () => current.kept && save.mutate({ kept: current.kept, draft: draftOfWish(wish, columns.shown) }, { onError: sayTrouble });
  return (
    <div className="view-keeping">
      {hasChanged && (
        <Changed
          reset={() => (change(current.wish), columns.show(current.columns))}
          save={mayChange ? saveNow : undefined}
          isSaving={save.isPending}
          saveAs={mayKeep ? () => setEdited('new') : undefined}
        />
      )}
      <ViewMenu
        noun={noun}
        view={current}
        mayChange={mayChange}
        edit={() => setEdited('kept')}
        pin={(pinned) => save.mutate({ kept: current.kept, draft: { pinned } }, { onError: sayTrouble })}
        remove={() => current.kept && void remove(current.kept)}
      />
      {edited && (
        <ViewDialog
          kept={edited === 'kept' ? current.kept : undefined}
          save={save}
          draft={edited === 'new' ? draftOfWish(wish, columns.shown) : {}}
          saved={(view) => edited === 'new' && change({ ...wish, view: view.id })}
          close={() => (save.reset(), setEdited(undefined))}
        />
      )}
    </div>
  );
}

interface ChangedProps {
  readonly reset: () => void;
  readonly save: (() => void) | undefined;
  readonly isSaving: boolean;
  readonly saveAs: (() => void) | undefined;
}

function Changed({ reset, save, isSaving, saveAs }: ChangedProps) {
  const say = useSay();
  return (
    <>
      <span className="tiny soft" role="status">
        {say('view.changed')}
      </span>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={reset}>
        {say('view.reset')}
      </Button>
      {save && (
        <Button variant="light" size="compact-xs" loading={isSaving} onClick={save}>
          {say('view.save')}
        </Button>
      )}
      {saveAs && (
        <Button variant="subtle" size="compact-xs" onClick={saveAs}>
          {say('view.saveAs')}
        </Button>
      )}
    </>
  );
}

/** One's own, one's team's, or the tenant's where one answers for that. */
function isOurs({ ownerId, teamId }: View, me: Me): boolean {
  return ownerId === me.id || teamId !== '' || me.permissions['views.write'] === 'tenant';
}

/** Opens the view that stands in the address, or with which the list begins; of one that is gone, all records. */
function useOpening({ wish, change, columns, opens }: ViewBarProps, views: readonly ListView[], isReady: boolean) {
  const all = views.find(({ id }) => id === everything)!;
  const current = views.find(({ id }) => id === (wish.view ?? everything));
  const wanted = opens === undefined || opens === notYetKnown ? undefined : (views.find(({ id }) => id === opens) ?? (isReady ? all : undefined));
  useEffect(() => {
    if (wanted) change(wanted.wish);
    // Only when there is another one to open: what one changes meanwhile stays.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [wanted?.id]);
  const gone = isReady && !current && opens === undefined;
  useEffect(() => {
    if (gone) change(all.wish);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [gone]);
  const shownOf = useRef(current?.columns);
  useEffect(() => {
    if (shownOf.current === current?.columns) return;
    shownOf.current = current?.columns;
    columns.show(current?.columns);
    // oxlint-disable-next-line react/exhaustive-deps
  }, [current?.id, current?.columns]);
  return current;
}
