// Copies or prints one's own words. Without JavaScript: mark them, and use the browser's menu.
"use strict";
(() => {
  const text = document.querySelector("[data-copy]");
  const told = document.querySelector("[data-copy-told]");
  const on = (name, act) => {
    const button = document.querySelector(name);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  };
  on("[data-copy-button]", async (button) => {
    await navigator.clipboard.writeText(text.textContent);
    told.textContent = button.dataset.done;
  });
  on("[data-print-button]", () => print());
})();
