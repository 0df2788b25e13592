// 任务分解, 到位计划: the sum of the boxes and what is left of the whole, while typing. Exact in millionths of a 万元 (BigInt), read as the
// server reads (units.read_wan). Without it both are those of the last answer. The page gives the three sentences.
(() => {
  "use strict";
  const place = document.querySelector("[data-allocation]");
  if (!place) return;
  const boxes = [...document.querySelectorAll("[data-part]")];
  const sumPlace = place.querySelector("[data-sum]");
  const restPlace = place.querySelector("[data-rest]");
  const footPlace = document.querySelector("[data-foot-note]");
  const unit = place.dataset.unit;
  const isMoney = unit === "万元";
  const scales = { "": 1000000n, 万: 1000000n, 亿: 10000000000n, 元: 100n };
  const read = (text) => {
    const raw = text.normalize("NFKC").replace(/[\s,¥￥]/g, "");
    const match = /^(\d*)(?:\.(\d*))?(万|亿|元)?元?$/.exec(raw);
    if (!match || !(match[1] || match[2])) return 0n;
    const decimals = match[2] || "";
    return (BigInt(match[1] + decimals || "0") * scales[match[3] || ""]) / 10n ** BigInt(decimals.length);
  };
  const said = (millionths) => {
    const cents = isMoney ? (millionths + 5000n) / 10000n : millionths / 10000n;
    const whole = String(cents / 100n).replace(/\B(?=(\d{3})+$)/g, ",");
    return isMoney ? `${whole}.${String(cents % 100n).padStart(2, "0")}` : whole;
  };
  const task = place.dataset.task ? read(place.dataset.task) : null;
  const show = () => {
    const sum = boxes.reduce((so, box) => so + read(box.value), 0n);
    sumPlace.textContent = said(sum);
    if (task === null) return;
    let words = place.dataset.same;
    if (sum < task) words = place.dataset.less.replace("{}", `${said(task - sum)}${unit}`);
    if (sum > task) words = place.dataset.more.replace("{}", `${said(sum - task)}${unit}`);
    restPlace.textContent = words;
    if (footPlace) footPlace.textContent = words;
  };
  for (const box of boxes) box.addEventListener("input", show);
})();
