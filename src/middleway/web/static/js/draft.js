// Saves what is being written, sealed, every few seconds. Without JavaScript the button "Keep" does.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  const told = document.querySelector("[data-draft-told]");
  const box = form.querySelector("textarea");
  const [PAUSE, LONGEST] = [1000, 4000];
  let saved = box.value;
  let timer;
  let since = null;

  const say = (what) => {
    told.textContent = told.dataset[what];
  };

  const save = async () => {
    clearTimeout(timer);
    since = null;
    const text = box.value;
    if (text === saved) return;
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST", body: new FormData(form), keepalive: text.length < 15000, redirect: "manual",
        credentials: "same-origin",
      });
      if (answer.status === 204) saved = text;
      say(answer.status === 204 ? "saved" : answer.type === "opaqueredirect" || answer.status === 403 ? "out" : "not");
    } catch {
      say("not");
    }
    if (box.value !== saved) later();
  };

  const later = () => {
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())));
  };

  box.addEventListener("input", later);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", save);
  document.addEventListener("locking", save);
  // Going on by the form's own button is not a reason to save once more.
  form.addEventListener("submit", () => {
    saved = box.value;
  });
})();
