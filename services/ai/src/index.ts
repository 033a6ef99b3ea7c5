import { fileURLToPath } from 'node:url';
import { settingsToken, type Service } from '@rapport/runtime';
import { AiLedgerApi } from './api/ai-ledger.api.js';
import { AiSettingsApi } from './api/ai-settings.api.js';
import { CallApi } from './api/call.api.js';
import { CallViews } from './api/call.views.js';
import { CallWork } from './api/call.work.js';
import { IntentApi } from './api/intent.api.js';
import { ProposalApi } from './api/proposal.api.js';
import { ScoringModelApi } from './api/scoring-model.api.js';
import { AiDemo } from './demo.js';
import { OnContactErased } from './events/on-contact-erased.js';
import { ScoreAgain } from './events/score-again.js';
import { RemoveRecordings } from './jobs/remove-recordings.job.js';
import { ScoreRecords } from './jobs/score-records.job.js';
import { TrainScoring } from './jobs/train-scoring.job.js';
import { TranscribeCall } from './jobs/transcribe-call.job.js';
import { CallKeeper } from './recordings/call.keeper.js';
import { Customers } from './recordings/customers.js';
import { Doing } from './recordings/doing.js';
import { MayAnalyse } from './recordings/may-analyse.js';
import { Recordings } from './recordings/recordings.js';
import { Understanding } from './recordings/understanding.js';
import { JudgedRecords } from './scoring/judged-records.js';
import { Learning } from './scoring/learning.js';
import { ModelShelf } from './scoring/model-shelf.js';
import { Scoring } from './scoring/scoring.js';
import { Standings } from './scoring/standings.js';
import { TrainingPlan } from './scoring/training-plan.js';
import { openSpeech } from './speech/open-speech.js';
import { Speech } from './speech/speech.js';
import { AiLedgerStore } from './store/ai-ledger.store.js';
import { AiSwitchStore } from './store/ai-switch.store.js';
import { CallStore } from './store/call.store.js';
import { ProposalStore } from './store/proposal.store.js';
import { RecordingStore } from './store/recording.store.js';
import { ScoringModelStore } from './store/scoring-model.store.js';
import { ScoringTrainingStore } from './store/scoring-training.store.js';
import { TurnStore } from './store/turn.store.js';

const stores = [AiLedgerStore, AiSwitchStore, CallStore, RecordingStore, TurnStore, ProposalStore];
const calls = [
  Recordings,
  Customers,
  CallViews,
  CallWork,
  CallKeeper,
  MayAnalyse,
  Understanding,
  Doing,
  { provide: Speech, useFactory: openSpeech, inject: [settingsToken] },
];

const scoring = [JudgedRecords, Learning, ModelShelf, Scoring, Standings, TrainingPlan, ScoringModelStore, ScoringTrainingStore];

/** What models do for a tenant, and the ledger of all of it. */
export const ai: Service = {
  name: 'ai',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [AiLedgerApi, AiSettingsApi, CallApi, ProposalApi, ScoringModelApi, IntentApi],
  ears: [OnContactErased, ScoreAgain],
  jobs: [TranscribeCall, RemoveRecordings, TrainScoring, ScoreRecords],
  demo: AiDemo,
  providers: [...stores, ...calls, ...scoring],
};
