// A light start without network: the first page as nobody in particular sees it, a page that says there is no network,
// letters and colours. Pages of a person are never kept; with a network everything comes from there.
const KEPT = /*kept*/[];
const CACHE = "kinhbac-/*version*/";
const START = "/";
const AWAY = "/offline";

self.addEventListener("install", (event) => {
  event.waitUntil(keep().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forget().then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => instead(address)));
  } else if (KEPT.includes(address.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(address.pathname)));
  }
});

// Fetched without cookies, so that what is kept is nobody's.
async function keep() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    KEPT.map(async (address) => {
      const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
      if (answer.ok) await cache.put(address, answer);
    }),
  );
}

async function forget() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

async function instead(address) {
  const start = address.pathname === START && !address.search ? await caches.match(START) : undefined;
  return start ?? (await caches.match(AWAY)) ?? Response.error();
}
