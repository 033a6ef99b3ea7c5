import { ConsentService, LinkService, PurposeService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** What pages about consents call; loaded with the first of them. */
export const calls = { consents: callsOf(ConsentService), links: callsOf(LinkService), purposes: callsOf(PurposeService) } as const;
