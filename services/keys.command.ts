import { setTimeout as sleep } from 'node:timers/promises';
import { addKey, dropKey } from '@rapport/crypto';
import { rotateKeys, wrappedCounts } from '@rapport/persistence';
import { keyFileOf, keyFilePath, openSecrets, writeKeyFile } from '@rapport/runtime';
import { runTool, type Tool } from './tool.js';

const usage = `npm run keys -- status    which key-encryption keys there are, and how many data keys each wraps
npm run keys -- rotate    make a new key and wrap every data key with it, while services go on; the old key is kept
npm run keys -- drop ID   forget an old key that wraps nothing any more`;

/** Twice the second after which every process has seen a change of the key file. */
const seenAfterMs = 2000;

await runTool((tool, [verb, id]) => {
  if (verb === 'status') return status(tool);
  if (verb === 'rotate') return rotate(tool);
  if (verb === 'drop' && id) return drop(tool, id);
  tool.print(usage);
  return Promise.resolve(2);
});

async function status({ settings, db, print }: Tool): Promise<number> {
  const { active, keys } = keyFileOf(settings);
  const counts = await wrappedCounts(db);
  for (const key of keys) print(`${key.id.padEnd(12)} made ${key.created}  wraps ${counts.get(key.id) ?? 0} data keys${key.id === active ? '  (active)' : ''}`);
  return 0;
}

async function rotate({ settings, db, print }: Tool): Promise<number> {
  const file = keyFileOf(settings);
  const counts = await wrappedCounts(db);
  const unfinished = [...counts].some(([id, count]) => id !== file.active && count > 0);
  if (!unfinished) writeKeyFile(keyFilePath(settings), addKey(file, new Date()));
  print(unfinished ? `Going on with the rotation to ${file.active}` : 'A new key was made; services see it within a second');
  // A process that has not looked yet still wraps with the old key: wait, or what it wraps is left behind.
  if (!unfinished) await sleep(seenAfterMs);
  const { keks } = openSecrets(settings);
  const done = await rotateKeys(db, keks, ({ done: now, total }) => print(`  ${now} of ${total} data keys`));
  print(`${done} data keys are wrapped by ${keks.activeId}. The old key can go when no older backup is needed: npm run keys -- drop ID`);
  return 0;
}

async function drop({ settings, db, print }: Tool, id: string): Promise<number> {
  const count = (await wrappedCounts(db)).get(id) ?? 0;
  if (count > 0) {
    print(`The key ${id} still wraps ${count} data keys; run npm run keys -- rotate first.`);
    return 1;
  }
  writeKeyFile(keyFilePath(settings), dropKey(keyFileOf(settings), id));
  print(`The key ${id} is gone.`);
  return 0;
}
