// A drawing of the server saved as a picture, and a table copied for a sheet. Nothing is counted or rounded here.
(() => {
  "use strict";
  const PAINT = ["fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "paint-order"];
  const NS = "http://www.w3.org/2000/svg";

  const say = (button, text) => {
    const words = button.querySelector("span") || button;
    const before = words.dataset.before || words.textContent;
    words.dataset.before = before;
    words.textContent = text;
    setTimeout(() => { words.textContent = before; }, 3000);
  };

  const painted = (svg) => {
    const copy = svg.cloneNode(true);
    const from = [svg, ...svg.querySelectorAll("*")];
    [copy, ...copy.querySelectorAll("*")].forEach((node, place) => {
      const style = getComputedStyle(from[place]);
      PAINT.forEach((name) => {
        const value = style.getPropertyValue(name);
        if (value) node.setAttribute(name, value.includes("hatch") ? "url(#hatch)" : value);
      });
    });
    return copy;
  };

  const line = (text, y, size, colour) => {
    const node = document.createElementNS(NS, "text");
    node.textContent = text;
    [["x", "120"], ["y", String(y)], ["font-size", String(size)], ["fill", colour], ["font-family", "sans-serif"]].forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };

  const save = (button) => {
    const svg = document.getElementById(button.dataset.saveChart);
    const box = svg.viewBox.baseVal;
    const head = 480;
    const copy = painted(svg);
    const inner = document.createElementNS(NS, "g");
    while (copy.firstChild) inner.append(copy.firstChild);
    inner.setAttribute("transform", `translate(0 ${head})`);
    const ground = document.createElementNS(NS, "rect");
    const colours = getComputedStyle(document.documentElement);
    [["width", box.width], ["height", box.height + head], ["fill", colours.getPropertyValue("--surface").trim()]].forEach(([name, value]) => ground.setAttribute(name, String(value)));
    const ink = colours.getPropertyValue("--text").trim();
    copy.append(ground, line(button.dataset.title, 210, 170, ink), line(button.dataset.note, 400, 120, ink), inner);
    copy.setAttribute("viewBox", `0 0 ${box.width} ${box.height + head}`);
    copy.setAttribute("width", String(box.width / 4));
    copy.setAttribute("height", String((box.height + head) / 4));
    const picture = new Image();
    picture.onload = () => {
      const canvas = document.createElement("canvas");
      canvas.width = box.width / 4;
      canvas.height = (box.height + head) / 4;
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const link = document.createElement("a");
      link.download = `${button.dataset.title}.png`;
      link.href = canvas.toDataURL("image/png");
      link.click();
      say(button, "已保存");
    };
    picture.onerror = () => say(button, "没有存成");
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  };

  const rows = (table) => [...table.rows].map((row) => [...row.cells]
    .filter((cell) => cell.getAttribute("aria-hidden") !== "true" && !cell.querySelector("svg.qs-bar"))
    .map((cell) => cell.innerText.replace(/\s+/g, " ").trim()).join("\t")).join("\n");

  const copyTable = async (button) => {
    const text = rows(document.getElementById(button.dataset.copyTable));
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const box = document.createElement("textarea");
      box.className = "visually-hidden";
      box.value = text;
      document.body.append(box);
      box.select();
      document.execCommand("copy");
      box.remove();
    }
    say(button, "已复制");
  };

  document.addEventListener("click", (event) => {
    const at = event.target instanceof Element ? event.target : null;
    const picture = at && at.closest("[data-save-chart]");
    const table = at && at.closest("[data-copy-table]");
    if (picture) save(picture);
    if (table) copyTable(table);
  });
})();
