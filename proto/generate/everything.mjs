import { join } from 'node:path';
import { writeApis } from './apis.mjs';
import { readContracts, writeTypeScript } from './buf.mjs';
import { eventsOf, readEars, writeCatalogue } from './catalogue.mjs';
import { writeComments } from './comments.mjs';
import { writeGoldens } from './goldens.mjs';
import { writeIndexes } from './indexes.mjs';

/** Everything that is made from the contracts in `proto`: TypeScript and comments into `gen`, the catalogue to `page`, missing goldens to `goldens`. Gives the new goldens. */
export function generate(proto, { gen, page, goldens }) {
  writeTypeScript(proto, gen);
  writeIndexes(gen);
  const contracts = readContracts(proto);
  writeComments(contracts.files, gen);
  writeApis(contracts, gen);
  writeCatalogue(contracts, readEars(join(proto, 'ears.json')), page);
  return writeGoldens(eventsOf(contracts), contracts.registry, goldens);
}
