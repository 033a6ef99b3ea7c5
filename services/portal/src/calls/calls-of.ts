import { CallService, ProposalService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** What pages about calls call; loaded with the first of them. */
export const calls = { calls: callsOf(CallService), proposals: callsOf(ProposalService) } as const;
