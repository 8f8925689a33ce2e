// Records one's own voice into the form. Without it, the file box takes a recording made elsewhere. Nothing is stored here.
"use strict";
(() => {
  const button = document.querySelector("[data-record]");
  const told = document.querySelector("[data-record-told]");
  const heard = document.querySelector("[data-heard]");
  const box = document.querySelector("[name=sound]");
  const LONGEST = 180000; // milliseconds
  if (!navigator.mediaDevices || !window.MediaRecorder) return;
  button.hidden = false;
  const record = button.textContent;
  const lasted = document.querySelector("[data-lasted]");
  let recorder = null;

  const count = (from) => {
    const seconds = Math.floor((Date.now() - from) / 1000);
    lasted.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  };

  const keep = (parts, type) => {
    const file = new File(parts, "sound", { type });
    const files = new DataTransfer();
    files.items.add(file);
    box.files = files.files;
    URL.revokeObjectURL(heard.src);
    heard.src = URL.createObjectURL(file);
    heard.hidden = false;
    told.textContent = told.dataset.done;
    button.textContent = record;
  };

  button.addEventListener("click", async () => {
    if (recorder?.state === "recording") return recorder.stop();
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const parts = [];
      const counting = setInterval(count, 500, Date.now());
      recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", () => {
        clearInterval(counting);
        for (const track of stream.getTracks()) track.stop();
        keep(parts, recorder.mimeType.split(";")[0]);
      });
      recorder.start();
      setTimeout(() => recorder.state === "recording" && recorder.stop(), LONGEST);
      told.textContent = told.dataset.on;
      button.textContent = button.dataset.stop;
    } catch {
      told.textContent = told.dataset.not;
    }
  });
})();
