// Sends forms, and puts the answer in place. What a browser posts as a page it keeps, in clear, to restore the tab; what a script
// sends it does not. And a page stays until there is an answer: it may hold the only copy of somebody's words.
"use strict";
(() => {
  const told = document.currentScript.dataset;
  const root = document.documentElement;
  const [FIRST, LONGEST, PATIENCE] = [2000, 30000, 20000]; // milliseconds
  let wait = FIRST;
  let timer;
  let retry = null;

  // The new page starts as if it had been loaded: opening a document takes every listener of the old one away.
  const show = (page, address) => {
    document.open();
    document.addEventListener("DOMContentLoaded", () => {
      delete document.documentElement.dataset.sending;
      for (const form of document.querySelectorAll("form[method=post]:not([action])")) form.action = address.pathname;
      const place = ["[aria-invalid=true]", ".errorlist", "#main"].map((name) => document.querySelector(name));
      const [first] = [address.hash && document.querySelector(address.hash), ...place].filter(Boolean);
      if (!first) return;
      if (!first.matches("input, textarea, select")) first.tabIndex = -1;
      first.focus();
    });
    document.write(page);
    document.documentElement.dataset.sending = ""; // until all of it is there
    document.close();
  };

  const go = (to) => {
    const address = new URL(to ?? location.href, location.href);
    if (address.hash && address.href.split("#")[0] === location.href.split("#")[0]) {
      history.replaceState(null, "", address); // the same page with a place in it: it would only scroll
      location.reload();
    } else location.assign(address);
  };

  // A file that is made while it comes: the page says how much of it is here, since the browser shows it only when it is whole.
  const whole = async (answer, form) => {
    const pieces = [];
    const place = document.createElement("p");
    place.setAttribute("role", "status");
    form.append(place);
    try {
      const reader = answer.body.getReader();
      for (let bytes = 0, one = await reader.read(); !one.done; one = await reader.read()) {
        pieces.push(one.value);
        bytes += one.value.length;
        const words = told.coming.replace("NUMBER", Math.ceil(bytes / 1e6));
        if (place.textContent !== words) place.textContent = words;
      }
    } finally {
      place.remove();
    }
    return new Blob(pieces);
  };

  const save = async (answer, form) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await whole(answer, form));
    link.download = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "notes";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  const say = (form, words) => {
    let place = form.querySelector("[data-unsent]");
    if (!place && words) {
      place = document.createElement("p");
      place.dataset.unsent = "";
      place.className = "errorlist";
      place.setAttribute("role", "alert");
      form.append(place);
    }
    if (place && place.textContent !== words) place.textContent = words;
  };

  // Words are sent again. A passphrase or a code is not, unasked: each try counts. Nor is a button alone. Where a door was too full
  // nothing was tried, and the answer says in how many seconds to come back: then everything is sent again.
  const mayRepeat = (form) =>
    form.querySelector("textarea, [type=text], [type=search]") && !form.querySelector("[autocomplete$=-password], [autocomplete=one-time-code]");

  const later = () => {
    clearTimeout(timer);
    if (retry) timer = setTimeout(retry, wait);
  };

  const unsent = (form, button, why, mayPass = true, seconds = 0) => {
    const again = mayPass && (seconds || mayRepeat(form));
    const words = seconds ? told.turn : (form.dataset.unsentWords ?? told.again);
    delete root.dataset.sending;
    delete form.dataset.sent;
    form.dispatchEvent(new Event("unsent"));
    say(form, [why, again ? words : mayPass && told.once].filter(Boolean).join(" "));
    if (!again) return;
    retry = () => (form.isConnected && form.checkValidity() ? form.requestSubmit(button) : later());
    if (seconds) wait = 1000 * seconds;
    later();
    wait = seconds ? FIRST : Math.min(2 * wait, LONGEST);
  };

  // What the page of an error says first: what happened, and what is safe.
  const sentence = async (answer) =>
    new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .errorlist, main p")?.textContent ?? "";

  // After signing in anew in another tab this page's tokens are old ones: take fresh ones, if it is the same account that is let in.
  // What stands before the first colon says which; somebody else's tokens would make these words theirs.
  const accountOf = (whose) => whose?.split(":")[0];
  const whoIsIn = async () => {
    const answer = await fetch(told.tokens, { credentials: "same-origin", redirect: "manual" });
    if (!answer.ok) return "nobody";
    const tokens = await answer.json();
    if (accountOf(tokens.whose) !== accountOf(document.querySelector("[name=whose]")?.value)) return "another";
    for (const [name, fresh] of Object.entries(tokens)) for (const field of document.querySelectorAll(`[name=${name}]`)) field.value = fresh;
    return "us";
  };

  // Words come along to the door; a recording is too large for that, so its page stays.
  const isOut = (answer) => answer.status === 403 || answer.headers.get("Location")?.startsWith(told.door);

  // No page can show a recording again. So where another window was first, the page stays, and what is newer comes beside it.
  const putBeside = async (form, answer) => {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [mark, note] = [page.querySelector("main [name=seen]"), page.querySelector("main .said[data-newer]")];
    const why = page.querySelector("main .errorlist, main p")?.textContent ?? "";
    if (mark) form.elements.seen.value = mark.value;
    form.querySelector("[data-newer]")?.remove();
    if (note) form.append(document.importNode(note, true));
    unsent(form, null, why, false);
  };

  const send = async (form, button, isSecond = false) => {
    const address = new URL(button?.hasAttribute("formaction") ? button.formAction : form.action);
    const fields = new FormData(form);
    if (button?.name) fields.append(button.name, button.value);
    const hasFiles = form.enctype === "multipart/form-data";
    const speaks = form.elements.whose && [...form.querySelectorAll("[type=file]")].some((box) => box.files.length);
    try {
      const answer = await fetch(address, {
        method: "POST", body: hasFiles ? fields : new URLSearchParams(fields), credentials: "same-origin", headers: { "By-Script": "yes" },
        signal: mayRepeat(form) && !hasFiles ? AbortSignal.timeout(PATIENCE) : undefined,
      });
      // What cannot be read, or is too much, comes back from no server: the page keeps it.
      const mayPass = answer.status >= 500 || [408, 429].includes(answer.status);
      if (mayPass || [400, 413].includes(answer.status))
        return unsent(form, button, await sentence(answer), mayPass, Number(answer.headers.get("Retry-After")));
      if (answer.headers.has("Somebody-Else")) return unsent(form, button, told.another, false);
      if (speaks && isOut(answer)) {
        const who = isSecond ? "nobody" : await whoIsIn();
        if (who === "us") return send(form, button, true);
        return unsent(form, button, who === "another" ? told.another : told.out, false);
      }
      if (speaks && answer.status === 409) return putBeside(form, answer);
      if (answer.status === 204) return go(answer.headers.get("Location"));
      if (!answer.headers.get("Content-Disposition")?.startsWith("attachment")) return show(await answer.text(), address);
      await save(answer, form);
      delete root.dataset.sending;
      delete form.dataset.sent;
      say(form, "");
    } catch {
      unsent(form, button, "");
    }
  };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    event.preventDefault();
    if ("sending" in root.dataset) return;
    root.dataset.sending = "";
    retry = null;
    clearTimeout(timer);
    send(form, event.submitter);
  });
  // Whoever types on is not taken away in the middle of a word.
  addEventListener("input", later);
  document.addEventListener("token", (event) => event.detail.push(whoIsIn()));
  addEventListener("online", () => retry?.());
})();
