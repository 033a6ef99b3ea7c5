import type { DescMessage } from '@rapport/contracts/client';
import { troubleAt } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { isEmpty } from './field.js';
import { mustBeSaid } from './field-rules.js';
import { useFormTroubles } from './use-form-troubles.js';

interface ContractForm {
  readonly schema: DescMessage;
  /** What is written so far, by the contract's names. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Why it was refused. */
  readonly error: unknown;
  /** Fields that must not be empty as things stand, though the contract does not ask for them always. */
  readonly also?: readonly string[];
}

/** What a control of the form is given. */
export interface ControlRules {
  /** Shows its mark, and tells screen readers. */
  readonly required: boolean;
  readonly error: string | undefined;
}

/** A form whose controls are written by hand: which of its fields must not be empty is the contract's to say, and what is wrong stands at them. */
export function useContractForm({ schema, values, error, also = [] }: ContractForm) {
  const say = useSay();
  const isRequired = (name: string) => mustBeSaid(schema, name) || also.includes(name);
  const lacking = Object.keys(values).filter((name) => isRequired(name) && (isEmpty(values[name]) || values[name] === 0));
  const { form, troubles, isComplete } = useFormTroubles(error, new Map(lacking.map((name) => [`/${name}`, say('field.required')])));
  const at = (name: string): ControlRules => ({ required: isRequired(name), error: troubleAt(troubles, `/${name}`) });
  return { form, isComplete, at, troubles, places: Object.keys(values).map((name) => `/${name}`) };
}
