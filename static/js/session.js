// Two minutes before the session ends: 继续使用. Another window may have prolonged it, so the server is asked first.
(() => {
  "use strict";
  const before = 120;
  const box = document.getElementById("session-warning");
  if (!box || typeof box.showModal !== "function") return;
  const words = box.querySelector("[data-session-words]");
  const keep = box.querySelector("[data-session-keep]");
  let timer = 0;

  const plan = (seconds) => {
    clearTimeout(timer);
    timer = setTimeout(look, Math.max(0, seconds - before) * 1000);
  };
  const over = () => {
    words.textContent = "登录已结束。正在填写的内容可以照常提交：登录后会回到原来的页面，内容保留。";
    keep.textContent = "知道了";
    keep.onclick = () => box.close();
    if (!box.open) box.showModal();
  };
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.leftUrl, { headers: { "X-Background": "1" }, credentials: "same-origin" });
      if (!answer.ok) {
        over();
        return;
      }
      const left = (await answer.json()).seconds;
      if (left > before + 5) {
        if (box.open) box.close();
        plan(left);
        return;
      }
      if (left <= 0) {
        over();
        return;
      }
      if (!box.open) box.showModal();
      timer = setTimeout(look, Math.min(left, 30) * 1000 + 1000);
    } catch {
      timer = setTimeout(look, 30000);
    }
  };
  keep.addEventListener("click", async () => {
    if (keep.onclick) return;
    try {
      const fields = new FormData();
      fields.append("csrfmiddlewaretoken", box.dataset.token);
      const answer = await fetch(box.dataset.keepUrl, { method: "POST", body: fields, credentials: "same-origin" });
      if (!answer.ok || answer.redirected) {
        over();
        return;
      }
      plan((await answer.json()).seconds);
      box.close();
    } catch {
      words.textContent = "网络中断，请稍后再点“继续使用”。";
    }
  });
  plan(Number(box.dataset.session));
})();
