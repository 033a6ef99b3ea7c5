/** Whether an address answers with success within two seconds. @param {string} url @returns {Promise<boolean>} */
export async function answersOk(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
