// Keeps the pages of settling for when there is no network; and nothing else, ever: no page with words on it.
"use strict";
const KEPT = "settle";
const PAGES = [{% for address in kept %}"{{ address|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];

addEventListener("install", (event) => {
  skipWaiting();
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(PAGES.map((page) => new Request(page, { credentials: "omit", cache: "reload" })))));
});
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || !PAGES.includes(url.pathname)) return;
  // What is kept comes at once, even where the network hangs; a newer one is fetched for the next time.
  event.respondWith(
    caches.open(KEPT).then(async (kept) => {
      const fresh = fetch(new Request(url.pathname, { credentials: "omit", cache: "no-cache" })).then((answer) => {
        if (answer.ok) kept.put(url.pathname, answer.clone());
        return answer;
      });
      const found = url.search ? undefined : await kept.match(url.pathname);
      if (found) {
        event.waitUntil(fresh.catch(() => {}));
        return found;
      }
      return (url.search ? fetch(event.request) : fresh).catch(() => kept.match(url.pathname));
    }),
  );
});
