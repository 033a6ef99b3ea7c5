import { useOpenRecord } from '../record/open-record.js';
import { TitledTasks } from '../record/titled-tasks.js';
import { dealsCalls } from './deal-calls.js';
import { ScorePanel } from './score-panel.js';
import { StageHistory } from './stage-history.js';

/** What is known of a deal beside its fields: how likely it is won, and the way that it went. */
export function DealMain() {
  const { record } = useOpenRecord();
  return (
    <div className="record-main stack">
      <ScorePanel noun="deal" read={(options) => dealsCalls.listDealScores({ id: record.id, pageSize: 20 }, options)} />
      <TitledTasks />
      <StageHistory />
    </div>
  );
}
