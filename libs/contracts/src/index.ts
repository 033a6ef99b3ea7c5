export * from './gen/index.js';
export * from './options.js';
export * from './registry.js';
