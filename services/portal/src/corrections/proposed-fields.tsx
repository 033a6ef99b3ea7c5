import type { Correction } from '@rapport/contracts/client';
import { FieldValueView } from '../fields/field-value.js';
import { useFields } from '../fields/use-fields.js';
import { useSay } from '../i18n/text.js';
import type { Noun, NounRecord } from '../nouns/noun.js';

interface ProposedFieldsProps {
  readonly noun: Noun;
  readonly correction: Correction;
  /** Names of those to show. */
  readonly names: readonly string[];
}

/** Fields as a customer would have them, beside what they were. */
export function ProposedFields({ noun, correction, names }: ProposedFieldsProps) {
  const say = useSay();
  const { own } = useFields(noun);
  // The fields of a proposal are named as those of the record.
  const [proposed, base] = [correction.proposed, correction.base].map((values) => (values ?? {}) as unknown as NounRecord) as [NounRecord, NounRecord];
  return (
    <dl className="proposed">
      {own
        .filter(({ path }) => names.includes(path))
        .map((field) => (
          <div key={field.path}>
            <dt className="tiny soft">{field.label}</dt>
            <dd>
              <FieldValueView field={field} value={field.read(proposed)} />
              <span className="tiny soft">
                {say('correction.from')}: <FieldValueView field={field} value={field.read(base)} />
              </span>
            </dd>
          </div>
        ))}
    </dl>
  );
}
