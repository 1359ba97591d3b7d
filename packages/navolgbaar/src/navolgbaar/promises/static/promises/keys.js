/* Digits and letters as keys for the buttons that carry them. Off with one tick, which is remembered; never while
   somebody writes in a field. Without this script everything works with Tab, Enter and the browser's access keys. */
(function () {
  "use strict";
  var help = document.querySelector("[data-keys-help]");
  var tick = document.querySelector("[data-keys-switch]");
  if (!help || !tick) return;
  help.hidden = false;
  try { tick.checked = localStorage.getItem("keys") !== "off"; } catch (e) { /* private window */ }
  function show() { document.documentElement.classList.toggle("with-keys", tick.checked); }
  show();
  tick.addEventListener("change", function () {
    try { localStorage.setItem("keys", tick.checked ? "on" : "off"); } catch (e) { /* private window */ }
    show();
  });
  document.querySelectorAll("[data-key]").forEach(function (thing) {
    var shown = thing.tagName === "DETAILS" ? thing.querySelector("summary") : thing;
    var key = document.createElement("kbd");
    key.textContent = thing.getAttribute("data-key");
    key.setAttribute("aria-hidden", "true");
    shown.insertBefore(document.createTextNode(" "), shown.firstChild);
    shown.insertBefore(key, shown.firstChild);
  });
  document.addEventListener("keydown", function (event) {
    if (!tick.checked || event.ctrlKey || event.altKey || event.metaKey) return;
    var at = event.target;
    if (at.matches("input:not([type=checkbox]), select, textarea")) {
      if (event.key === "Escape") at.blur();
      return;
    }
    if (event.key === "2") {
      var first = document.querySelector("form[data-keys] select, form[data-keys] input:not([type=hidden])");
      if (first) { event.preventDefault(); first.focus(); }
      return;
    }
    var thing = document.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!thing) return;
    event.preventDefault();
    if (thing.tagName === "DETAILS") {
      thing.open = true;
      thing.querySelector("textarea").focus();
    } else {
      thing.click();
    }
  });
})();
