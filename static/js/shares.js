// 业绩归属: the sum of the percents as they are typed, exact in ten-thousandths. Without it the sum is that of the last answer.
(() => {
  "use strict";
  const place = document.querySelector("[data-sum]");
  if (!place) return;
  const boxes = [...document.querySelectorAll("[name^='percent-']")];
  const parts = (text) => {
    const match = /^(\d{1,3})(?:\.(\d{0,4}))?$/.exec(text.normalize("NFKC").trim());
    return match ? Number(match[1]) * 10000 + Number((match[2] || "").padEnd(4, "0")) : 0;
  };
  const show = () => {
    const sum = boxes.reduce((so, box) => so + parts(box.value), 0);
    const rest = String(sum % 10000).padStart(4, "0").replace(/0+$/, "");
    place.textContent = `${(sum - (sum % 10000)) / 10000}${rest ? `.${rest}` : ""}`;
  };
  for (const box of boxes) box.addEventListener("input", show);
})();
