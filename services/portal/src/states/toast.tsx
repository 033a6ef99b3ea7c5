import { Button } from '@mantine/core';
import type { NotificationData } from '@mantine/notifications';
import { fieldTroublesOf, troubleOf } from '../api/trouble.js';
import { currentLocale } from '../i18n/locale.js';
import { sayIn } from '../i18n/text.js';
import { wantToasts } from './toasts.js';

const undoMs = 10_000;
const troubleMs = 12_000;

/** Says in passing that something was done. */
export function sayDone(message: string): void {
  void show({ message });
}

/** Says in passing what somebody must know, without having asked. */
export function sayTold(message: string): void {
  void show({ message, color: 'yellow', autoClose: troubleMs, role: 'alert' });
}

const newestOf = new Map<string, string>();

/** Says that something was done, and offers to undo it for a while; of a topic, only the newest. */
export function offerUndo(message: string, undo: () => void, topic?: string): void {
  const say = sayIn(currentLocale());
  const id = `undo-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const before = topic && newestOf.get(topic);
  if (before) void toasts().then(({ notifications }) => notifications.hide(before));
  if (topic) newestOf.set(topic, id);
  const onClick = () => {
    void toasts().then(({ notifications }) => notifications.hide(id));
    undo();
  };
  void show({
    id,
    autoClose: undoMs,
    message: (
      <span className="row">
        <span>{message}</span>
        <Button className="push" variant="subtle" size="compact-sm" onClick={onClick}>
          {say('action.undo')}
        </Button>
      </span>
    ),
  });
}

/** Says in passing that something failed, where there is no field to say it at. */
export function sayTrouble(error: unknown): void {
  const { title, text, traceId } = troubleOf(error, sayIn(currentLocale()));
  void show({
    color: 'red',
    title,
    message: [[...fieldTroublesOf(error).values()][0] ?? text, traceId].filter(Boolean).join(' · '),
    autoClose: troubleMs,
    role: 'alert',
  });
}

const toasts = () => import('@mantine/notifications');

async function show(data: NotificationData): Promise<void> {
  const { notifications } = await toasts();
  wantToasts();
  notifications.show({ closeButtonProps: { 'aria-label': sayIn(currentLocale())('action.close') }, ...data });
}
