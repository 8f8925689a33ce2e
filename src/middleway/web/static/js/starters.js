// An opening that is tapped goes into its box, and the cursor stands behind it. Without JavaScript it is there to be read.
"use strict";
document.addEventListener("click", (event) => {
  const starter = event.target.closest("[data-starts]");
  if (!starter) return;
  const box = document.getElementById(starter.dataset.starts);
  const before = box.value.trimEnd();
  box.value = `${before}${before && "\n"}${starter.dataset.words} `;
  box.dispatchEvent(new Event("input", { bubbles: true })); // a draft is saved, and the mirror looks, as after typing
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
});
