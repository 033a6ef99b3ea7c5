import { ViewService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

export const viewCalls = callsOf(ViewService);
