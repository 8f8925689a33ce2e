// A passkey as a second step: the browser's question, and its answer into the form.
"use strict";
(() => {
  const form = document.querySelector("form[data-challenge]");
  const button = document.querySelector("[data-ask]");
  const told = document.querySelector("[data-told]");
  const asks = JSON.parse(form.dataset.challenge).publicKey;
  const isNew = "rp" in asks;

  button.hidden = false;
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    told.textContent = told.dataset.cannot;
    button.disabled = true;
    return;
  }

  button.addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    try {
      const found = isNew
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asks) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asks) });
      form.elements.credential.value = JSON.stringify(found.toJSON());
      form.requestSubmit();
    } catch {
      told.textContent = told.dataset.failed;
    }
  });
})();
