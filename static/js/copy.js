// Copying a block of text that the server wrote: the button names it, the words beside the icon say how it went.
(() => {
  "use strict";
  // A site inside the county's network is often plain http, where the clipboard is out of reach: there the text is selected and copied.
  const byHand = (box) => {
    box.focus();
    box.select();
    return document.execCommand("copy");
  };
  const copy = async (button) => {
    const box = document.getElementById(button.dataset.copyText);
    const words = button.querySelector("span") || button;
    const before = words.textContent;
    let done = false;
    try {
      if (navigator.clipboard) {
        await navigator.clipboard.writeText(box.value);
        done = true;
      }
    } catch {
      done = false;
    }
    words.textContent = done || byHand(box) ? "已复制" : "请按Ctrl+C";
    setTimeout(() => {
      words.textContent = before;
    }, 3000);
  };
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy-text]") : null;
    if (button) copy(button);
  });
})();
