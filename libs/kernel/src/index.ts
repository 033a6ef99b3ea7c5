export * from './app-error.js';
export * from './call-context.js';
export * from './clock.js';
export * from './ids.js';
export * from './principal.js';
export * from './reasons.en.js';
export * from './sentence.js';
