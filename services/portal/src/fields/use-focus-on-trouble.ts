import { useEffect, useRef, type RefObject } from 'react';

/** Leads a person whose form was refused to the first field that is wrong. */
export function useFocusOnTrouble(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error]);
  return form;
}
