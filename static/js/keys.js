// Shortcuts: ? lists them, / and Ctrl+K search, C new, E edit, J and K rows, Ctrl+S saves. Silent while somebody types or an input
// method composes; the single keys can be switched off in the list itself (kept in this browser).
(() => {
  "use strict";
  const main = document.getElementById("main");
  if (!main) return;
  const year = 60 * 60 * 24 * 365;
  const isOn = () => !/(?:^|; )qs_keys=off/.test(document.cookie);
  const shown = (element) => element.getClientRects().length > 0;
  const first = (...selectors) => {
    for (const selector of selectors) {
      const found = [...main.querySelectorAll(selector)].find(shown);
      if (found) return found;
    }
    return null;
  };

  const search = () => {
    const box = document.getElementById("site-search");
    if (!box) return false;
    if (shown(box)) {
      box.focus();
      box.select();
    } else location.href = box.form.action;
    return true;
  };
  const list = () => {
    const box = document.getElementById("shortcuts");
    if (!box || typeof box.showModal !== "function") return false;
    if (!box.open) box.showModal();
    return true;
  };
  const follow = (link) => {
    if (link) link.click();
    return Boolean(link);
  };
  // J and K walk from row to row; Enter then opens what has the focus. 核定 has its own J and K.
  const walk = (step) => {
    if (document.querySelector("[data-effect-url]")) return false;
    const stops = [];
    for (const row of main.querySelectorAll(".qs-table tbody tr, .qs-todo, .qs-found > li")) {
      const link = row.querySelector(".is-title a, a[href]");
      if (link && shown(link)) stops.push(link);
    }
    if (!stops.length) return false;
    const at = stops.indexOf(document.activeElement);
    const next = at < 0 ? (step > 0 ? 0 : stops.length - 1) : at + step;
    const stop = stops[Math.min(Math.max(next, 0), stops.length - 1)];
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
    return true;
  };
  const single = {
    "?": list,
    "/": search,
    c: () => follow(first("[data-key=c]", ".qs-actions a[href*='/new/']", ".qs-entries a[href*='/new/']")),
    // Also out of a closed menu of acts.
    e: () => follow(first("[data-key=e]", ".qs-actions a[href$='/edit/']", "a.btn[href$='/edit/']", ".card-tools a[href$='/edit/']") || document.querySelector(".qs-pop-body a[href$='/edit/']")),
    j: () => walk(1),
    k: () => walk(-1),
  };
  // A form with a draft saves it by itself (drafts.js); an edit is saved by its own button; nothing final is sent by a shortcut.
  const save = () => {
    if (document.querySelector("[data-draft]")) return;
    const foot = document.querySelector(".qs-foot");
    const button = foot && foot.querySelector("button.btn-primary[type=submit]");
    if (button && foot.querySelector("[name=version]")) button.click();
  };

  const writes = (element) => element instanceof Element && element.closest("input:not([type=checkbox]):not([type=radio]), select, textarea, [contenteditable], dialog");
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented || event.altKey) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === "k" && !document.querySelector("dialog[open]") && search()) event.preventDefault();
      if (key === "s" && document.querySelector(".qs-foot")) {
        event.preventDefault();
        save();
      }
      return;
    }
    if (event.repeat && key !== "j" && key !== "k") return;
    if (!isOn() || writes(event.target) || document.querySelector("dialog[open]")) return;
    if (single[key] && single[key]()) event.preventDefault();
  });

  const box = document.querySelector("[data-keys-on]");
  if (box) {
    box.checked = isOn();
    box.addEventListener("change", () => {
      document.cookie = `qs_keys=${box.checked ? "on" : "off"}; path=/; max-age=${year}; samesite=lax`;
    });
  }
})();
