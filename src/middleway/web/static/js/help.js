// The likely country comes first, by the languages of the browser; and any other is found by its first letters. Nothing is sent.
"use strict";
(() => {
  const countries = [...document.querySelectorAll("main details.family")];
  const named = navigator.languages.map((language) => language.split("-").slice(1).pop()?.toLowerCase());
  const likely = named.map((code) => countries.find((one) => one.id === code)).find(Boolean);
  const first = countries.find((one) => one.id === location.hash.slice(1)) ?? likely;
  if (first) {
    countries[0].before(first);
    first.open = true;
    if (location.hash) first.scrollIntoView();
  }
  const box = document.querySelector("[data-seek]");
  const none = document.querySelector("[data-none]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  box.closest("[hidden]").hidden = false;
  box.addEventListener("input", () => {
    const sought = plain(box.value.trim());
    for (const one of countries) one.hidden = !plain(one.querySelector("summary").textContent).includes(sought);
    none.textContent = countries.every((one) => one.hidden) ? none.dataset.none : "";
  });
})();
