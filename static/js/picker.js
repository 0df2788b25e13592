// Pickers (ARIA combobox): a plain select becomes a box that finds by name, pinyin or initials, with the last choices first; a text box
// with data-suggest-url offers what the server knows and takes a new name as well.
(() => {
  "use strict";
  const few = 7;
  const pause = 200;
  let count = 0;

  // `find(query)` gives the items {words, note, selected, item} or a promise of them; `choose(item)` takes one; `leave()` ends typing.
  const combobox = (input, { find, choose, leave, none, opensAtOnce }) => {
    const list = document.createElement("ul");
    const box = document.createElement("div");
    count += 1;
    input.id = input.id || `picker-${count}`;
    list.id = `${input.id}_options`;
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    list.className = "qs-picker-list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.className = "qs-picker";
    input.before(box);
    box.append(input, list);

    let shown = [];
    let at = -1;
    let asked = 0;
    const close = () => {
      asked += 1;
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    };
    const mark = (number) => {
      at = number;
      [...list.querySelectorAll("[role=option]")].forEach((item, index) => {
        item.classList.toggle("is-at", index === at);
        if (index !== at) return;
        input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      });
    };
    const take = (found) => {
      choose(found.item);
      close();
    };
    const show = (found, query) => {
      shown = found;
      list.textContent = "";
      shown.forEach((each, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}_${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(Boolean(each.selected)));
        item.textContent = each.words;
        if (each.note) {
          const note = document.createElement("span");
          note.className = "hint";
          note.textContent = each.note;
          item.append(note);
        }
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(each);
        });
        list.append(item);
      });
      if (!shown.length && none) {
        const nothing = document.createElement("li");
        nothing.className = "soft";
        nothing.textContent = none;
        list.append(nothing);
      }
      list.hidden = !list.childElementCount;
      input.setAttribute("aria-expanded", String(!list.hidden));
      mark(opensAtOnce && query.trim() && shown.length ? 0 : -1);
    };
    // An answer that arrives late never overwrites a newer one.
    const open = async (query) => {
      const mine = ++asked;
      const found = await find(query);
      if (mine === asked) show(found, query);
    };

    input.addEventListener("input", (event) => {
      if (!event.isComposing) open(input.value);
    });
    input.addEventListener("compositionend", () => open(input.value));
    input.addEventListener("click", () => {
      if (!list.hidden) return;
      if (opensAtOnce) input.select();
      open(opensAtOnce ? "" : input.value);
    });
    input.addEventListener("blur", () => {
      leave();
      close();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          open(opensAtOnce ? "" : input.value);
          return;
        }
        if (!shown.length) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((at + step + shown.length) % shown.length);
      } else if (event.key === "Enter" && !list.hidden) {
        if (!opensAtOnce && !shown[at]) {
          close();
          return;
        }
        event.preventDefault();
        if (shown[at]) take(shown[at]);
        else close();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        if (opensAtOnce) leave();
        close();
      }
    });
    return box;
  };

  const enhanceSelect = (select) => {
    if (select.options.length <= few || select.dataset.picked) return;
    select.dataset.picked = "1";
    const options = [...select.options].filter((option) => option.value);
    const empty = [...select.options].find((option) => !option.value);
    const input = document.createElement("input");
    input.id = select.id;
    select.removeAttribute("id");
    input.className = "form-control qs-picker-input";
    input.type = "text";
    const described = select.getAttribute("aria-describedby");
    if (described) input.setAttribute("aria-describedby", described);
    if (select.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
    if (empty) input.placeholder = empty.textContent.trim();
    select.before(input);
    select.classList.add("visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");

    const label = () => {
      const chosen = select.selectedOptions[0];
      input.value = chosen && chosen.value ? chosen.textContent.trim() : "";
    };
    const rank = (option) => Number(option.dataset.recent || 99);
    const find = (query) => {
      const wanted = query.trim().toLowerCase().replace(/\s+/g, "");
      const fits = (option) => {
        const words = `${option.dataset.keys || ""} ${option.textContent.toLowerCase().replace(/\s+/g, "")}`;
        return !wanted || words.includes(wanted);
      };
      const found = options.filter(fits).sort((one, other) => rank(one) - rank(other));
      if (!wanted && empty) found.unshift(empty);
      return found.map((option) => ({
        words: option.textContent.trim(),
        note: option.dataset.recent ? "最近用过" : "",
        selected: option.selected,
        item: option,
      }));
    };
    const choose = (option) => {
      select.value = option.value;
      label();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const leave = () => {
      if (!input.value.trim() && empty) select.value = "";
      label();
    };
    const box = combobox(input, { find, choose, leave, none: "没有找到，可按名称、拼音或首字母查", opensAtOnce: true });
    box.append(select);
    select.addEventListener("change", label);
    label();
  };

  const enhanceText = (input) => {
    if (input.dataset.picked) return;
    input.dataset.picked = "1";
    const hint = document.createElement("output");
    hint.className = "qs-echo";
    hint.hidden = true;
    const say = (words) => {
      hint.textContent = words || "";
      hint.hidden = !words;
    };
    let timer = 0;
    let asked = 0;
    const find = (query) =>
      new Promise((answer) => {
        const mine = ++asked;
        clearTimeout(timer);
        timer = setTimeout(async () => {
          try {
            const url = new URL(input.dataset.suggestUrl, location.href);
            url.searchParams.set("q", query.trim());
            const response = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
            const body = response.ok ? await response.json() : { found: [] };
            if (mine === asked) say(body.hint);
            const note = (each) => [each.note, each.recent ? "最近用过" : ""].filter(Boolean).join("　");
            answer(body.found.map((each) => ({ words: each.value, note: note(each), item: each.value })));
          } catch {
            answer([]);
          }
        }, pause);
      });
    const choose = (value) => {
      input.value = value;
      say("");
      input.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const box = combobox(input, { find, choose, leave: () => {}, none: "", opensAtOnce: false });
    box.after(hint);
  };

  const enhance = (scope) => {
    for (const select of scope.querySelectorAll("select[data-picker]")) enhanceSelect(select);
    for (const input of scope.querySelectorAll("input[data-suggest-url]")) enhanceText(input);
  };
  enhance(document);
  document.addEventListener("htmx:load", (event) => enhance(event.target));
})();
