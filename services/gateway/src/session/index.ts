export * from './browser.sessions.js';
export * from './own-origins.js';
export * from './session.cookies.js';
export * from './session.seal.js';
export * from './session.service.js';
export * from './session.store.js';
export * from './sql.session.store.js';
