import { fileURLToPath } from 'node:url';
import { settingsToken, type Service } from '@rapport/runtime';
import { AiLedgerApi } from './api/ai-ledger.api.js';
import { AiSettingsApi } from './api/ai-settings.api.js';
import { CallApi } from './api/call.api.js';
import { CallViews } from './api/call.views.js';
import { CallWork } from './api/call.work.js';
import { DraftApi } from './api/draft.api.js';
import { IntentApi } from './api/intent.api.js';
import { KnowledgeApi } from './api/knowledge.api.js';
import { ProposalApi } from './api/proposal.api.js';
import { ScoringModelApi } from './api/scoring-model.api.js';
import { AssistedChats } from './chat/assisted.chats.js';
import { Assistant } from './chat/assistant.js';
import { AiDemo } from './demo.js';
import { Addressees } from './drafting/addressees.js';
import { Drafting } from './drafting/drafting.js';
import { LastCalls } from './drafting/last.calls.js';
import { openPost, Post } from './drafting/post.js';
import { Sending } from './drafting/sending.js';
import { Embedder } from './embedding/embedder.js';
import { openEmbedder } from './embedding/open-embedder.js';
import { KeepSortings } from './events/keep-sortings.js';
import { OnArticle } from './events/on-article.js';
import { OnCase } from './events/on-case.js';
import { OnChatMessage } from './events/on-chat-message.js';
import { OnContactErased } from './events/on-contact-erased.js';
import { ScoreAgain } from './events/score-again.js';
import { AnswerChat } from './jobs/answer-chat.job.js';
import { DeliverEmail } from './jobs/deliver-email.job.js';
import { IndexArticle } from './jobs/index-article.job.js';
import { RebuildKnowledge } from './jobs/rebuild-knowledge.job.js';
import { RemoveRecordings } from './jobs/remove-recordings.job.js';
import { ScoreRecords } from './jobs/score-records.job.js';
import { SortCase } from './jobs/sort-case.job.js';
import { TrainScoring } from './jobs/train-scoring.job.js';
import { TranscribeCall } from './jobs/transcribe-call.job.js';
import { Answering } from './knowledge/answering.js';
import { ArticleIndexer } from './knowledge/article.indexer.js';
import { OwnWord } from './knowledge/own-word.js';
import { RecordNames } from './knowledge/record-names.js';
import { Retrieval } from './knowledge/retrieval.js';
import { Uses } from './knowledge/uses.js';
import { InstalledModel } from './language-model/installed-model.js';
import { openLanguageModel } from './language-model/open-language-model.js';
import { Writer } from './language-model/writer.js';
import { CallEraser } from './recordings/call.eraser.js';
import { CallKeeper } from './recordings/call.keeper.js';
import { Customers } from './recordings/customers.js';
import { Doing } from './recordings/doing.js';
import { MayAnalyse } from './recordings/may-analyse.js';
import { Reading } from './recordings/reading.js';
import { Recordings } from './recordings/recordings.js';
import { Understanding } from './recordings/understanding.js';
import { JudgedRecords } from './scoring/judged-records.js';
import { Learning } from './scoring/learning.js';
import { ModelShelf } from './scoring/model-shelf.js';
import { Scoring } from './scoring/scoring.js';
import { Standings } from './scoring/standings.js';
import { TrainingPlan } from './scoring/training-plan.js';
import { CaseReader } from './sorting/case.reader.js';
import { openSpeech } from './speech/open-speech.js';
import { Speech } from './speech/speech.js';
import { AiLedgerStore } from './store/ai-ledger.store.js';
import { AiSwitchStore } from './store/ai-switch.store.js';
import { CallStore } from './store/call.store.js';
import { DraftStore } from './store/draft.store.js';
import { PassageSearch } from './store/passage.search.js';
import { PassageStore } from './store/passage.store.js';
import { PassageVectors } from './store/passage.vectors.js';
import { PassageWords } from './store/passage.words.js';
import { ProposalStore } from './store/proposal.store.js';
import { RecordingStore } from './store/recording.store.js';
import { ScoringModelStore } from './store/scoring-model.store.js';
import { ScoringTrainingStore } from './store/scoring-training.store.js';
import { TurnStore } from './store/turn.store.js';

const stores = [AiLedgerStore, AiSwitchStore, CallStore, RecordingStore, TurnStore, ProposalStore];
const calls = [
  Recordings,
  Reading,
  Customers,
  CallViews,
  CallWork,
  CallKeeper,
  CallEraser,
  MayAnalyse,
  Understanding,
  Doing,
  { provide: Speech, useFactory: openSpeech, inject: [settingsToken] },
];

const scoring = [JudgedRecords, Learning, ModelShelf, Scoring, Standings, TrainingPlan, ScoringModelStore, ScoringTrainingStore];
const knowledge = [
  PassageStore,
  PassageSearch,
  PassageWords,
  PassageVectors,
  ArticleIndexer,
  Retrieval,
  RecordNames,
  Answering,
  Uses,
  OwnWord,
  Writer,
  AssistedChats,
  Assistant,
  { provide: Embedder, useFactory: openEmbedder, inject: [settingsToken] },
  { provide: InstalledModel, useFactory: openLanguageModel, inject: [settingsToken] },
];

const drafts = [DraftStore, Addressees, LastCalls, Drafting, Sending, { provide: Post, useFactory: openPost, inject: [settingsToken] }];

/** What models do for a tenant, and the ledger of all of it. */
export const ai: Service = {
  name: 'ai',
  migrations: fileURLToPath(new URL('../migrations/', import.meta.url)),
  doors: [AiLedgerApi, AiSettingsApi, CallApi, ProposalApi, KnowledgeApi, DraftApi, ScoringModelApi, IntentApi],
  ears: [OnContactErased, OnArticle, OnChatMessage, OnCase, KeepSortings, ScoreAgain],
  jobs: [TranscribeCall, RemoveRecordings, IndexArticle, RebuildKnowledge, AnswerChat, DeliverEmail, SortCase, TrainScoring, ScoreRecords],
  demo: AiDemo,
  providers: [...stores, ...calls, ...knowledge, ...drafts, ...scoring, CaseReader],
};
