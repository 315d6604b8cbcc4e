"use strict";

// Asks the preview to say when the page would look different, and loads it again then; the browser keeps the place.
(() => {
  const { page, seen } = document.currentScript.dataset;
  const address = `/-navina/changes?page=${encodeURIComponent(page)}&seen=${seen}`;
  let changes;

  const stop = () => changes?.close();
  const listen = () => {
    stop();
    // A browser opens six connections at most: pages that nobody looks at wait until somebody does.
    if (document.visibilityState !== "visible") return;
    changes = new EventSource(address);
    changes.addEventListener("changed", () => {
      stop();
      location.reload();
    });
  };

  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
})();
