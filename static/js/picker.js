// Pickers: a plain select becomes a box that finds by name, pinyin or initials, with the last choices first (ARIA combobox).
(() => {
  "use strict";
  const few = 7;
  let count = 0;

  const enhance = (select) => {
    if (select.options.length <= few || select.dataset.picked) return;
    select.dataset.picked = "1";
    const options = [...select.options].filter((option) => option.value);
    const empty = [...select.options].find((option) => !option.value);
    const input = document.createElement("input");
    const list = document.createElement("ul");
    const box = document.createElement("div");
    count += 1;
    input.id = select.id || `picker-${count}`;
    list.id = `${input.id}_options`;
    select.removeAttribute("id");
    input.className = "form-control qs-picker-input";
    input.type = "text";
    input.autocomplete = "off";
    input.spellcheck = false;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);
    const described = select.getAttribute("aria-describedby");
    if (described) input.setAttribute("aria-describedby", described);
    if (select.getAttribute("aria-invalid")) input.setAttribute("aria-invalid", "true");
    if (empty) input.placeholder = empty.textContent.trim();
    list.className = "qs-picker-list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    box.className = "qs-picker";
    select.before(box);
    box.append(input, list, select);
    select.classList.add("visually-hidden");
    select.tabIndex = -1;
    select.setAttribute("aria-hidden", "true");

    let shown = [];
    let at = -1;
    const label = () => {
      const chosen = select.selectedOptions[0];
      input.value = chosen && chosen.value ? chosen.textContent.trim() : "";
    };
    const close = () => {
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
    const choose = (option) => {
      select.value = option ? option.value : "";
      label();
      close();
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const rank = (option) => Number(option.dataset.recent || 99);
    const open = (query) => {
      const wanted = query.trim().toLowerCase().replace(/\s+/g, "");
      const fits = (option) => {
        if (!wanted) return true;
        const words = `${option.dataset.keys || ""} ${option.textContent.toLowerCase().replace(/\s+/g, "")}`;
        return words.includes(wanted);
      };
      shown = options.filter(fits).sort((one, other) => rank(one) - rank(other));
      if (!wanted && empty) shown.unshift(empty);
      list.textContent = "";
      shown.forEach((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}_${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(option.selected));
        item.textContent = option.textContent.trim();
        if (option.dataset.recent) {
          const note = document.createElement("span");
          note.className = "hint";
          note.textContent = "最近用过";
          item.append(note);
        }
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(option);
        });
        list.append(item);
      });
      if (!shown.length) {
        const none = document.createElement("li");
        none.className = "soft";
        none.textContent = "没有找到，可按名称、拼音或首字母查";
        list.append(none);
      }
      list.hidden = false;
      input.setAttribute("aria-expanded", "true");
      mark(wanted && shown.length ? 0 : -1);
    };

    input.addEventListener("input", (event) => {
      if (!event.isComposing) open(input.value);
    });
    input.addEventListener("compositionend", () => open(input.value));
    input.addEventListener("click", () => {
      if (!list.hidden) return;
      input.select();
      open("");
    });
    input.addEventListener("blur", () => {
      if (!input.value.trim() && empty) select.value = "";
      close();
      label();
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) {
          open("");
          return;
        }
        if (!shown.length) return;
        const step = event.key === "ArrowDown" ? 1 : -1;
        mark((at + step + shown.length) % shown.length);
      } else if (event.key === "Enter" && !list.hidden) {
        event.preventDefault();
        if (shown[at]) choose(shown[at]);
        else close();
      } else if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        label();
        close();
      }
    });
    select.addEventListener("change", label);
    label();
  };

  for (const select of document.querySelectorAll("select[data-picker]")) enhance(select);
  document.addEventListener("htmx:load", (event) => {
    for (const select of event.target.querySelectorAll("select[data-picker]")) enhance(select);
  });
})();
