import { PipelineService } from '@rapport/contracts/client';
import { callsOf } from '../api/api.js';

/** The calls of pipelines. */
export const pipelineCalls = callsOf(PipelineService);
