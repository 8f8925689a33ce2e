// Leave, lock by itself, and show nothing of a page that has been left. Loaded before the page's content.
"use strict";
(() => {
  const root = document.documentElement;
  const blank = () => {
    root.hidden = true;
  };
  const end = (path) => fetch(path, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(() => {});

  const leave = () => {
    blank();
    end("/leave/");
    // In place of this page: "back" on the neutral page does not come here.
    location.replace(root.dataset.leave);
  };

  document.addEventListener("submit", (event) => {
    if (event.target.matches("form.leave")) {
      event.preventDefault();
      leave();
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
    let timer;
    const lock = async () => {
      blank();
      document.dispatchEvent(new Event("locking"));
      await end("/lock/");
      location.replace("/sign-in/");
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60000);
    };
    for (const sign of ["pointerdown", "keydown", "scroll"]) addEventListener(sign, wait, { passive: true });
    wait();
  }
})();
