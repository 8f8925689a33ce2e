// Saves what is being written, sealed, every few seconds. Without JavaScript the button does.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  const told = document.querySelector("[data-draft-told]");
  const [PAUSE, LONGEST] = [1000, 4000];
  const now = () => new URLSearchParams(new FormData(form)).toString();
  let saved = now();
  let timer;
  let since = null;
  let over = false;
  let under = null; // the save under way: a promise
  const opened = location.href;
  let isSaved = false; // there is something at the draft's own address

  const say = (what) => {
    told.textContent = told.dataset[what];
  };

  say("saves");

  // While there is a draft, the page has its address: reloaded, gone back to or restored, it shows what was saved.
  const stand = (at) => {
    if (isSaved) history.replaceState(null, "", at);
  };

  const send = (keepalive) =>
    fetch(form.dataset.draft, {
      method: "POST", body: new FormData(form), redirect: "manual", credentials: "same-origin", keepalive,
      headers: { Autosave: "yes" }, signal: AbortSignal.timeout(8000),
    });

  // After signing in anew in another tab this page's token is an old one: take a fresh one, if we are let in.
  const isLetIn = async () => {
    const answer = await fetch("/moments/write/", { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const name of ["csrfmiddlewaretoken", "whose"]) form.elements[name].value = page.querySelector(`[name=${name}]`).value;
    return true;
  };

  const saveNow = async () => {
    clearTimeout(timer);
    since = null;
    let text = now();
    if (over || text === saved) return;
    try {
      let answer = await send(text.length < 15000);
      if (answer.status === 403 && (await isLetIn())) {
        text = now();
        answer = await send(false);
      }
      if (answer.status === 204) {
        saved = text;
        isSaved = true;
        if (!over) stand(form.dataset.draft);
      }
      say(answer.status === 204 ? "saved" : answer.type === "opaqueredirect" || answer.status === 403 ? "out" : "not");
    } catch {
      say("not");
    }
    if (now() !== saved) later();
  };

  // One after the other, so that an older text never comes after a newer one.
  const save = () => {
    const mine = (under ?? Promise.resolve()).then(saveNow).finally(() => {
      if (under === mine) under = null;
    });
    return (under = mine);
  };

  const later = () => {
    if (over) return;
    since ??= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())));
  };

  form.addEventListener("input", later);
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", save);
  document.addEventListener("locking", (event) => event.detail.push(save()));
  // Keeping or letting go ends the draft: a save that is still under way must not bring it back.
  form.addEventListener("submit", (event) => {
    over = true;
    clearTimeout(timer);
    stand(opened);
    if (!under) return;
    event.preventDefault();
    under.then(() => form.requestSubmit(event.submitter));
  });
  // It did not get through (send.js): the draft goes on.
  form.addEventListener("unsent", () => {
    over = false;
    stand(form.dataset.draft);
    later();
  });
  addEventListener("pageshow", () => {
    over = false;
  });
})();
