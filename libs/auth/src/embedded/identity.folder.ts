import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK } from 'jose';

/** What the embedded provider keeps secret between starts. */
export interface IdentitySecrets {
  /** RS256 signing key, private parts included. */
  readonly signingKey: JWK & { readonly kid: string };
  readonly cookieKey: string;
  /** Secret by client id. */
  readonly clients: Readonly<Record<string, string>>;
}

/**
 * `<data>/identity` (0700) with `keys.json` and `clients.json` (0600): made with random content when absent, read otherwise,
 * so that tokens and sessions outlive a restart. A client that is new in the realm file gets its secret then.
 */
export async function openIdentityFolder(dataFolder: string, clientIds: readonly string[]): Promise<{ folder: string; secrets: IdentitySecrets }> {
  const folder = join(dataFolder, 'identity');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  const keys = await kept(join(folder, 'keys.json'), newKeys);
  const clientsFile = join(folder, 'clients.json');
  const clients = await kept<Record<string, string>>(clientsFile, () => ({}));
  const fresh = clientIds.filter((id) => !(id in clients));
  for (const id of fresh) clients[id] = randomBytes(32).toString('base64url');
  if (fresh.length > 0) keep(clientsFile, clients);
  return { folder, secrets: { ...keys, clients } };
}

async function newKeys() {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const signingKey = { ...(await exportJWK(privateKey)), kid: randomBytes(16).toString('base64url'), alg: 'RS256', use: 'sig' };
  return { signingKey, cookieKey: randomBytes(32).toString('base64url') };
}

async function kept<T>(path: string, make: () => T | Promise<T>): Promise<T> {
  if (existsSync(path)) return read<T>(path);
  const content = await make();
  keep(path, content);
  return content;
}

function read<T>(path: string): T {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as T;
  } catch (cause) {
    throw new Error(`${path} cannot be read: put it back from a copy, or delete the folder it is in, which signs everybody out.`, { cause });
  }
}

// Written beside and renamed, so that a crash never leaves half a key.
function keep(path: string, content: unknown): void {
  writeFileSync(`${path}.new`, JSON.stringify(content), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
