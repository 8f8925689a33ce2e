// Counts the breath in words, remembers the heat while the page is open, and keeps these pages for when there is no network.
"use strict";
(() => {
  navigator.serviceWorker?.register("/settle/worker.js", { scope: "/settle/" }).catch(() => {});

  // Words for those who see no light: shown under reduced motion, where nothing moves.
  const count = document.querySelector("[data-count]");
  if (count && matchMedia("(prefers-reduced-motion: reduce)").matches) {
    const lengths = count.dataset.breath.split(" ").map(Number);
    const words = [count.dataset.in, count.dataset.hold, count.dataset.out];
    const [phases] = [lengths.flatMap((length, at) => Array.from({ length }, (_, second) => `${words[at]} ${second + 1}`))];
    let second = 0;
    setInterval(() => {
      count.textContent = phases[second++ % phases.length];
    }, 1000);
  }

  const form = document.querySelector("[data-heat]");
  if (!form) return;
  const told = form.querySelector("[data-heat-told]");
  let first = null;
  form.addEventListener("change", (event) => {
    const now = Number(event.target.value);
    const text = first === null ? told.dataset.first : now < first ? told.dataset.lower : told.dataset.same;
    told.textContent = text.replace("{0}", first).replace("{1}", now);
    first ??= now;
  });
})();
