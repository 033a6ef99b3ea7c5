import { ChatService, DraftService, KnowledgeService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** What pages about answers, e-mails and chats call; loaded with the first of them. */
export const assist = { knowledge: callsOf(KnowledgeService), drafts: callsOf(DraftService), chats: callsOf(ChatService) } as const;
