// Lists: ticks and the batch bar, the way back to the row, copying the address, full screen, the order of columns.
(() => {
  "use strict";
  const read = (name) => {
    try {
      return JSON.parse(sessionStorage.getItem(name) || "null");
    } catch {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(value));
    } catch {
      // A full or forbidden storage costs the marks, nothing else.
    }
  };

  // --- Ticks -----------------------------------------------------------------------------------
  const boxes = () => [...document.querySelectorAll("input[name=pick][form=batch]")];
  const showPicks = () => {
    const bar = document.querySelector("[data-toolbar]");
    const batch = document.querySelector("[data-batch]");
    if (!bar || !batch || batch.querySelector("[name=all]")) return;
    const all = boxes();
    const picked = all.filter((box) => box.checked);
    for (const box of all) box.closest("tr").classList.toggle("is-picked", box.checked);
    bar.classList.toggle("is-picking", picked.length > 0);
    for (const part of batch.querySelectorAll("[data-picked-only]")) part.hidden = !picked.length;
    const words = batch.querySelector("[data-pick-words]");
    if (words) words.textContent = picked.length ? `已选${picked.length}项` : "勾选行后可批量办理";
    const whole = document.querySelector("[data-pick-all]");
    if (whole) {
      whole.checked = all.length > 0 && picked.length === all.length;
      whole.indeterminate = picked.length > 0 && picked.length < all.length;
    }
  };
  const pickAll = (checked) => {
    for (const box of boxes()) box.checked = checked;
    showPicks();
  };

  // --- The way back ----------------------------------------------------------------------------
  const seenKey = (list) => `qs_seen:${list}`;
  const markSeen = () => {
    for (const table of document.querySelectorAll("table[data-list]")) {
      for (const id of read(seenKey(table.dataset.list)) || []) {
        const row = document.getElementById(id);
        if (row) row.classList.add("is-seen");
      }
    }
  };
  const leave = (link) => {
    const row = link.closest("table[data-list] tbody tr[id]");
    if (!row) return;
    const list = row.closest("table").dataset.list;
    const seen = (read(seenKey(list)) || []).filter((id) => id !== row.id);
    write(seenKey(list), [...seen, row.id].slice(-200));
    const address = `${location.pathname}${location.search}#${row.id}`;
    write(`qs_back:${list}`, address);
    history.replaceState(history.state, "", address);
    row.classList.add("is-seen");
  };
  // The breadcrumb of a detail page leads to the list as it was left, at the row.
  const wayBack = () => {
    for (const link of document.querySelectorAll(".qs-crumbs a, [data-back-to-list]")) {
      const back = read(`qs_back:${link.pathname}`);
      if (back && !link.search && location.pathname !== link.pathname) link.href = back;
    }
  };

  // --- Tools -----------------------------------------------------------------------------------
  const copyLink = async (button) => {
    const words = button.querySelector("span") || button;
    const before = words.textContent;
    try {
      await navigator.clipboard.writeText(location.href.split("#")[0]);
      words.textContent = "已复制";
    } catch {
      words.textContent = "请从地址栏复制";
    }
    setTimeout(() => {
      words.textContent = before;
    }, 3000);
  };
  const fullScreen = (on) => {
    for (const card of document.querySelectorAll(".qs-list")) {
      card.classList.toggle("is-full", on === undefined ? !card.classList.contains("is-full") : on);
    }
  };
  const number = (list) => {
    [...list.children].forEach((item, place) => {
      const box = item.querySelector("input[inputmode]");
      if (box) box.value = String(place + 1);
    });
  };
  const move = (button) => {
    const item = button.closest("li");
    const other = button.dataset.move === "1" ? item.nextElementSibling : item.previousElementSibling;
    if (!other) return;
    if (button.dataset.move === "1") other.after(item);
    else other.before(item);
    number(item.parentElement);
    button.focus();
  };

  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    let found;
    if (target.closest("[data-pick-none]")) pickAll(false);
    else if ((found = target.closest("[data-copy-link]"))) copyLink(found);
    else if (target.closest("[data-full-screen]")) fullScreen();
    else if ((found = target.closest("[data-move]"))) move(found);
    else if ((found = target.closest("table[data-list] tbody a"))) leave(found);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick-all]")) pickAll(event.target.checked);
    else if (event.target.matches("input[name=pick]")) showPicks();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.querySelector(".qs-list.is-full")) fullScreen(false);
  });
  const start = () => {
    showPicks();
    markSeen();
    wayBack();
  };
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) start();
  });
  start();
})();
