// Makes what is derived from the contracts: `npm run generate`.
import { join } from 'node:path';
import { generate } from './generate/everything.mjs';

const proto = import.meta.dirname;
const written = generate(proto, { gen: join(proto, '../libs/contracts/src/gen'), page: join(proto, 'EVENTS.md'), goldens: join(proto, 'golden') });
for (const type of written) console.log(`new golden: ${type}`);
