/**
 * Where the portal will answer: the components that call it (Keycloak to end sessions, Prometheus to read metrics) must know beforehand.
 * By the settings of the portal itself, so that one line of settings says it to both.
 * @param {NodeJS.ProcessEnv} [env]
 */
export const portalUrl = (env = process.env) => env['RAPPORT_PUBLIC_URL'] || `http://localhost:${env['PORT'] || 8080}`;
