// Reads the draft while it is written: a short pause in typing, and the piece of the page is made anew. Nothing is kept.
"use strict";
(() => {
  const place = document.querySelector("[data-live]");
  const form = place.closest("form");
  const box = form.elements[`words-${place.dataset.of}`];
  let timer;
  let under = null;

  const words = () => {
    const sent = new FormData();
    sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    sent.set("words-draft", box.value);
    return sent;
  };

  const read = async () => {
    under?.abort();
    under = new AbortController();
    try {
      const answer = await fetch(place.dataset.live, {
        method: "POST", body: words(), credentials: "same-origin", redirect: "manual", signal: under.signal,
      });
      if (answer.ok) place.replaceChildren(new DOMParser().parseFromString(await answer.text(), "text/html").body);
    } catch {
      // The next pause in typing tries again.
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(read, 250);
  });
})();
