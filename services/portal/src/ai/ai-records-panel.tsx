import { useOpenRecord } from '../record/open-record.js';
import { AiLedger } from './ai-ledger.js';

/** What models made of one customer, and what people made of that. */
export function AiRecordsPanel() {
  const { record } = useOpenRecord();
  return <AiLedger wish={{ subjectId: record.id }} />;
}
