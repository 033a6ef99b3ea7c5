// Lets the portal open without a line: keeps the page and its files, and nothing that anybody said or asked. Data is never kept here.
const shelf = 'rapport-1';
const page = '/';
const besides = ['/first-paint.js', '/icon.svg', '/site.webmanifest'];
/** Files have their contents in their names; those of older versions are given up when there are too many. */
const mostFiles = 400;
/** Addresses that belong to programs, as in the gateway, and the chat of visitors, which is a page of its own. */
const notPages = /^\/(v1|auth|realms|docs|problems|healthz|readyz|metrics|visit)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(keepFirstView().then(() => self.skipWaiting())));

self.addEventListener('activate', (event) => event.waitUntil(forgetOthers().then(() => self.clients.claim())));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fileOf(request));
  else if (besides.includes(pathname)) event.respondWith(newestOf(request, pathname));
  else if (request.mode === 'navigate' && !notPages.test(pathname)) event.respondWith(newestOf(request, page));
});

/** The page with the files that it names, so that it opens without a line from now on. */
async function keepFirstView() {
  const cache = await caches.open(shelf);
  const answer = await fetch(page, { headers: { accept: 'text/html' } });
  const files = [...(await answer.clone().text()).matchAll(/\/assets\/[\w.-]+/g)].map(([path]) => path);
  await cache.put(page, answer);
  await cache.addAll([...new Set([...files, ...besides])]);
}

async function forgetOthers() {
  for (const name of await caches.keys()) if (name !== shelf) await caches.delete(name);
}

/** As the server has it now, or as it was kept when there is no line. */
async function newestOf(request, name) {
  const cache = await caches.open(shelf);
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(name, answer.clone());
    return answer;
  } catch (error) {
    const kept = await cache.match(name);
    if (kept) return kept;
    throw error;
  }
}

async function fileOf(request) {
  const cache = await caches.open(shelf);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) {
    await cache.put(request, answer.clone());
    const files = (await cache.keys()).filter(({ url }) => new URL(url).pathname.startsWith('/assets/'));
    // In the order in which they were kept.
    for (const old of files.slice(0, Math.max(0, files.length - mostFiles))) await cache.delete(old);
  }
  return answer;
}
