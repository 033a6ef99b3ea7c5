/** Asks again and again until there is an answer that is not `undefined`, `false` or an exception; throws the last trouble after `ms`. */
export async function until<T>(what: string, probe: () => Promise<T | undefined | false> | T | undefined | false, ms = 45_000): Promise<T> {
  const latest = Date.now() + ms;
  for (;;) {
    const last = await attempt(probe);
    if ('found' in last) return last.found;
    if (Date.now() > latest) throw new Error(`not within ${ms} ms: ${what}`, { cause: last.trouble });
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

async function attempt<T>(probe: () => Promise<T | undefined | false> | T | undefined | false): Promise<{ found: T } | { trouble: unknown }> {
  try {
    const found = await probe();
    return found === undefined || found === false ? { trouble: undefined } : { found };
  } catch (trouble) {
    return { trouble };
  }
}
