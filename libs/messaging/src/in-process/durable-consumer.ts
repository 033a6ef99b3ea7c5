import { setTimeout as pause } from 'node:timers/promises';
import type { ConsumerSpec, Delivery, Verdict } from '../broker/broker.js';
import { Taking } from '../broker/taking.js';
import type { CommitGroup } from './commit-group.js';
import type { DurableLog } from './durable-log.js';

/** So long after a write that failed, as on a full disk, it is tried again. */
const retryMs = 1000;
const isKept = () => true;

/** One listener of a durable consumer: takes up to its window, settles by verdict, wakes when something is due. */
export class DurableConsumer {
  private readonly taking = new Taking();
  private asking = false;
  private wokenMeanwhile = false;
  private alarm: NodeJS.Timeout | undefined;

  constructor(
    private readonly log: DurableLog,
    private readonly group: CommitGroup,
    readonly spec: ConsumerSpec,
    private readonly handle: (delivery: Delivery) => Promise<Verdict>,
  ) {}

  /** Something may be there to take. */
  wake(): void {
    const room = this.spec.window - this.taking.size;
    if (this.asking) this.wokenMeanwhile = true;
    if (this.asking || !this.taking.isOpen || room <= 0) return;
    this.asking = true;
    this.wokenMeanwhile = false;
    let taken: readonly Delivery[] = [];
    const done = this.group.write(() => {
      taken = this.taking.isOpen ? this.log.take(this.spec.name, this.spec.subject, room) : [];
    });
    void done.then(
      () => this.took(taken),
      () => this.tryLater(),
    );
  }

  /** Takes nothing new; resolves when what it has is settled, or after the grace. */
  async close(graceMs: number): Promise<void> {
    this.taking.stop();
    clearTimeout(this.alarm);
    await this.taking.finished(graceMs);
  }

  private took(deliveries: readonly Delivery[]): void {
    this.asking = false;
    for (const delivery of deliveries) void this.taking.add(this.settle(delivery)).then(() => this.wake());
    if (deliveries.length > 0 || this.wokenMeanwhile) this.wake();
    else this.sleepUntilDue();
  }

  private async settle(delivery: Delivery): Promise<void> {
    const verdict = await this.handle(delivery).catch((): Verdict => ({ kind: 'again', afterMs: 1000 }));
    const write = () =>
      this.group.write(() => {
        if (verdict.kind === 'again') this.log.postpone(this.spec.name, delivery.position, Date.now() + verdict.afterMs);
        else this.log.settle(this.spec.name, delivery.position);
      });
    // A verdict that is not kept would leave the message with nobody for as long as the process runs.
    while (!(await write().then(isKept, () => !this.taking.isOpen))) await pause(retryMs);
  }

  private tryLater(): void {
    this.asking = false;
    clearTimeout(this.alarm);
    if (this.taking.isOpen) this.alarm = setTimeout(() => this.wake(), retryMs).unref();
  }

  private sleepUntilDue(): void {
    clearTimeout(this.alarm);
    const due = this.taking.isOpen ? this.log.nextDue(this.spec.name) : undefined;
    if (due !== undefined) this.alarm = setTimeout(() => this.wake(), Math.max(1, due - Date.now())).unref();
  }
}
