// Keeps the pages of settling for when there is no network; and nothing else, ever: no page with words on it.
// They are kept as one version: a new one is fetched whole, help first, and only then takes the place of the old one.
"use strict";
const VERSION = "{{ version }}";
const LANGUAGE = "{{ language|escapejs }}";
const KEPT = "settle-" + VERSION;
const PAGES = [{% for address in pages %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const FILES = { {% for file in files %}"{{ file.address|escapejs }}": "{{ file.integrity|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %} };
const ANYHOW = { ignoreVary: true }; // what is kept is in one language, whichever a request asks for
const PATHS = Object.keys(FILES).map((file) => file.split("?")[0]);

// Without cookies the server does not know which language was chosen, so the request says it.
async function fetched(address, integrity) {
  const headers = { "Accept-Language": LANGUAGE };
  const answer = await fetch(new Request(address, { credentials: "omit", cache: "reload", headers, integrity }));
  if (!answer.ok || answer.redirected) throw new Error(address);
  return answer;
}
async function fill() {
  const kept = await caches.open(KEPT);
  const keep = async (address, integrity = "") => kept.put(address, await fetched(address, integrity));
  try {
    await keep(PAGES[0]);
    await Promise.all([...PAGES.slice(1).map((page) => keep(page)), ...Object.entries(FILES).map((file) => keep(...file))]);
    // If the server changed its version meanwhile, these are some pages of each.
    const now = await (await fetched(location.pathname, "")).text();
    if (!now.includes(VERSION)) throw new Error("another version");
    const whole = await caches.open(KEPT).then((all) => all.keys());
    if (whole.length < PAGES.length + PATHS.length) throw new Error("not all of it");
  } catch (failed) {
    await caches.delete(KEPT);
    throw failed;
  }
}
async function page(event, url) {
  const found = await caches.open(KEPT).then((kept) => kept.match(url.pathname, ANYHOW));
  // Until now a page of the version before may still have been on its way, and its style with it.
  event.waitUntil(found ? dropOthers() : fill().catch(() => {}));
  // What is kept comes at once, even where the network hangs.
  if (found && !url.search) return found;
  return fetch(event.request).catch((gone) => found ?? Promise.reject(gone));
}
async function dropOthers() {
  if (registration.installing || registration.waiting) return; // one of the others is the next version
  for (const name of await caches.keys()) if (name !== KEPT) await caches.delete(name);
}

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin) return;
  if (PAGES.includes(url.pathname)) event.respondWith(page(event, url));
  // Its address has its content's digest in it, so whichever version it was kept with, it is the right one.
  else if (PATHS.includes(url.pathname)) event.respondWith(caches.match(event.request.url, ANYHOW).then((found) => found ?? fetch(event.request)));
});
