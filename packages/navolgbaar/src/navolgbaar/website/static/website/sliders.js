// A slider that is moved asks for the answer again. Without this the button below the sliders does the same.
"use strict";
(() => {
  const form = document.querySelector("form[data-sliders]");
  const answer = document.getElementById("answer");
  if (!form || !answer) return;
  let waiting = 0;
  let latest = 0;
  const show = (input) => {
    const output = form.querySelector(`output[for="${CSS.escape(input.id)}"]`);
    if (output) output.value = input.value;
  };
  const ask = async () => {
    const mine = ++latest;
    const query = new URLSearchParams(new FormData(form));
    answer.setAttribute("aria-busy", "true");
    try {
      const response = await fetch(`${form.getAttribute("action")}?${query}`, { headers: { "X-Preview": "1" } });
      const words = await response.text();
      if (mine === latest) {
        answer.innerHTML = words;
        history.replaceState(null, "", `?${query}`);
      }
    } finally {
      if (mine === latest) answer.removeAttribute("aria-busy");
    }
  };
  form.addEventListener("input", (event) => {
    show(event.target);
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
})();
