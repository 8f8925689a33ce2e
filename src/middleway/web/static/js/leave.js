// Leave, lock by itself, and show nothing of a page that has been left. Loaded before the page's content.
"use strict";
(() => {
  const root = document.documentElement;
  const blank = () => {
    root.hidden = true;
  };

  // No script can take the cookies away that keep somebody signed in. So it lays one of its own beside them, in case the form below
  // never arrives: the first request of any tab then ends the session, before anything of it is shown (signin/middleware.py).
  const mark = (how) => {
    document.cookie = `__Host-left=${how}; Path=/; Secure; SameSite=Strict`;
  };
  const isMarked = () => document.cookie.includes("__Host-left=");
  let pending = null; // what is to be marked if this page goes away before its words are saved
  const end = (how) => {
    mark(how);
    pending = null;
    const signal = AbortSignal.timeout(3000);
    return fetch(`/${how}/`, { method: "POST", keepalive: true, credentials: "same-origin", redirect: "manual", signal }).then(
      () => true,
      (why) => why.name === "TimeoutError", // slow, but there: the mark ends the session before it shows anything
    );
  };

  // In place of this page: "back" does not come here. Without a network it is a blank page, or after a lock the one to settle, if it is
  // kept; the browser's own page would stand before the private one, a "back" away.
  const out = async (how, reached = navigator.onLine) => {
    if (reached) location.replace(how === "leave" ? root.dataset.leave : "/sign-in/");
    else location.replace(how === "lock" && (await window.caches?.match("/settle/")) ? "/settle/" : "about:blank");
  };

  // What the server's answer would clear, as far as a script can.
  const forget = async () => {
    const [kept, workers] = await Promise.all([window.caches?.keys() ?? [], navigator.serviceWorker?.getRegistrations() ?? []]);
    await Promise.all([...kept.map((name) => caches.delete(name)), ...workers.map((worker) => worker.unregister())]);
  };
  const atMost = (milliseconds, work) => Promise.race([work, new Promise((done) => setTimeout(done, milliseconds))]);

  // Other pages of this browser go blank too: what is open in another tab is as private.
  const others = "BroadcastChannel" in window ? new BroadcastChannel("over") : null;
  if (others)
    others.onmessage = (event) => {
      blank();
      if (event.data !== "blank") out(event.data);
    };

  const leave = async () => {
    blank();
    end("leave");
    others?.postMessage("leave");
    if (!navigator.onLine) await atMost(500, forget().catch(() => {}));
    out("leave");
  };

  // Blank first; then what is being written is saved, for at most two seconds; then the door.
  const lock = async () => {
    blank();
    others?.postMessage("blank");
    pending = "lock";
    const saves = [];
    document.dispatchEvent(new CustomEvent("locking", { detail: saves }));
    await atMost(2000, Promise.allSettled(saves));
    const reached = await end("lock");
    others?.postMessage("lock");
    out("lock", reached);
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
  addEventListener("pagehide", () => {
    blank();
    if (pending) mark(pending);
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    if (isMarked()) root.replaceChildren(); // without a network nothing else would take the words out of it
    isMarked() && !navigator.onLine ? location.replace("about:blank") : location.reload();
  });

  const minutes = Number(root.dataset.idle);
  if (minutes) {
    // By the clock, not by a timer alone: timers stand still while a machine or a tab sleeps. Tabs of one account tell one another
    // that somebody is there, so that one that lies idle does not end the session of the one that is written in. A tab of whoever was
    // signed in before goes by its own clock, and ends nobody else's session.
    const limit = minutes * 60000;
    const tabs = "BroadcastChannel" in window ? new BroadcastChannel("here") : null;
    const { who } = root.dataset;
    let last = Date.now();
    let over = false;
    let isOurs = true; // the session, until a page of somebody else's comes from the server: one browser has one
    const look = () => {
      over ||= root !== document.documentElement; // send.js put another page in the place of this one, with a clock of its own
      if (over || Date.now() - last < limit) return;
      over = true;
      if (isOurs) return lock();
      blank();
      out("lock");
    };
    const here = () => {
      look();
      if (over) return;
      if (Date.now() - last > 1000) tabs?.postMessage({ who, at: Date.now() });
      last = Date.now();
    };
    tabs?.postMessage({ who });
    if (tabs)
      tabs.onmessage = ({ data }) => {
        if (!data.at) isOurs = data.who === who;
        else if (data.who === who) last = Math.max(last, Math.min(data.at, Date.now()));
      };
    for (const sign of ["pointerdown", "keydown", "scroll", "speaking"]) addEventListener(sign, here, { passive: true });
    for (const woken of ["focus", "pageshow"]) addEventListener(woken, look);
    document.addEventListener("visibilitychange", look);
    setInterval(look, 1000);
  }
})();
