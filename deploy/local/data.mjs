// npm run data: copies the data folder of an installation on embedded parts, and puts a copy back.
import { dataFolderOf, copyData, putDataBack } from './data-folder.mjs';
import { stepsOn } from './steps.mjs';
import { runToExit, Stop } from './stop.mjs';

const usage = `npm run data -- copy FOLDER        copies the data folder, keys included; Rapport must be stopped
npm run data -- put-back FOLDER    puts such a copy in its place and keeps what was there beside it; who was erased meanwhile stays erased
`;

await runToExit(async () => {
  const [verb = '', folder, ...more] = process.argv.slice(2);
  const work = { copy: copyData, 'put-back': putDataBack }[verb];
  if (!work || !folder || more.length) {
    process.stdout.write(usage);
    return 2;
  }
  if (process.env['DATABASE_URL'] || process.env['DATABASE_URL_FILE'])
    throw new Stop('DATABASE_URL is set, so the records are not in the data folder: back up that server (deploy/drill/README.md).');
  await stepsOn(process.stdout).run(verb, () => work(dataFolderOf(process.env), folder), String);
  return 0;
});
