/** For specs: the embedded provider on loopback, and a browser to walk through a provider's pages. */
export * from './testing/embedded-identity.fixture.js';
export * from './testing/portal-walk.fixture.js';
export * from './testing/walking-browser.fixture.js';
