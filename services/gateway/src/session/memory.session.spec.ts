import { MemorySessionStore } from './memory.session.fixture.js';
import { sessionStoreConformance } from './session.store.conformance.js';

sessionStoreConformance('sessions in memory', async (clock) => new MemorySessionStore(clock));
