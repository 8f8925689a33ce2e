// The likely country comes first, by the languages of the browser; and any other is found by its first letters. Nothing is sent.
"use strict";
(() => {
  const countries = [...document.querySelectorAll("main details.family")];
  const named = navigator.languages.map((language) => language.split("-")[1]?.toLowerCase());
  const likely = named.map((code) => countries.find((one) => one.id === code)).find(Boolean);
  if (likely && !location.hash) {
    countries[0].before(likely);
    likely.open = true;
  }
  const box = document.querySelector("[data-seek]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", () => {
    const sought = plain(box.value.trim());
    for (const one of countries) one.hidden = !plain(one.querySelector("summary").textContent).includes(sought);
  });
})();
