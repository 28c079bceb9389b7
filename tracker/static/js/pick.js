// Picking a person or body by typing. Without script, or if the answer fails, the typed text is sent as it is.
(function () {
  "use strict";
  var LIBRARY = document.currentScript.dataset.library;
  var places = document.querySelectorAll("[data-pick]");
  if (!places.length) return;

  function escaped(text) {
    var holder = document.createElement("span");
    holder.textContent = text || "";
    return holder.innerHTML;
  }

  function source(address, waiting) {
    var timer = null, latest = 0;
    return function (query, show) {
      var turn = ++latest;
      waiting(true);
      clearTimeout(timer);
      timer = setTimeout(function () {
        fetch(address + "&q=" + encodeURIComponent(query), { headers: { Accept: "application/json" } })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .catch(function () { return []; })
          .then(function (found) {
            if (turn !== latest) return;
            waiting(false);
            show(found.results || found);
          });
      }, 150);
    };
  }

  function enhance(place) {
    var input = place.querySelector("input[type=text]");
    var hidden = place.querySelector("input[type=hidden]");
    var status = place.querySelector("[role=status]");
    var chosen = hidden.value ? input.value : null;
    var box = document.createElement("div");
    var words = place.dataset, isWaiting = false;

    function nothingYet() { return isWaiting ? words.pickWait : words.pickNone; }

    function say() { status.textContent = hidden.value ? words.pickChosen : ""; }

    // The library takes the description off once something is typed; ours stays.
    function keepDescription(live, described) {
      function mend() {
        var now = (live.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
        if (described.every(function (id) { return now.includes(id); })) return;
        live.setAttribute("aria-describedby", described.concat(now).join(" "));
      }
      new MutationObserver(mend).observe(live, { attributeFilter: ["aria-describedby"] });
      mend();
    }

    input.remove();
    place.prepend(box);
    window.accessibleAutocomplete({
      element: box,
      id: input.id,
      name: input.name,
      defaultValue: input.value,
      source: source(place.dataset.pick, function (still) { isWaiting = still; }),
      minLength: 2,
      confirmOnBlur: false,
      displayMenu: "overlay",
      inputClasses: "input",
      tNoResults: nothingYet,
      tStatusNoResults: nothingYet,
      tStatusQueryTooShort: function () { return words.pickShort; },
      tStatusSelectedOption: function (option, length, index) { return option + " (" + (index + 1) + "/" + length + ")"; },
      tStatusResults: function (length) { return words.pickCount.replace("#", length); },
      tAssistiveHint: function () { return words.pickHelp; },
      onConfirm: function (item) {
        if (!item) return;
        hidden.value = item.id;
        chosen = item.label;
        say();
      },
      templates: {
        inputValue: function (item) { return item ? item.label || item : ""; },
        suggestion: function (item) {
          if (typeof item === "string") return escaped(item);
          return escaped(item.label) + (item.hint ? '<span class="pick-hint">' + escaped(item.hint) + "</span>" : "");
        }
      }
    });
    var live = place.querySelector("input[type=text]");
    live.setAttribute("spellcheck", "false");
    if (input.getAttribute("aria-invalid")) live.setAttribute("aria-invalid", "true");
    if (input.getAttribute("aria-describedby")) keepDescription(live, input.getAttribute("aria-describedby").split(" "));
    live.addEventListener("input", function () {
      if (live.value !== chosen) hidden.value = "";
      say();
    });
    say();
  }

  var script = document.createElement("script");
  script.src = LIBRARY;
  script.addEventListener("load", function () { places.forEach(enhance); });
  document.head.append(script);
})();
