export * from './database.fixture.js';
export * from './call.fixture.js';
