import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../local/places.mjs';
import { npmPackage } from '../fetching.mjs';
import { answersOk } from '../health.mjs';
import { lacking, missingTools } from '../tools.mjs';
import { versions } from '../versions.mjs';

/** Takes every mail, delivers none, and shows them over HTTP. @type {import('../component.mjs').Component} */
export const smtp = {
  name: 'smtp',
  version: versions.smtp.version,
  needs: [],
  ports: ['smtp', 'http'],
  secrets: [],
  refusesRoot: false,
  stopSignal: 'SIGTERM',
  readyWithinMs: 30_000,

  async install(into, say) {
    const without = lacking(['npm']);
    if (without.length) throw missingTools('The mail catcher', without, undefined);
    say('fetching 1 MB');
    await npmPackage(versions.smtp, into);
    return versions.smtp.version;
  },

  async prepare({ data }) {
    mkdirSync(join(data, 'mail'), { recursive: true });
  },

  launches({ programs, data, ports }) {
    const args = [join(root, 'deploy/stack/programs/smtp-catcher.mjs'), programs, join(data, 'mail'), String(ports['smtp']), String(ports['http'])];
    return [{ name: 'smtp', command: process.execPath, args }];
  },

  isHealthy: ({ ports }) => answersOk(`http://127.0.0.1:${ports['http']}/messages`),
  env: ({ ports }) => ({ SMTP_URL: `smtp://127.0.0.1:${ports['smtp']}`, SMTP_MESSAGES_URL: `http://127.0.0.1:${ports['http']}/messages` }),
};
