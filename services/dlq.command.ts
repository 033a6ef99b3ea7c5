import { settingsOfProcess } from '@rapport/config';
import { silentLog } from '@rapport/kernel';
import { DeadLetters, runDlq } from '@rapport/messaging';
import { askControl, controlPath, openBroker } from '@rapport/runtime';
import { runToExit } from './run-to-exit.js';

await runToExit(async () => {
  const settings = settingsOfProcess();
  const words = process.argv.slice(2);
  const print = (line: string) => void process.stdout.write(`${line}\n`);
  // The in-process broker is the running program's own: it is asked; a broker elsewhere is reached directly.
  const answered = settings.natsUrl ? undefined : await askControl(controlPath(settings.data), 'dlq', words, print);
  process.exit(answered ?? (await directly()));

  async function directly(): Promise<number> {
    const broker = await openBroker(settings, silentLog);
    return runDlq(words, new DeadLetters(broker), print).finally(() => broker.drain());
  }
});
