import { AuditService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** Who looked at what, and what was changed. */
export const auditCalls = callsOf(AuditService);
