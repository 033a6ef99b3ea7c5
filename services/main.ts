import { settingsOfProcess } from '@rapport/config';
import { runToExit } from './run-to-exit.js';
import { startRapport } from './start.js';

await runToExit((asked) => startRapport(settingsOfProcess(), asked));
