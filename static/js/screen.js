// 大屏: a new board every minute; without the connection the numbers stay and say so; the remote turns the pages.
(() => {
  const body = document.body;
  const board = document.getElementById("board");
  const stopped = document.getElementById("stopped");
  const pages = Number(body.dataset.pages);
  const seconds = Number(body.dataset.every);
  const GONE = [401, 403, 404, 410];

  const showPage = (number) => {
    body.dataset.page = String(number);
    for (const place of board.querySelectorAll("[data-page-now]")) place.textContent = String(number);
  };

  const offline = () => {
    const fresh = document.getElementById("fresh");
    body.classList.add("is-offline");
    if (fresh) fresh.textContent = `数据截至${fresh.dataset.at}，连接中断`;
  };

  const stop = () => {
    stopped.hidden = false;
    board.replaceChildren();
  };

  const refresh = async () => {
    try {
      const answer = await fetch(body.dataset.boardUrl, {
        headers: { "X-Background": "1" }, cache: "no-store", redirect: "manual",
      });
      if (GONE.includes(answer.status) || answer.type === "opaqueredirect") {
        stop();
        return;
      }
      if (!answer.ok) {
        offline();
        return;
      }
      board.innerHTML = await answer.text();
      stopped.hidden = true;
      body.classList.remove("is-offline");
      showPage(Number(body.dataset.page));
    } catch {
      offline();
    }
  };

  document.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    showPage(((Number(body.dataset.page) - 1 + step + pages) % pages) + 1);
  });
  window.addEventListener("offline", offline);
  window.addEventListener("online", refresh);
  showPage(Number(body.dataset.page));
  window.setInterval(refresh, seconds * 1000);
})();
