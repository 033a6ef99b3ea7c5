import type { Log } from '@rapport/kernel';
import type { Authority } from './authority.js';
import { admission, type ServingRoom } from './admission.layer.js';
import { authorise } from './authorise.layer.js';
import { context } from './context.layer.js';
import { deadline } from './deadline.layer.js';
import { errors } from './errors.layer.js';
import type { Layer, Reply, ServingCall } from './serving-call.js';
import { telemetry } from './telemetry.layer.js';
import { validation } from './validation.layer.js';

/** What the serving side needs of the installation. */
export interface ServingNeeds {
  readonly authority: Authority;
  readonly log: Log;
  /** Whose phone numbers need no country code (ISO 3166-1); the contracts' default when left out. */
  readonly region?: string;
  /** How much is worked on at once; anything when left out. */
  readonly room?: ServingRoom;
}

/** Everything that happens around every handler, from outside inwards. There is no other list. */
export function servingChain({ authority, log, region, room }: ServingNeeds): readonly Layer[] {
  return [telemetry, errors(log), deadline, context(authority), authorise, ...(room ? [admission(room)] : []), validation(region)];
}

/** The layers around the innermost step, as one function. */
export function around(layers: readonly Layer[], innermost: (call: ServingCall) => Promise<Reply>): (call: ServingCall) => Promise<Reply> {
  return layers.reduceRight<(call: ServingCall) => Promise<Reply>>((inner, layer) => (call) => layer(call, () => inner(call)), innermost);
}
