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

  const barColumns = (table) => new Set([...table.querySelectorAll("svg.qs-bar")].map((bar) => bar.closest("td").cellIndex));

  const put = (node, values) => Object.entries(values).forEach(([name, value]) => node.setAttribute(name, String(value)));

  // A list of bars as a drawing: the name, the bar, the numbers in columns behind it. A name too long for its place is squeezed, never cut.
  const SIZE = 110;
  const HIGH = 176;
  const BAR = { x: 1300, width: 1200 };
  const lengthOf = (text) => [...text].reduce((sum, sign) => sum + (sign.charCodeAt(0) > 255 ? SIZE : SIZE * 0.62), 0);

  const listed = (table) => {
    const drawing = document.createElementNS(NS, "svg");
    const ink = getComputedStyle(document.documentElement).getPropertyValue("--text").trim();
    const bars = barColumns(table);
    const lines = [...table.rows].map((row) => ({
      bar: row.querySelector("svg.qs-bar"),
      words: [...row.cells].filter((cell) => !bars.has(cell.cellIndex)).map((cell) => cell.innerText.replace(/\s+/g, " ").trim()),
    }));
    const ends = [];
    lines[0].words.forEach((_, column) => {
      const longest = Math.max(...lines.map((each) => lengthOf(each.words[column] || "")));
      ends.push(column === 0 ? BAR.x + BAR.width : ends[column - 1] + 120 + longest);
    });
    lines.forEach(({ bar, words }, place) => {
      words.forEach((text, column) => {
        const node = document.createElementNS(NS, "text");
        node.textContent = text;
        put(node, { x: column ? ends[column] : 120, y: place * HIGH + 120, "font-size": SIZE, fill: ink, "font-family": "sans-serif", "text-anchor": column ? "end" : "start" });
        if (!column && lengthOf(text) > BAR.x - 180) put(node, { textLength: BAR.x - 180, lengthAdjust: "spacingAndGlyphs" });
        drawing.append(node);
      });
      if (bar) {
        const copy = painted(bar);
        put(copy, { ...BAR, y: place * HIGH + 20, height: 120 });
        drawing.append(copy);
      }
    });
    put(drawing, { viewBox: `0 0 ${Math.max(ends[ends.length - 1] + 160, 3000)} ${lines.length * HIGH + 80}` });
    return drawing;
  };

  const save = (button) => {
    const source = document.getElementById(button.dataset.saveChart);
    const copy = source.tagName === "TABLE" ? listed(source) : painted(source);
    const { width, height } = copy.viewBox.baseVal;
    const box = { width, height };
    const head = 480;
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

  const rows = (table) => {
    const bars = barColumns(table);
    return [...table.rows].map((row) => [...row.cells]
      .filter((cell) => !bars.has(cell.cellIndex))
      .map((cell) => cell.innerText.replace(/\s+/g, " ").trim()).join("\t")).join("\n");
  };

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
