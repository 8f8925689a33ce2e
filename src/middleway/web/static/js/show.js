// Shows a passphrase on wish, while it is typed. Before it is sent it is hidden again, so that the browser knows what it is. Without
// JavaScript it stays hidden.
"use strict";
(() => {
  for (const button of document.querySelectorAll("[data-show]")) {
    const box = button.previousElementSibling;
    const words = [button.textContent, button.dataset.hide];
    const show = (isShown) => {
      box.type = isShown ? "text" : "password";
      button.textContent = words[Number(isShown)];
    };
    button.hidden = false;
    button.addEventListener("click", () => show(box.type === "password"));
    box.form.addEventListener("submit", () => show(false));
    addEventListener("pagehide", () => show(false));
  }
})();
