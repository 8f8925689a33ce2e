// Says by which clock this person lives. Without JavaScript they can say it in Settings.
"use strict";
for (const box of document.querySelectorAll("[data-zone]"))
  box.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
