// The bar of a running job. Asked for in the background: looking at it keeps no session alive.
(() => {
  "use strict";
  const box = document.querySelector("[data-job]");
  if (!box) return;
  const one = (name) => document.querySelector(`[data-job-${name}]`);
  const show = (job) => {
    one("label").textContent = job.state_label;
    one("message").textContent = job.message;
    one("count").textContent = job.total ? `已处理${job.done}，共${job.total}` : job.is_ended ? "" : "等待开始";
    const bar = box.querySelector(".qs-meter");
    const fill = bar && bar.querySelector(".fill");
    if (fill) {
      fill.setAttribute("width", `${job.is_ended ? 100 : job.percent}%`);
      bar.setAttribute("aria-label", `进度：${job.percent}%`);
    }
    if (!job.is_ended) return;
    for (const part of document.querySelectorAll("[data-job-running]")) part.hidden = true;
    const result = one("result");
    if (result) result.hidden = !job.has_result;
  };
  const look = async () => {
    try {
      const answer = await fetch(box.dataset.job, { headers: { "X-Background": "1" }, credentials: "same-origin" });
      if (!answer.ok) return;
      const job = await answer.json();
      show(job);
      if (!job.is_ended) setTimeout(look, 1500);
    } catch {
      setTimeout(look, 10000);
    }
  };
  setTimeout(look, 1000);
})();
