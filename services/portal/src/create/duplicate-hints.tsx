import { Link } from '@tanstack/react-router';
import { phoneShown } from '../i18n/format.js';
import { useSay } from '../i18n/text.js';
import type { FieldValue, Noun } from '../nouns/noun.js';
import { recordPath } from '../nouns/record-path.js';
import { useDuplicates } from './use-duplicates.js';

interface DuplicateHintsProps {
  readonly noun: Noun;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly close: () => void;
}

/** Tells whoever adds a record that it may be there already. */
export function DuplicateHints({ noun, values, close }: DuplicateHintsProps) {
  const say = useSay();
  const found = useDuplicates(noun, values);
  return (
    <div role="status">
      {found.length > 0 && (
        <div className="duplicates small">
          <strong>{say('duplicate.title')}</strong> {say('duplicate.text')}
          <ul>
            {found.map(({ id, title, hint }) => (
              <li key={id}>
                <Link className="link" to={recordPath(noun, id)} onClick={close}>
                  {title}
                </Link>{' '}
                {phoneShown(hint)}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
