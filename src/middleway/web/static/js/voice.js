// Records one's own voice into the form. Without it, the file box takes a recording made elsewhere. Nothing is stored here.
"use strict";
(() => {
  const [button, told, heard, undo, lasted] = ["record", "record-told", "heard", "undo", "lasted"].map((name) =>
    document.querySelector(`[data-${name}]`),
  );
  if (!button || !navigator.mediaDevices || !window.MediaRecorder) return;
  const [LONGEST, AWAKE] = [180000, 30000]; // milliseconds
  const [box, record] = [button.form.elements.sound, button.textContent];
  let recorder = null;
  let isAsking = false; // for the microphone: a second press must not open a second one
  const isOn = () => recorder?.state === "recording";
  const say = (what) => {
    told.textContent = told.dataset[what];
  };

  const put = (file) => {
    const files = new DataTransfer();
    if (file) files.items.add(file);
    box.files = files.files;
    URL.revokeObjectURL(heard.src);
    file ? (heard.src = URL.createObjectURL(file)) : heard.removeAttribute("src");
    heard.hidden = undo.hidden = !file;
  };

  const listen = (stream) => {
    const [parts, from] = [[], Date.now()];
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.start();
    // Whoever speaks is here: neither the page nor the server may lock meanwhile.
    const count = setInterval(() => {
      const seconds = Math.floor((Date.now() - from) / 1000);
      lasted.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      dispatchEvent(new Event("speaking"));
    }, 500);
    const stay = setInterval(() => fetch(location.href, { method: "HEAD" }).catch(() => {}), AWAKE);
    const end = setTimeout(() => isOn() && recorder.stop(), LONGEST);
    recorder.addEventListener("stop", () => {
      [count, stay, end].forEach(clearTimeout); // which ends an interval too
      for (const track of stream.getTracks()) track.stop();
      put(new File(parts, "sound", { type: recorder.mimeType.split(";")[0] }));
      say("done");
      button.textContent = record;
    });
    say("on");
    button.textContent = button.dataset.stop;
  };

  button.addEventListener("click", async () => {
    if (isOn()) return recorder.stop();
    if (isAsking) return;
    isAsking = true;
    for (const player of document.querySelectorAll("audio")) player.pause();
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      listen(stream);
    } catch {
      for (const track of stream?.getTracks() ?? []) track.stop();
      say("not");
    }
    isAsking = false;
  });

  undo.addEventListener("click", () => {
    put(null);
    lasted.textContent = "";
    say("gone");
    button.focus();
  });

  // Keep, while it still listens: first what was said is put into the form.
  button.form.addEventListener("submit", (event) => {
    if (!isOn()) return;
    event.preventDefault();
    recorder.addEventListener("stop", () => button.form.requestSubmit(event.submitter));
    recorder.stop();
  });
  button.hidden = false;
})();
