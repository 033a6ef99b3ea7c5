// Loaded before the product: the wall clock of this process is off by SKEW_MS. Timers go on as ever, as under a wrongly set clock.
const skewMs = Number(process.env['SKEW_MS'] ?? 0);
const RightDate = Date;

class SkewedDate extends RightDate {
  /** @param {any[]} args */
  constructor(...args) {
    super(.../** @type {[any]} */ (args.length === 0 ? [SkewedDate.now()] : args));
  }

  /** @override */
  static now() {
    return RightDate.now() + skewMs;
  }
}

globalThis.Date = /** @type {any} */ (SkewedDate);
