import { useEffect, useRef, type RefObject } from 'react';

/** Whether the component is still on the page, for what ends later than it may stay. */
export function useIsHere(): RefObject<boolean> {
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => void (isHere.current = false);
  }, []);
  return isHere;
}
