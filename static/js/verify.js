// 核定: J and K move, Enter passes, and the server says what the typed amounts come to. Without it the page works by its buttons.
(() => {
  "use strict";
  const form = document.querySelector("[data-effect-url]");
  if (!form) return;

  // Off while somebody types or an input method composes, and on anything that Enter means something to.
  const keys = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = event.target instanceof Element ? event.target : document.body;
    if (at.closest("input, select, textarea, button, a, summary, dialog, [contenteditable]") || document.querySelector("dialog[open]")) return;
    const wanted = document.querySelector(`[data-verify="${event.key.toLowerCase()}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  };

  const boxes = form.querySelectorAll("[name$='-counted_wan']");
  const show = (texts) => {
    for (const place of form.querySelectorAll("[data-effect]")) {
      const text = texts[place.dataset.effect];
      if (text !== undefined) place.textContent = text;
    }
    folded();
  };
  // Reason and sentence of a cut stay away while there is none.
  const folded = () => {
    for (const fields of form.querySelectorAll("[data-cut-fields]")) {
      const cut = form.querySelector(`[data-effect="cut-${fields.dataset.cutFields}"]`);
      const isTyped = [...fields.querySelectorAll("input, select")].some((box) => box.value);
      cut.classList.toggle("is-none", cut.textContent === "0.00");
      fields.hidden = cut.textContent === "0.00" && !isTyped && !fields.querySelector(".is-wrong");
    }
  };
  let timer = 0;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    const url = new URL(form.dataset.effectUrl, location.href);
    for (const box of boxes) url.searchParams.set(box.name, box.value);
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
      if (answer.ok && mine === asked) show(await answer.json());
    } catch {
      // The figures of the page stay; the server decides anyway.
    }
  };
  for (const box of boxes) {
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 300);
    });
  }
  document.addEventListener("keydown", keys);
  folded();
  const here = document.querySelector(".qs-verify-queue [aria-current]");
  const list = here && here.closest("ol");
  if (list && list.scrollHeight > list.clientHeight) list.scrollTop = here.parentElement.offsetTop - list.clientHeight / 3;
})();
