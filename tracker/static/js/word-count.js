// Counts the words of a statement while it is typed, as tracker/contests/statements.py counts them when it is sent.
(() => {
  "use strict";
  const words = (text) => text.split(/[\s\u2013\u2014/]+/).filter((part) => /[\p{L}\p{N}]/u.test(part)).length;
  for (const note of document.querySelectorAll("[data-counts]")) {
    const field = document.getElementById(note.dataset.counts);
    const show = () => {
      const count = words(field.value);
      note.textContent = note.dataset.words.replace("{n}", String(count));
      note.classList.toggle("error", count > Number(note.dataset.limit));
    };
    field.addEventListener("input", show);
    show();
  }
})();
