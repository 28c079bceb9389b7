// Keeps a progress bar up to date and loads the page again when the work has ended. Without it the page does so itself.
(function () {
  "use strict";
  const bar = document.querySelector("progress[data-progress]");
  if (!bar) return;
  const done = document.querySelector("[data-progress-done]");
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  let started = null;
  async function look() {
    try {
      const answer = await fetch(bar.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const now = await answer.json();
      started = started || now.state;
      if (!now.working || now.state !== started) { window.location.reload(); return; }
      if (now.total && ["checking", "rendering"].includes(now.state)) { bar.max = now.total; bar.value = now.done; }
      if (done) done.textContent = numbers.format(now.done);
    } catch (error) { /* the next look may succeed */ }
    window.setTimeout(look, 1000);
  }
  look();
})();
