/**
 * Puts something around a method of the product.
 * @param {any} type @param {string} method @param {(original: Function, self: any, args: any[]) => unknown} around
 */
export function wrap(type, method, around) {
  const original = type.prototype[method];
  if (typeof original !== 'function') throw new Error(`${type.name} has no ${method} any more: mend fault-tests/preload`);
  /** @param {any[]} args @this {any} */
  type.prototype[method] = function wrapped(...args) {
    return around(original, this, args);
  };
}

/**
 * The same around the body of each event that a consumer handles.
 * @param {any} type the unit of work @param {(handling: any, consumer: any) => (tx: any) => Promise<void>} bodyOf
 */
export function wrapEffects(type, bodyOf) {
  wrap(type, 'handleTogether', (original, self, [call, handlings, consumer]) => {
    const watched = handlings.map((/** @type {any} */ handling) => ({ ...handling, body: bodyOf(handling, consumer) }));
    return original.call(self, call, watched, consumer);
  });
}
