/* 粘贴申报: what is pasted is read at once; in the table Enter and the arrows move as in a sheet, Ctrl+D takes the cell above. */
(() => {
  "use strict";
  for (const box of document.querySelectorAll("[data-read-on-paste]")) {
    box.addEventListener("paste", () => setTimeout(() => box.form.querySelector("[name=read]").click(), 0));
  }

  const boxes = (cell) => cell && cell.querySelector("input:not([type=hidden]), select");
  /* The box of the same column in the next row that has one: rows that say what is wrong lie between. */
  const beside = (table, cell, step) => {
    const rows = table.tBodies[0].rows;
    for (let row = cell.parentElement.sectionRowIndex + step; rows[row]; row += step) {
      const box = boxes(rows[row].cells[cell.cellIndex]);
      if (box) return box;
    }
    return null;
  };
  const move = (table, cell, step) => {
    const target = beside(table, cell, step);
    if (!target) return false;
    target.focus();
    if (target.select) target.select();
    return true;
  };
  const above = (table, cell) => {
    const from = beside(table, cell, -1);
    const to = boxes(cell);
    if (!from || !to) return;
    if (to.type === "checkbox") to.checked = from.checked;
    else to.value = from.value;
    to.dispatchEvent(new Event("input", { bubbles: true }));
  };

  for (const table of document.querySelectorAll("table[data-boxes]")) {
    table.addEventListener("keydown", (event) => {
      const cell = event.target.closest("td");
      if (!cell || event.isComposing) return;
      const isList = event.target.tagName === "SELECT";
      let done = false;
      if (event.key === "Enter") done = move(table, cell, event.shiftKey ? -1 : 1) || true;
      else if (event.key === "ArrowDown" && !isList && !event.target.list) done = move(table, cell, 1);
      else if (event.key === "ArrowUp" && !isList && !event.target.list) done = move(table, cell, -1);
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") { above(table, cell); done = true; }
      if (done) event.preventDefault();
    });
  }
})();
