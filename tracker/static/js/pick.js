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

  function source(address) {
    var timer = null, latest = 0;
    return function (query, show) {
      var turn = ++latest;
      clearTimeout(timer);
      timer = setTimeout(function () {
        fetch(address + "&q=" + encodeURIComponent(query), { headers: { Accept: "application/json" } })
          .then(function (answer) { return answer.ok ? answer.json() : []; })
          .then(function (found) { if (turn === latest) show(found.results || found); })
          .catch(function () { if (turn === latest) show([]); });
      }, 150);
    };
  }

  function enhance(place) {
    var input = place.querySelector("input[type=text]");
    var hidden = place.querySelector("input[type=hidden]");
    var status = place.querySelector("[role=status]");
    var chosen = hidden.value ? input.value : null;
    var box = document.createElement("div");
    var attributes = { "aria-invalid": input.getAttribute("aria-invalid"), spellcheck: "false" };

    function say() { status.textContent = hidden.value ? place.dataset.pickChosen : ""; }

    input.remove();
    place.prepend(box);
    window.accessibleAutocomplete({
      element: box,
      id: input.id,
      name: input.name,
      defaultValue: input.value,
      source: source(place.dataset.pick),
      minLength: 2,
      confirmOnBlur: false,
      displayMenu: "overlay",
      inputClasses: "input",
      tNoResults: function () { return place.dataset.pickNone; },
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
    var described = input.getAttribute("aria-describedby");
    Object.keys(attributes).forEach(function (name) { if (attributes[name]) live.setAttribute(name, attributes[name]); });
    if (described) live.setAttribute("aria-describedby", described + " " + (live.getAttribute("aria-describedby") || ""));
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
