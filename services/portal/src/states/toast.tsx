import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { troubleOf } from '../api/trouble.js';
import { currentLocale } from '../i18n/locale.js';
import { sayIn } from '../i18n/text.js';

const undoMs = 10_000;
const troubleMs = 12_000;

const closable = () => ({ closeButtonProps: { 'aria-label': sayIn(currentLocale())('action.close') } });

/** Says in passing that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, ...closable() });
}

/** Says that something was done, and offers to undo it for a while. */
export function offerUndo(message: string, undo: () => void): void {
  const say = sayIn(currentLocale());
  const id = `undo-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
  const onClick = () => {
    notifications.hide(id);
    undo();
  };
  notifications.show({
    id,
    autoClose: undoMs,
    ...closable(),
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
  notifications.show({ color: 'red', title, message: [text, traceId].filter(Boolean).join(' · '), autoClose: troubleMs, role: 'alert', ...closable() });
}
