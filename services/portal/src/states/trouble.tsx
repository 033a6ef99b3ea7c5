import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { fieldTroublesOf, troubleOf } from '../api/trouble.js';
import { useSay } from '../i18n/text.js';
import { TraceLine } from './trace-line.js';

interface TroubleProps {
  readonly error: unknown;
  /** Places whose sentences stand at their fields already. */
  readonly said?: readonly string[];
}

/** Why a form was refused: in general, and what no field says. */
export function Trouble({ error, said = [] }: TroubleProps) {
  const say = useSay();
  const { title, text, traceId } = troubleOf(error, say);
  const unsaid = [...fieldTroublesOf(error)].filter(([pointer]) => !said.some((place) => pointer === place || pointer.startsWith(`${place}/`)));
  // Where every sentence stands at its field, nothing is left to say here.
  if (fieldTroublesOf(error).size > 0 && unsaid.length === 0) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={title} role="alert">
      {text}
      {unsaid.map(([pointer, detail]) => (
        <div key={pointer}>{detail}</div>
      ))}
      <TraceLine traceId={traceId} />
    </Alert>
  );
}
