export * from './database.fixture.js';
export * from './call.fixture.js';
export { type Answer, type Asking, type Caller, type Json } from './installation/asking.fixture.js';
export { freePort } from './installation/free-port.fixture.js';
export { startInstallation, type DemoAccount, type InstallationOptions, type TestInstallation } from './installation/installation.fixture.js';
export { Program } from './installation/program.fixture.js';
export { openRealParts, type RealParts } from './installation/real-parts.fixture.js';
export { type BrowserSession } from './installation/signing-in.fixture.js';
export { until } from './installation/until.fixture.js';
