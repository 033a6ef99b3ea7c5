import { AppError } from '@rapport/kernel';
import { metrics } from '@rapport/telemetry';

/** Seconds after which a caller who was turned away may try again. */
const patienceSeconds = 1;

/** Counts requests under way and turns away what would be too many, early, so that those inside still get their answer. */
export class InFlight {
  private count = 0;

  constructor(private readonly most: number) {}

  /** Lets one in. Throws `unavailable` OVERLOADED when the house is full. */
  enter(): void {
    if (this.count >= this.most) {
      throw new AppError('unavailable', 'OVERLOADED', { params: { seconds: patienceSeconds }, retryAfterMs: patienceSeconds * 1000 });
    }
    this.count += 1;
    metrics.httpInFlight.set({}, this.count);
  }

  leave(): void {
    this.count -= 1;
    metrics.httpInFlight.set({}, this.count);
  }
}
