// Drafts: what is typed is saved on the server every ten seconds while it changes; never files, nothing in this browser.
(() => {
  "use strict";
  const every = 10000;

  const typed = (form) => {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
    return fields;
  };
  const fingerprint = (form) => {
    const fields = typed(form);
    for (const name of ["csrfmiddlewaretoken", "form_owner"]) fields.delete(name);
    return fields.toString();
  };

  const keep = (foot) => {
    const form = foot.closest("form");
    const note = foot.querySelector("[data-draft-note]");
    const words = foot.querySelector("[data-draft-words]");
    if (!form || !note) return;
    let saved = fingerprint(form);
    let busy = false;
    const say = (text, hasDraft) => {
      note.hidden = false;
      words.textContent = text;
      const discard = note.querySelector("[data-draft-discard]");
      if (discard) discard.hidden = !hasDraft;
    };
    const save = async () => {
      const now = fingerprint(form);
      if (busy || now === saved || form.dataset.sent || !document.contains(form)) return;
      busy = true;
      try {
        const answer = await fetch(foot.dataset.draft, {
          method: "POST",
          body: typed(form),
          headers: { "X-Background": "1", Accept: "application/json" },
          credentials: "same-origin",
        });
        if (answer.ok) {
          const body = await answer.json();
          saved = now;
          if (fingerprint(form) === saved) form.dataset.draftSaved = "1";
          say(`草稿 ${body.at} 已保存`, true);
        } else if (answer.status === 401) {
          say("登录已结束，可以继续填写；提交后重新登录，内容会保留", false);
        } else {
          say("草稿没有保存，请直接提交", false);
        }
      } catch {
        say("网络中断，草稿暂未保存", false);
      } finally {
        busy = false;
      }
    };
    // Leaving a box fires "change" too: what is saved already stays saved. Files are in no draft.
    const changed = (event) => {
      if (event.target.type === "file" || fingerprint(form) !== saved) delete form.dataset.draftSaved;
    };
    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    setInterval(save, every);
    document.addEventListener("keydown", (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s" || event.isComposing) return;
      event.preventDefault();
      save();
    });
  };

  for (const foot of document.querySelectorAll("[data-draft]")) keep(foot);

  const doubts = document.querySelector(".qs-doubts");
  if (doubts) doubts.focus();
})();
