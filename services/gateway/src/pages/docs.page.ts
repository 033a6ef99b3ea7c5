/** The page under `/docs`. Its script and styles are files of this site, so that it works under the strict policy. */
export const docsPage = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Rapport API</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/swagger-ui.css">
    <link rel="stylesheet" href="/docs/page.css">
    <script src="/docs/swagger-ui-bundle.js" defer></script>
    <script src="/docs/start.js" type="module"></script>
  </head>
  <body>
    <main id="api"></main>
    <noscript><p>The description itself is at <a href="/openapi.json">/openapi.json</a>.</p></noscript>
  </body>
</html>
`;

/** Starts the browser of the API, asking under the address where the page itself is. No outside validator, no token kept in the browser. */
export const docsScript = `const spec = await (await fetch('/openapi.json')).json();
SwaggerUIBundle({
  spec: { ...spec, servers: [{ url: '/' }] },
  dom_id: '#api',
  deepLinking: true,
  validatorUrl: 'none',
  persistAuthorization: false,
  filter: true,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  syntaxHighlight: { activated: false },
  requestInterceptor: (request) => ({ ...request, headers: { ...request.headers, 'X-Rapport-CSRF': '1' } }),
});
`;

export const docsStyle = `html { box-sizing: border-box; }
*, *::before, *::after { box-sizing: inherit; }
body { margin: 0; background: #fafafa; }
`;
