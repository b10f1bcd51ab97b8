// Keeps the page at which a group types papers, so that it opens while the line is cut. It answers for that page and for
// the files that it needs, and first asks the server; everything else goes past it.
"use strict";

const KEPT = "papers-page:";
const SHELVES = `${KEPT}1:`; // + the path of the page; as in paper-shelf.js
const PATIENCE = 5000; // milliseconds; a cut line may be silent
const GONE = [403, 404, 410];
const NO_ANSWER = [502, 503, 504];

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(Promise.all([dropOld(), self.clients.claim()])));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const page = new URL(self.registration.scope);
  const asked = new URL(request.url);
  if (request.method !== "GET" || asked.origin !== page.origin) return;
  if (request.mode === "navigate") {
    if (asked.pathname === page.pathname) event.respondWith(answer(request, page.pathname, fromShelf));
  } else if (!asked.pathname.startsWith(page.pathname)) {
    event.respondWith(answer(request, page.pathname, (kept) => kept));
  }
});

// What the server says; what was kept where it does not answer.
async function answer(request, path, read) {
  const shelf = SHELVES + path;
  const kept = await caches.match(request, { cacheName: shelf, ignoreVary: true, ignoreSearch: request.mode === "navigate" });
  if (!kept) return fetch(request);
  try {
    const told = await Promise.race([fetch(request), patience()]);
    if (NO_ANSWER.includes(told.status)) return read(kept);
    const leaves = told.type === "opaqueredirect" || GONE.includes(told.status);
    if (request.mode === "navigate" && leaves) await caches.delete(shelf); // signed out, or the count is closed
    return told;
  } catch {
    return read(kept);
  }
}

// What a worker before this one kept in another way.
async function dropOld() {
  const old = (await caches.keys()).filter((name) => name.startsWith(KEPT) && !name.startsWith(SHELVES));
  await Promise.all(old.map((name) => caches.delete(name)));
}

function patience() {
  return new Promise((_told, gaveUp) => {
    setTimeout(() => gaveUp(new Error("no answer")), PATIENCE);
  });
}

// The page as it was kept, saying so of itself.
async function fromShelf(kept) {
  const text = await kept.text();
  return new Response(text.replace('data-kept=""', 'data-kept="1"'), { headers: kept.headers });
}
