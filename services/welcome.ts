import type { Settings } from '@rapport/config';
import type { OpenIdentity } from './identity.js';

/** What scripts and tests need to know of a running installation; demo data only. */
export interface ReadyFile {
  readonly url: string;
  readonly issuer: string;
  readonly pid: number;
  readonly logins: readonly { readonly role: string; readonly tenant: string; readonly username: string; readonly password: string }[];
  readonly client?: { readonly id: string; readonly secret: string; readonly tenant: string };
}

/** Prints where the portal is and who can sign in; answers the same for `ready.json`. */
export function welcome({ publicUrl: url, data }: Settings, { issuer, logins, integration }: OpenIdentity): ReadyFile {
  const lines = logins.map(({ role, tenant, username, password }) => `  ${role.padEnd(10)} ${tenant.padEnd(8)} ${username.padEnd(8)} ${password}`);
  process.stdout.write(`\n  Portal   ${url}\n  API      ${url}/docs\n  Data     ${data}\n`);
  if (lines.length > 0)
    process.stdout.write(`\n  Demo logins\n  ${'role'.padEnd(10)} ${'tenant'.padEnd(8)} ${'user'.padEnd(8)} password\n${lines.join('\n')}\n`);
  process.stdout.write('\n  Stop with Ctrl+C.\n\n');
  return {
    url,
    issuer,
    pid: process.pid,
    logins: logins.map(({ role, tenant, username, password }) => ({ role, tenant, username, password })),
    ...(integration && { client: { ...integration, tenant: logins[0]?.tenant ?? '' } }),
  };
}
