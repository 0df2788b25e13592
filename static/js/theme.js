// The frame: theme, type size, folded menu, drawer, small menus, dialogs. Without it every page still works.
(() => {
  "use strict";
  const root = document.documentElement;
  const year = 60 * 60 * 24 * 365;
  const keep = (name, value) => {
    document.cookie = `${name}=${value}; path=/; max-age=${year}; samesite=lax`;
  };
  const press = (name, value) => {
    for (const button of document.querySelectorAll(`[data-set-${name}]`)) {
      button.setAttribute("aria-pressed", String(button.getAttribute(`data-set-${name}`) === value));
    }
  };

  const darkMedia = { light: "not all", dark: "screen", auto: "screen and (prefers-color-scheme: dark)" };
  const setTheme = (value) => {
    root.dataset.bsTheme = value;
    const sheet = document.getElementById("dark-css");
    if (sheet) sheet.media = darkMedia[value];
    keep("qs_theme", value);
    press("theme", value);
    document.dispatchEvent(new CustomEvent("qs:theme"));
  };
  const setSize = (value) => {
    root.dataset.size = value;
    keep("qs_size", value);
    press("size", value);
    window.dispatchEvent(new Event("resize"));
  };
  const setFold = (folded) => {
    if (folded) root.dataset.menu = "folded";
    else delete root.dataset.menu;
    keep("qs_menu", folded ? "folded" : "open");
    for (const button of document.querySelectorAll("[data-fold]")) {
      button.setAttribute("aria-expanded", String(!folded));
      button.title = folded ? "展开菜单" : "收起菜单";
    }
    window.dispatchEvent(new Event("resize"));
  };

  const menu = () => document.getElementById("menu");
  const setDrawer = (open) => {
    const drawer = menu();
    if (!drawer) return;
    drawer.classList.toggle("is-open", open);
    if (open) drawer.querySelector("a, button").focus();
    else if (location.hash === "#menu") history.replaceState(null, "", location.pathname + location.search);
  };

  const closePops = (except) => {
    for (const pop of document.querySelectorAll("details.qs-pop[open]")) {
      if (!except || !pop.contains(except)) pop.open = false;
    }
  };

  const onClick = (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    closePops(target);
    const hit = (selector) => target.closest(selector);
    let found;
    if ((found = hit("[data-set-theme]"))) setTheme(found.dataset.setTheme);
    else if ((found = hit("[data-set-size]"))) setSize(found.dataset.setSize);
    else if (hit("[data-fold]")) setFold(root.dataset.menu !== "folded");
    else if (hit("[data-print]")) window.print();
    else if ((found = hit("[data-open-filter]"))) {
      const open = found.closest(".qs-filter").classList.toggle("is-open");
      found.setAttribute("aria-expanded", String(open));
    }
    else if ((found = hit("[data-drawer]"))) {
      event.preventDefault();
      setDrawer(found.dataset.drawer === "open");
    } else if ((found = hit("[data-dialog]"))) {
      const dialog = document.getElementById(found.dataset.dialog);
      if (dialog && dialog.showModal) {
        event.preventDefault();
        dialog.showModal();
      }
    } else if ((found = hit("[data-close-dialog]"))) found.closest("dialog").close();
  };

  const onKey = (event) => {
    if (event.isComposing) return;
    if (event.key === "Escape") {
      const pop = document.querySelector("details.qs-pop[open]");
      if (pop) {
        pop.open = false;
        pop.querySelector("summary").focus();
      } else if (menu() && menu().classList.contains("is-open")) {
        setDrawer(false);
        document.querySelector("[data-drawer=open]").focus();
      }
    }
  };

  // A word of success floats for three seconds and takes no room; it stays while the pointer or the focus is on it. Faults stay in the page.
  const toast = (note) => {
    let timer = 0;
    const go = () => {
      timer = setTimeout(() => {
        note.hidden = true;
      }, 3000);
    };
    const stay = () => clearTimeout(timer);
    note.classList.add("is-toast");
    for (const name of ["mouseenter", "focusin"]) note.addEventListener(name, stay);
    for (const name of ["mouseleave", "focusout"]) note.addEventListener(name, go);
    go();
  };

  root.classList.add("js");
  // Error pages are drawn without the request's context, so they learn the kept choice here.
  const kept = /(?:^|; )qs_theme=(light|dark|auto)/.exec(document.cookie);
  if (kept && kept[1] !== root.dataset.bsTheme) setTheme(kept[1]);
  for (const note of document.querySelectorAll("[data-toast]")) toast(note);
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
})();
