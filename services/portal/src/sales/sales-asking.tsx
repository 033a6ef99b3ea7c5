import { useAsked } from './question.js';
import { ConversionDialog } from './conversion-dialog.js';
import { FieldsDialog } from './fields-dialog.js';
import { ReasonDialog } from './reason-dialog.js';

/** The question that a move asks, while there is one. */
export function SalesAsking() {
  const asked = useAsked();
  if (!asked) return null;
  const { question, answer, leave } = asked;
  if (question.about === 'reason') return <ReasonDialog of={question.of} answer={answer} leave={leave} />;
  if (question.about === 'fields') return <FieldsDialog missing={question.missing} answer={answer} leave={leave} />;
  return <ConversionDialog title={question.title} answer={answer} leave={leave} />;
}
