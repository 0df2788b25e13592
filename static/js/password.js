// The rules of a new password, ticked while it is typed. The server judges; this only tells beforehand.
(() => {
  "use strict";
  const list = document.querySelector("[data-password-rules]");
  if (!list) return;
  const first = document.getElementById(list.dataset.first);
  const second = document.getElementById(list.dataset.second);
  const words = list.dataset.words.split(" ");
  const KINDS = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/];
  const plain = (text) => text.toLowerCase().replace(/[01345@$]/g, (sign) => "oleasas"["01345@$".indexOf(sign)]);
  const easy = (text) => {
    const spellings = [text.toLowerCase(), plain(text)];
    const length = Array.from(text).length;
    return words.some((word) => spellings.some((spelling) => spelling.includes(word)) && length < Array.from(word).length + 10);
  };
  const RULES = {
    length: (text) => Array.from(text).length >= 10,
    kinds: (text) => Array.from(text).length >= 20 || KINDS.filter((kind) => kind.test(text)).length >= 3,
    words: (text) => text !== "" && !easy(text),
    twice: (text) => text !== "" && text === second.value,
  };
  const show = () => {
    for (const item of list.querySelectorAll("[data-rule]")) {
      const met = RULES[item.dataset.rule](first.value);
      item.classList.toggle("is-met", met);
      item.querySelector("[data-said]").textContent = met ? "已满足" : "未满足";
    }
  };
  for (const box of [first, second]) box.addEventListener("input", show);
  show();
})();
