import { useMediaQuery } from '@mantine/hooks';

/** Whether the page is as narrow as a phone's; the style sheets' own breakpoint. */
export function useNarrow(): boolean {
  return useMediaQuery('(width < 48em)', undefined, { getInitialValueInEffect: false });
}
