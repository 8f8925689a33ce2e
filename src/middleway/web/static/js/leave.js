// Leave, lock by itself, and show nothing of a page that has been left. Loaded before the page's content.
"use strict";
(() => {
  const root = document.documentElement;
  const blank = () => {
    root.hidden = true;
  };
  const end = (path) => fetch(path, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});

  // Other pages of this browser go blank too: what is open in another tab is as private.
  const others = "BroadcastChannel" in window ? new BroadcastChannel("over") : null;
  if (others)
    others.onmessage = (event) => {
      blank();
      location.replace(event.data === "leave" ? root.dataset.leave : "/sign-in/");
    };

  const leave = () => {
    blank();
    others?.postMessage("leave");
    end("/leave/");
    // In place of this page: "back" on the neutral page does not come here.
    location.replace(root.dataset.leave);
  };

  // Blank first; then what is being written is saved, for at most two seconds; then the door.
  const lock = async () => {
    blank();
    const saves = [];
    document.dispatchEvent(new CustomEvent("locking", { detail: saves }));
    await Promise.race([Promise.allSettled(saves), new Promise((done) => setTimeout(done, 2000))]);
    await end("/lock/");
    others?.postMessage("lock");
    location.replace("/sign-in/");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form.leave, form.lock")) {
      event.preventDefault();
      form.matches(".leave") ? leave() : lock();
    } else if (event.defaultPrevented) {
      return; // it is sent when what is under way is done
    } else if (form.dataset.sent) {
      // A second click on the same button: the first is on its way.
      event.preventDefault();
    } else {
      form.dataset.sent = "yes";
      setTimeout(() => delete form.dataset.sent, 5000);
    }
  });

  // Three presses of Shift within three seconds, nothing between. Not Escape: it stops a page that is loading.
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = [];
    } else if (!event.repeat) {
      presses = [...presses.filter((at) => event.timeStamp - at < 3000), event.timeStamp];
      if (presses.length === 3) leave();
    }
  });

  // A page kept in memory for "back" is not shown again as it was: the server decides anew.
  addEventListener("pagehide", blank);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  const minutes = Number(root.dataset.idle);
  if (minutes) {
    // By the clock, not by a timer alone: timers stand still while a machine or a tab sleeps. Tabs tell one another that
    // somebody is there, so that one that lies idle does not end the session of the one that is written in.
    const limit = minutes * 60000;
    const tabs = "BroadcastChannel" in window ? new BroadcastChannel("here") : null;
    let last = Date.now();
    let over = false;
    const look = () => {
      over ||= root !== document.documentElement; // send.js put another page in the place of this one, with a clock of its own
      if (over || Date.now() - last < limit) return;
      over = true;
      lock();
    };
    const here = () => {
      look();
      if (over) return;
      if (Date.now() - last > 1000) tabs?.postMessage(Date.now());
      last = Date.now();
    };
    if (tabs) tabs.onmessage = (event) => (last = Math.max(last, Math.min(event.data, Date.now())));
    for (const sign of ["pointerdown", "keydown", "scroll", "speaking"]) addEventListener(sign, here, { passive: true });
    for (const woken of ["focus", "pageshow"]) addEventListener(woken, look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, 1000);
  }
})();
