import { overloaded, type Broker, type Closing } from '@rapport/messaging';
import { heard, type HeardChange } from './change.js';

/** Changes kept here, for those who come back soon. */
const keptChanges = 2048;
/** Those who were away for longer each need the broker for themselves. */
const mostFromFarBack = 64;

const pattern = 'event.>';

type See = (change: HeardChange) => void;
type Stop = () => void;

/** The one ear of this process, shared by every open stream. */
export class ChangeFeed {
  private readonly recent: HeardChange[] = [];
  private readonly seeing = new Set<See>();
  private stopWatching: Closing | undefined;
  private fromFarBack = 0;

  constructor(private readonly broker: Pick<Broker, 'watch'>) {}

  async open(): Promise<void> {
    this.stopWatching = await this.broker.watch(pattern, undefined, (event) => this.take(heard(event)));
  }

  async close(): Promise<void> {
    await this.stopWatching?.();
  }

  /** Shows what comes after a position, or from now on. Throws `unavailable` OVERLOADED when too many ask for what lies far back. */
  async follow(after: string | undefined, see: See): Promise<Stop> {
    const at = after === undefined ? this.recent.length - 1 : this.recent.findIndex(({ position }) => position === after);
    if (after !== undefined && at < 0) return this.followFromFarBack(after, see);
    for (const change of this.recent.slice(at + 1)) see(change);
    this.seeing.add(see);
    return () => void this.seeing.delete(see);
  }

  private async followFromFarBack(after: string, see: See): Promise<Stop> {
    if (this.fromFarBack >= mostFromFarBack) throw overloaded(5);
    this.fromFarBack += 1;
    const giveBack = () => void (this.fromFarBack -= 1);
    try {
      const stop = await this.broker.watch(pattern, after, (event) => {
        const change = heard(event);
        if (change) see(change);
      });
      return () => {
        giveBack();
        void stop();
      };
    } catch (thrown) {
      giveBack();
      throw thrown;
    }
  }

  private take(change: HeardChange | undefined): void {
    if (!change) return;
    this.recent.push(change);
    // Cut in large steps: taking one off the front each time would move all the others.
    if (this.recent.length > keptChanges * 2) this.recent.splice(0, keptChanges);
    for (const see of this.seeing) see(change);
  }
}
