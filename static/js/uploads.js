// Files: one request each with progress, 取消 and 移除. Without this script the plain box sends them with the form.
(() => {
  "use strict";
  const words = (size) => (size < 1024 * 1024 ? `${Math.max(1, Math.ceil(size / 1024))} KB` : `${(size / 1024 / 1024).toFixed(1)} MB`);
  const make = (tag, text, className) => {
    const part = document.createElement(tag);
    if (text) part.textContent = text;
    if (className) part.className = className;
    return part;
  };
  const button = (text, name) => {
    const part = make("button", text, "btn btn-sm");
    part.type = "button";
    part.setAttribute("aria-label", `${text}${name}`);
    return part;
  };
  const running = new Map();

  const began = (form) => running.set(form, (running.get(form) || 0) + 1);
  const ended = (form) => {
    running.set(form, (running.get(form) || 1) - 1);
    if (running.get(form) > 0 || !form.waitingFor) return;
    const pressed = form.waitingFor.isConnected ? form.waitingFor : undefined;
    form.waitingFor = null;
    if (!form.querySelector(".qs-staged .is-failed")) form.requestSubmit(pressed);
  };

  const setUp = (box) => {
    const input = box.querySelector("input[type=file]");
    const list = box.querySelector(".qs-staged");
    const form = box.closest("form");
    if (!input || !list || !form) return;
    const key = form.querySelector("[name=submission_key]");
    const token = form.querySelector("[name=csrfmiddlewaretoken]");
    if (!key || !token) return;

    const area = make("label", "", "qs-drop-area");
    area.htmlFor = input.id;
    area.append("拖放文件到这里，或", make("span", "选择文件", "qs-drop-link"));
    input.classList.add("visually-hidden");
    input.after(area);

    const remove = (row, id) => {
      const fields = new FormData();
      fields.append("csrfmiddlewaretoken", token.value);
      fields.append("file", id);
      fetch(box.dataset.unstageUrl, { method: "POST", body: fields, credentials: "same-origin" }).then(() => row.remove());
    };
    for (const there of list.querySelectorAll("button[name=unstage]")) {
      there.type = "button";
      there.addEventListener("click", () => remove(there.closest("li"), there.value));
    }

    const send = (file) => {
      if (!input.multiple) {
        for (const there of list.querySelectorAll("li")) {
          const old = there.querySelector("button[name=unstage]");
          if (old) remove(there, old.value);
          else there.remove();
        }
      }
      const row = make("li");
      const bar = make("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `上传${file.name}`);
      const note = make("span", words(file.size), "hint");
      const stop = button("取消", file.name);
      row.append(make("span", file.name, "qs-staged-name"), bar, note, stop);
      list.append(row);
      const fail = (text) => {
        row.classList.add("is-failed");
        bar.remove();
        note.className = "qs-wrong";
        note.textContent = text;
        stop.textContent = "移除";
        stop.onclick = () => row.remove();
      };
      const request = new XMLHttpRequest();
      request.open("POST", box.dataset.stageUrl);
      request.responseType = "json";
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
      };
      request.onload = () => {
        const body = request.response || {};
        if (request.status !== 201) {
          fail(body.error || (request.status === 413 ? "文件太大，请压缩或拆分后再传" : "没有传上去，请重新选择"));
          return;
        }
        bar.remove();
        note.textContent = `${words(file.size)}，已上传`;
        stop.textContent = "移除";
        stop.name = "unstage";
        stop.value = body.id;
        stop.onclick = () => remove(row, body.id);
      };
      request.onerror = () => fail("网络中断，没有传上去，请重新选择");
      request.onabort = () => row.remove();
      request.onloadend = () => ended(form);
      stop.onclick = () => request.abort();
      const fields = new FormData();
      fields.append("csrfmiddlewaretoken", token.value);
      fields.append("submission_key", key.value);
      fields.append("field", input.dataset.stage);
      fields.append("file", file);
      began(form);
      request.send(fields);
    };
    const take = (files) => {
      for (const file of input.multiple ? files : [...files].slice(-1)) send(file);
      input.value = "";
    };
    input.addEventListener("change", () => take([...input.files]));
    for (const kind of ["dragover", "dragenter"]) {
      area.addEventListener(kind, (event) => {
        event.preventDefault();
        area.classList.add("is-over");
      });
    }
    area.addEventListener("dragleave", () => area.classList.remove("is-over"));
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("is-over");
      take([...event.dataTransfer.files]);
    });
  };

  // A form sent while files are on their way waits for them and then goes by itself.
  const wait = (event) => {
    const form = event.target;
    if (!running.get(form)) return;
    event.preventDefault();
    form.waitingFor = event.submitter || form;
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
  };
  document.addEventListener("submit", wait, true);

  for (const box of document.querySelectorAll("[data-drop]")) setUp(box);
})();
