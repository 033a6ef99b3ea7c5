/** Why a colleague is told. */
export type NotificationKind = 'mention' | 'task-assigned' | 'task-due' | 'record-handed-over' | 'followed-record-changed' | 'correction-proposed';

/** What a notification points at. */
export interface Pointer {
  readonly noun: string;
  readonly id: string;
}

/** Something that colleagues are to be told of. */
export interface Notice {
  readonly kind: NotificationKind;
  readonly record: Pointer;
  readonly subject?: Pointer | undefined;
  readonly facts?: Readonly<Record<string, string>>;
}

/** Whom to tell: each once, nobody of what they did themselves. */
export function addressees(colleagues: readonly string[], by: string): string[] {
  return [...new Set(colleagues)].filter((id) => id !== '' && id !== by);
}
