export * from './deps.js';
export * from './door/sessions.js';
export * from './gateway.js';
export { migrateGateway, openGateway, type Identity } from './start/start-gateway.js';
