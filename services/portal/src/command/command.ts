import type { Icon } from '@tabler/icons-react';

/** Where a command stands in the palette and the help sheet. */
export type CommandGroup = 'page' | 'go' | 'anywhere';

/** Something that can be done from where one is: by the palette, and by keys where it has some. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  readonly icon: Icon;
  /** Such as `mod+k`, `?`, or `g p` for one key after the other. */
  readonly keys?: string;
  readonly run: () => void;
}
