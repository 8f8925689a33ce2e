// Saves what is being written, sealed, every few seconds, and puts back what was typed before. Without JavaScript the button does it.
"use strict";
(() => {
  const words = document.currentScript.dataset;
  const [PAUSE, LONGEST, REST] = [1000, 4000, 30000]; // milliseconds: after a word; while one types on; at most, where saves fail
  const [here, opened] = [crypto.randomUUID(), location.href]; // this page; and where it was opened
  const NO_WORDS = "[type=hidden], [type=file], [autocomplete$=-password], [type=search], [type=submit], button, fieldset";

  // What came of a save, as the page says it (`data-…`). What lasts is not tried again by itself: only when somebody types on, or comes
  // back to this page, perhaps from signing in in another tab.
  const LASTING = ["another", "elsewhere", "long", "gone", "out"];
  const MORE_SELDOM = ["not", "out", "another"]; // each try after such a one waits twice as long, whoever types on meanwhile
  const [PASSING, SIGNED_OUT] = [[408, 409, 429], [0, 403]]; // 0: a redirect, which is to the door
  const meaning = (status) => {
    if (status === 204) return "saved";
    if (status === 205) return "none"; // without words there is no draft
    if (status === 412) return "elsewhere";
    if ([413, 422].includes(status)) return "long";
    if (SIGNED_OUT.includes(status)) return "out";
    return status < 500 && !PASSING.includes(status) ? "gone" : "not";
  };

  // A form that says where its draft is kept (`data-draft`) is sent there as it is; while there is one, the page has its address.
  const ownDraft = (form) => ({
    address: form.dataset.draft,
    told: form.querySelector("[data-draft-told]"),
    body: () => new FormData(form),
    stand: (at) => history.replaceState(null, "", at),
  });

  // Any other page of writing (`_whose.html`): box by box, under the form's own address.
  const boxes = (form) => [...form.elements].filter((box) => box.name && !box.matches(NO_WORDS));
  const kindOf = (box) => (box.matches("textarea") ? "texts" : box.matches("[type=text], input:not([type])") ? "lines" : "chosen");

  const fill = (form, typed) => {
    for (const box of boxes(form)) {
      const chosen = typed.chosen[box.name];
      if (box.matches("[type=checkbox], [type=radio]")) box.checked = Boolean(chosen?.includes(box.value));
      else box.value = typed.texts[box.name] ?? typed.lines[box.name] ?? chosen?.[0] ?? box.value;
    }
  };

  const add = (form, tag, given) => form.appendChild(Object.assign(document.createElement(tag), given));

  const formDraft = (form) => {
    const { place, typed, sent } = form.elements.whose.dataset;
    const before = typed && JSON.parse(typed);
    const pages = sent || [here, before?.page.split(" ")[0]].filter(Boolean).join(" ");
    add(form, "input", { type: "hidden", name: "typed_at", value: place });
    add(form, "input", { type: "hidden", name: "typed_on", value: pages });
    const told = add(form, "p", { className: "small" });
    told.setAttribute("role", "status");
    const go = add(form, "button", { className: "quiet", textContent: words.go, hidden: true, formNoValidate: true });
    go.setAttribute("formaction", words.letGo);
    go.dataset.letGo = "";
    const body = () => {
      const data = new FormData();
      for (const name of ["csrfmiddlewaretoken", "whose", "typed_at", "typed_on"]) data.append(name, form.elements[name].value);
      data.append("stands_on", location.pathname);
      for (const box of boxes(form))
        if (!box.matches("[type=checkbox], [type=radio]") || box.checked) data.append(`${kindOf(box)}.${box.name}`, box.value);
      return data;
    };
    if (before) {
      fill(form, before);
      told.textContent = words.before;
      go.hidden = false;
    }
    return { address: words.save, told, body, stand: () => {}, isSent: Boolean(sent), saved: (isThere) => (go.hidden = !isThere) };
  };

  // After signing in anew in another tab this page's token is an old one: take a fresh one, if it is us who are let in (send.js).
  const whoIsIn = () => {
    const asked = [];
    document.dispatchEvent(new CustomEvent("token", { detail: asked }));
    return asked[0];
  };

  const keepDraft = (form) => {
    const draft = form.dataset.draft ? ownDraft(form) : formDraft(form);
    const now = () => new URLSearchParams(draft.body()).toString();
    let saved = draft.isSent ? null : now();
    let timer;
    let since = null;
    let wait = 0; // after a save that failed
    let notBefore = 0;
    let over = false;
    let under = null; // the save under way: a promise
    let isSaved = false; // there is something at the draft's own address

    const say = (what) => {
      const text = draft.told.dataset[what] ?? words[what];
      if (text) draft.told.textContent = text;
    };

    say("saves");

    const stand = (at) => {
      if (isSaved) draft.stand(at);
    };

    const send = (keepalive) =>
      fetch(draft.address, {
        method: "POST", body: draft.body(), redirect: "manual", credentials: "same-origin", keepalive,
        headers: { Autosave: "yes" }, signal: AbortSignal.timeout(8000),
      });

    const saveNow = async () => {
      clearTimeout(timer);
      since = null;
      let text = now();
      if (over || text === saved) return;
      let came = "not";
      try {
        let answer = await send(text.length < 15000);
        const who = answer.status === 403 && (await whoIsIn());
        if (who === "us") {
          text = now();
          answer = await send(false);
        }
        came = who === "another" ? who : meaning(answer.status);
        if (came === "saved" || came === "none") {
          saved = text;
          isSaved = true;
          draft.saved?.(came === "saved");
          if (!over) stand(form.dataset.draft);
        }
      } catch {
        // It did not get through.
      }
      wait = MORE_SELDOM.includes(came) ? Math.min(2 * wait || PAUSE, REST) : 0;
      notBefore = Date.now() + wait;
      say(came);
      if (now() !== saved && !LASTING.includes(came)) later();
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
      const at = Date.now();
      timer = setTimeout(save, Math.max(Math.min(PAUSE, Math.max(0, since + LONGEST - at)), notBefore - at));
    };

    form.addEventListener("input", later);
    addEventListener("pagehide", save);
    document.addEventListener("visibilitychange", save);
    addEventListener("online", save);
    document.addEventListener("locking", (event) => event.detail.push(save()));
    // Keeping or letting go ends the draft: a save that is still under way must not bring it back.
    form.addEventListener("submit", (event) => {
      over = true;
      clearTimeout(timer);
      stand(opened);
      if (event.submitter && "letGo" in event.submitter.dataset) for (const box of form.querySelectorAll("[type=file]")) box.value = "";
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
    if (draft.isSent) later(); // it comes back with newer words than its draft has
  };

  const places = new Set(); // a form that comes back from being sent may stand twice on its page, the first time with its words
  for (const { form, dataset } of document.querySelectorAll("[name=whose]")) {
    const place = form.dataset.draft ?? dataset.place;
    if (place && !places.has(place)) keepDraft(form);
    places.add(place);
  }
})();
