import { useMediaQuery } from '@mantine/hooks';
import { Fragment, type ReactNode } from 'react';

interface SpokenColumnsProps {
  /** What is known of the record. */
  readonly side: ReactNode;
  /** What it is read for. */
  readonly main: ReactNode;
}

/** A record that is read for its text: beside its fields where there is room, before them on a narrow page, for eyes and keyboards alike. */
export function SpokenColumns({ side, main }: SpokenColumnsProps) {
  const isNarrow = useMediaQuery('(width < 62em)', undefined, { getInitialValueInEffect: false });
  const parts = [<Fragment key="side">{side}</Fragment>, <Fragment key="main">{main}</Fragment>];
  return <div className="record">{isNarrow ? parts.toReversed() : parts}</div>;
}
