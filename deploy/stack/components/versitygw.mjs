import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { goProgram } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

const accessKey = 'rapport';
const region = 'us-east-1';

/** @param {import('../component.mjs').Place} place */
const foldersOf = ({ data }) => ({ buckets: join(data, 'buckets'), versions: join(data, 'versions'), accounts: join(data, 'accounts') });

/** Object storage that speaks S3, on a folder. @type {import('../component.mjs').Component} */
export const versitygw = {
  name: 'versitygw',
  version: versions.versitygw.version,
  needs: [],
  ports: ['s3'],
  secrets: ['root'],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,

  async install(into, say) {
    const without = lacking(['go']);
    if (without.length) throw missingTools('Object storage', without, undefined);
    say(`building ${versions.versitygw.version}, once, up to 5 min`);
    await goProgram(versions.versitygw, into);
    return versions.versitygw.version;
  },

  async prepare(place) {
    for (const folder of Object.values(foldersOf(place))) mkdirSync(folder, { recursive: true });
  },

  launches(place) {
    const { buckets, versions: older, accounts } = foldersOf(place);
    const args = ['--port', `127.0.0.1:${place.ports['s3']}`, '--iam-dir', accounts, '--health', '/health', '--region', region];
    const env = { ROOT_ACCESS_KEY: accessKey, ROOT_SECRET_KEY: place.secrets['root'] };
    return [{ name: 'versitygw', command: join(place.programs, 'versitygw'), args: [...args, 'posix', '--versioning-dir', older, buckets], env }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['s3']}/health`),

  env: ({ ports, secrets }) => ({
    S3_ENDPOINT: `http://127.0.0.1:${ports['s3']}`,
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secrets['root'] ?? '',
    AWS_REGION: region,
  }),
};
