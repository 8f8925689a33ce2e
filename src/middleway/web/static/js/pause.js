// Says by which clock a time was meant. Without JavaScript it is the server's.
"use strict";
document.querySelector("[data-offset]").value = -new Date().getTimezoneOffset();
