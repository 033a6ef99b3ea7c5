export { AccessScenes, kinds, type Kind } from './access/access-scene.fixture.js';
export { DocumentedAnswers, type OpenApiDocument } from './access/documented-answers.fixture.js';
export { askingOf, questionOf, type About } from './access/question.fixture.js';
export { Canaries } from './canary/canaries.fixture.js';
export * from './database.fixture.js';
export * from './call.fixture.js';
export { callerAt, items, type Answer, type Asking, type Caller, type Json } from './installation/asking.fixture.js';
export { Balancer } from './installation/balancer.fixture.js';
export { openCollector, type CollectedSpan, type Collector } from './installation/collector.fixture.js';
export { freePort } from './installation/free-port.fixture.js';
export {
  serviceToken,
  startInstallation,
  type DemoAccount,
  type InstallationOptions,
  type ReadyFile,
  type TestInstallation,
} from './installation/installation.fixture.js';
export { hasKeycloak, openKeycloakRealm, type KeycloakRealm } from './installation/keycloak.fixture.js';
export { openModelServer, type ModelServerFixture } from './installation/model-server.fixture.js';
export { claimsIn, craftedToken, forged, signedAgain, signingKeyIn } from './installation/own-token.fixture.js';
export { Program } from './installation/program.fixture.js';
export { openRealParts, type RealParts } from './installation/real-parts.fixture.js';
export { releasedProgram } from './installation/released-program.fixture.js';
export { type BrowserSession } from './installation/signing-in.fixture.js';
export { MailServer, type TakenMail } from './mail/mail-server.fixture.js';
export { until } from './installation/until.fixture.js';
