import { MemorySessionStore } from './memory.session.store.js';
import { sessionStoreConformance } from './session.store.conformance.js';

sessionStoreConformance('sessions in memory', async (clock) => new MemorySessionStore(clock));
