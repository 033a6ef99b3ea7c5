import { useEffect, useRef, useState, type RefObject } from 'react';
import { fieldTroublesOf, noTroubles, type FieldTroubles } from '../api/trouble.js';

interface FormTroubles {
  readonly form: RefObject<HTMLFormElement | null>;
  /** What stands at the fields. */
  readonly troubles: FieldTroubles;
  /** Whether the form may be sent; what is missing is said from then on. */
  readonly isComplete: () => boolean;
}

/** What is wrong with a form: what was refused, and what it lacks once somebody tried to send it. Leads them to the first such field. */
export function useFormTroubles(error: unknown, missing: FieldTroubles = noTroubles): FormTroubles {
  const form = useRef<HTMLFormElement>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (error || tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [error, tries]);
  const isComplete = () => {
    if (missing.size > 0) setTries(tries + 1);
    return missing.size === 0;
  };
  return { form, troubles: tries > 0 ? new Map([...fieldTroublesOf(error), ...missing]) : fieldTroublesOf(error), isComplete };
}
