// A thread of its own, as the bare client has: whoever asks the product carries none of its instrumentation.
import { parentPort, workerData } from 'node:worker_threads';
import { ask, connections } from './asking.mjs';
import { forMs } from './pace.mjs';
import { peopleFrom } from './people.mjs';

const { url, token } = /** @type {{ url: string, token: string }} */ (workerData);
const contacts = new URL('/v1/contacts', url);
const people = peopleFrom(3);

/** @param {import('./people.mjs').Person} person */
const bodyOf = ({ givenName, familyName, jobTitle, language, email, phone }) => ({
  given_name: givenName,
  family_name: familyName,
  job_title: jobTitle,
  language,
  emails: [{ value: email, label: 'work' }],
  phones: [{ value: phone, label: 'mobile' }],
});

parentPort?.on('message', async (/** @type {{ width: number, ms: number }} */ pace) => {
  const agent = connections(pace.width);
  const create = async () => {
    const { status, text } = await ask(contacts, { method: 'POST', agent, token, body: JSON.stringify(bodyOf(people.next().value)) });
    if (status !== 201) throw new Error(`Creating answered ${status}: ${text.slice(0, 300)}`);
  };
  try {
    parentPort?.postMessage({ perSecond: (await forMs(pace, create)).perSecond });
  } catch (thrown) {
    parentPort?.postMessage({ failure: thrown instanceof Error ? thrown.message : String(thrown) });
  }
  agent.destroy();
});
