import type { Clock, Ids } from '@rapport/kernel';
import type { Keyring } from './keyring.js';
import type { PageTokens } from './page-token.js';
import { RankKeeper } from './rank-keeper.js';

/** What every table of records stands on; one set a service. */
export class RecordParts {
  readonly ranks: RankKeeper;

  constructor(
    readonly keyring: Keyring,
    readonly tokens: PageTokens,
    readonly ids: Ids,
    readonly clock: Clock,
  ) {
    this.ranks = new RankKeeper(keyring);
  }
}
