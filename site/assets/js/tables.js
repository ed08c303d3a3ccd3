/* Tables: sort by a column, filter, choose columns, take away what is seen. Complete without any of it. */
"use strict";

const FEW_ROWS = 6;

function sortable(table, heads) {
  const body = table.tBodies[0];
  for (const [column, head] of heads.entries()) {
    if (!head.textContent.trim()) continue;
    const button = make("button", { type: "button" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const way = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", way === 1 ? "ascending" : "descending");
      const rows = [...body.rows].map((row) => [valueOf(cellAt(row, column)), row]);
      rows.sort(([one], [two]) => compareValues(one, two, way));
      body.append(...rows.map(([, row]) => row));
    });
  }
}

/* Hides or shows a column; a cell that spans several goes with the last of them. */
function showColumn(table, heads, column, shown) {
  heads[column].hidden = !shown;
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    let next = 0;
    for (const cell of row.cells) {
      const covers = heads.slice(next, (next += cell.colSpan));
      cell.hidden = covers.every((head) => head.hidden);
    }
  }
}

/* Writes the rows and columns that are seen as CSV, as the site's own downloads are written. */
function csvOf(table, heads) {
  const seen = [...heads.keys()].filter((column) => !heads[column].hidden);
  const lines = [seen.map((column) => textOf(heads[column]))];
  for (const row of table.tBodies[0].rows) {
    if (row.hidden) continue;
    let last;
    lines.push(seen.map((column) => {
      const cell = cellAt(row, column);
      const again = cell === last;
      last = cell;
      return cell && !again ? plainOf(cell) : "";
    }));
  }
  const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return `\ufeff${lines.map((line) => line.map(quoted).join(",")).join("\r\n")}\r\n`;
}

function save(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function tools(table, heads) {
  const rows = [...table.tBodies[0].rows];
  const status = make("span", { role: "status", class: "quiet" });
  const field = make("input", { type: "search", "aria-label": say("filter"), placeholder: say("filter"), autocomplete: "off" });
  field.addEventListener("input", () => {
    const wanted = fold(field.value);
    for (const row of rows) row.hidden = !fold(row.textContent).includes(wanted);
    status.textContent = wanted ? say("rows", rows.filter((row) => !row.hidden).length, rows.length) : "";
  });
  const boxes = heads.map((head, column) => {
    const box = make("input", { type: "checkbox", checked: "" });
    box.addEventListener("change", () => showColumn(table, heads, column, box.checked));
    return make("label", {}, box, ` ${textOf(head)}`);
  });
  const take = make("button", { type: "button" }, say("take"), make("small", {}, " CSV"));
  const title = (table.caption ?? document.querySelector("h1")).textContent.trim();
  take.addEventListener("click", () => save(`${title}.csv`, csvOf(table, heads)));
  const choice = make("fieldset", { "aria-label": say("columns"), hidden: "" }, ...boxes.slice(1));
  const columns = make("button", { type: "button", "aria-expanded": "false" }, say("columns"));
  columns.addEventListener("click", () => {
    choice.hidden = !choice.hidden;
    columns.setAttribute("aria-expanded", String(!choice.hidden));
  });
  return make("div", { class: "tools" }, field, columns, take, status, choice);
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const heads = [...table.tHead.rows[0].cells];
  if (table.tBodies[0].rows.length >= FEW_ROWS) (table.closest(".scroll") ?? table).before(tools(table, heads));
  sortable(table, heads);
}
