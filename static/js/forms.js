// Forms: one click sends once, amounts are read back by the server, unsaved input asks before it is lost.
(() => {
  "use strict";
  const pause = 300;

  // A second submit of a form on its way is dropped; its buttons say so and keep their width.
  const guardSubmit = (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-no-guard") || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "1";
    const pressed = event.submitter;
    // After the browser has collected the form, so that the pressed button's own value is still sent.
    setTimeout(() => {
      for (const button of document.querySelectorAll("button")) {
        if (button.form !== form || button.type !== "submit") continue;
        button.disabled = true;
        if (button !== pressed) continue;
        button.style.minWidth = `${button.offsetWidth}px`;
        button.dataset.words = button.innerHTML;
        button.textContent = "提交中…";
      }
    });
  };
  // Coming back by the Back button shows the page as it was left: let it be sent again.
  const release = (event) => {
    if (!event.persisted) return;
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of document.querySelectorAll("button")) {
        if (button.form !== form) continue;
        button.disabled = false;
        if (button.dataset.words) button.innerHTML = button.dataset.words;
      }
    }
  };

  const togglePassword = (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-show-password]");
    if (!button) return;
    const shown = button.getAttribute("aria-pressed") === "true";
    for (const id of button.dataset.showPassword.split(" ")) {
      const input = document.getElementById(id);
      if (input) input.type = shown ? "password" : "text";
    }
    button.setAttribute("aria-pressed", String(!shown));
  };

  // The server does the arithmetic; an answer that arrives late never overwrites a newer one.
  const echo = (input) => {
    const box = document.getElementById(`${input.id}_echo`);
    if (!box) return;
    let timer = 0;
    let asked = 0;
    const with_ = (input.dataset.echoWith || "").split(",").filter(Boolean);
    const show = (text, then) => {
      box.textContent = text;
      box.hidden = !text;
      if (!then) return;
      const more = document.createElement("span");
      more.className = "qs-echo-then";
      more.textContent = then;
      box.append(more);
    };
    const ask = async () => {
      const mine = ++asked;
      const value = input.value.trim();
      if (!value) {
        show("");
        return;
      }
      try {
        const url = new URL(input.dataset.echoUrl, location.href);
        url.searchParams.set("q", value);
        for (const [name, other] of new FormData(input.form)) {
          if (with_.includes(name) && typeof other === "string") url.searchParams.set(name, other);
        }
        const answer = await fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" });
        const body = answer.ok ? await answer.json() : {};
        if (mine === asked) show(body.text || "", body.then);
      } catch {
        if (mine === asked) show("");
      }
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, pause);
    });
    for (const name of with_) {
      for (const other of input.form.querySelectorAll(`[name="${name}"]`)) other.addEventListener("change", ask);
    }
    if (input.value) ask();
  };

  const content = (form) => {
    const parts = [];
    for (const [name, value] of new FormData(form)) {
      if (name !== "csrfmiddlewaretoken") parts.push(`${name}=${value instanceof File ? value.name : value}`);
    }
    return parts.join("\n");
  };
  const watch = (form) => {
    const before = content(form);
    // A saved draft comes back by itself: leaving then loses nothing.
    const dirty = () => !form.dataset.sent && !form.dataset.draftSaved && (form.dataset.guard === "dirty" || content(form) !== before);
    window.addEventListener("beforeunload", (event) => {
      if (!document.contains(form) || !dirty()) return;
      event.preventDefault();
      event.returnValue = "";
    });
  };

  // 登记完整度: a line is there as soon as one of its fields holds something; a field that was wrong stays named until it is sent again.
  const whole = (card) => {
    const form = document.querySelector("form[data-guard]");
    if (!form) return;
    const lines = [...card.querySelectorAll("[data-whole-for]")];
    const isFilled = (name) => {
      const values = new FormData(form).getAll(name).map((value) => (value instanceof File ? value.name : value.trim()));
      if (values.some(Boolean)) return true;
      const input = form.querySelector(`input[type=file][name="${name}"]`);
      const drop = input && input.closest("[data-drop]");
      return Boolean(drop && drop.querySelector(".qs-staged li"));
    };
    const before = new Map(lines.map((line) => [line, new FormData(form).get(line.dataset.wholeFor)]));
    const show = () => {
      let count = 0;
      for (const line of lines) {
        const { wholeFor, state, word } = line.dataset;
        const isThere = wholeFor.split(" ").some(isFilled) && !(state === "wanting" && before.get(line) === new FormData(form).get(wholeFor) && word === "需修改");
        const now = isThere ? "there" : state === "there" ? "empty" : state;
        count += isThere ? 1 : 0;
        line.className = `is-${now}`;
        for (const part of line.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "there") !== isThere;
        line.querySelector("[data-whole-word]").textContent = isThere ? "" : word || "未填";
      }
      card.querySelector("[data-whole-count]").textContent = `${count}/${lines.length}`;
    };
    for (const kind of ["input", "change"]) form.addEventListener(kind, show);
    form.addEventListener("click", () => setTimeout(show));
  };

  // A chosen saved text goes into the box it is for, to be mended there; the choice is then free again.
  const fills = (select) => {
    select.addEventListener("change", () => {
      const box = document.getElementById(select.dataset.fills);
      const text = select.selectedOptions[0] && select.selectedOptions[0].dataset.text;
      if (!box || !text) return;
      box.value = box.value.trim() ? `${box.value.trim()}\n${text}` : text;
      select.value = "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.focus();
    });
  };

  const setUp = (scope) => {
    for (const select of scope.querySelectorAll("select[data-fills]")) fills(select);
    for (const card of scope.querySelectorAll("[data-whole]")) whole(card);
    for (const input of scope.querySelectorAll("[data-echo-url]")) echo(input);
    for (const form of scope.querySelectorAll("form[data-guard]")) watch(form);
    for (const form of scope.querySelectorAll("form[data-autosubmit]")) form.addEventListener("change", () => form.requestSubmit());
  };

  document.addEventListener("submit", guardSubmit);
  document.addEventListener("click", togglePassword);
  window.addEventListener("pageshow", release);
  document.addEventListener("htmx:load", (event) => {
    if (event.target !== document.body) setUp(event.target);
  });
  setUp(document);

  if (document.querySelector(".qs-foot")) document.documentElement.classList.add("has-foot");
  const summary = document.querySelector(".qs-error-summary");
  if (summary) summary.focus();
})();
