// Says by which clock this person lives, when a door's form is sent. Without JavaScript they can say it in Settings.
"use strict";
document.addEventListener(
  "submit",
  (event) => {
    // At the last moment, and before anybody takes the form's fields: a page can be put in the place of another without a reload.
    const box = event.target.querySelector("[data-zone]");
    if (box) box.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  },
  true,
);
