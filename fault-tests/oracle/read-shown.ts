import type { Answer, Caller } from '@rapport/testing';
import type { RecordFact, ShownFact, VersionFact } from './facts.js';

const mostRead = 30;
const mostEarlier = 20;

/** Some of the records, and some of their earlier versions, spread over the run, as the API shows them. */
export async function readShown(records: readonly RecordFact[], versions: readonly VersionFact[], caller: Caller): Promise<ShownFact[]> {
  const latest = new Map(records.map(({ id, version }) => [id, version]));
  const shown: ShownFact[] = [];
  for (const { id, version } of spread(records, mostRead)) {
    const { status, json } = await calmly(() => caller.get(`/v1/contacts/${id}`));
    shown.push({ recordId: id, version, status, fields: json });
  }
  const earlier = versions.filter(({ recordId, version }) => version < (latest.get(recordId) ?? 0));
  for (const { recordId, version } of spread(earlier, mostEarlier)) shown.push(await earlierVersion(recordId, version, caller));
  return shown;
}

/** Who changes what is no longer so is shown the version that they read; nothing is written. */
async function earlierVersion(recordId: string, version: number, caller: Caller): Promise<ShownFact> {
  const asking = { body: { job_title: 'never written' }, headers: { 'if-match': `"v${version}"` } };
  const { status, json } = await calmly(() => caller.ask('PATCH', `/v1/contacts/${recordId}`, asking));
  const original = json['original'] as Record<string, unknown> | undefined;
  return { recordId, version, status: status === 412 && original ? 200 : status, fields: original ?? {} };
}

function spread<T>(all: readonly T[], most: number): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / most));
  return all.filter((_, index) => index % step === 0);
}

/** Asks again where nobody answered in time: whether an answer comes soon is not what is read here. */
async function calmly(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await ask();
    if (answer.status < 500 || attempt === 4) return answer;
  }
}
