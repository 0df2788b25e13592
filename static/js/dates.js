// A day is typed or picked (uF06): a calendar of the browser's own beside the box; what is picked is typed into it, 2024-12-16.
(() => {
  "use strict";
  const WHOLE = /^\d{4}-\d{2}-\d{2}$/;

  const fit = (input) => {
    if (input.dataset.date !== "1" || input.readOnly || input.disabled) return;
    input.dataset.date = "fitted";
    const box = document.createElement("span");
    box.className = "qs-date";
    const had = document.activeElement === input;
    input.before(box);
    const pick = document.createElement("input");
    pick.type = "date";
    pick.className = "qs-date-pick";
    pick.tabIndex = -1;
    const label = input.labels && input.labels[0] ? input.labels[0].firstChild.textContent.trim() : "";
    pick.setAttribute("aria-label", `选择${label || "日期"}`);
    pick.title = "选日期";
    box.append(input, pick);
    if (had) input.focus();
    pick.addEventListener("focus", () => { pick.value = WHOLE.test(input.value.trim()) ? input.value.trim() : ""; });
    pick.addEventListener("change", () => {
      if (!pick.value) return;
      input.value = pick.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    });
  };

  const fitAll = (within) => within.querySelectorAll("input[data-date='1']").forEach(fit);
  fitAll(document);
  document.addEventListener("htmx:load", (event) => fitAll(event.target instanceof Element ? event.target : document));
})();
