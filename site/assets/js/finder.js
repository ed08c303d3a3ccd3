/* Conveniences for pages that are complete without them: filter a list while typing, sort a table by a column. */
"use strict";

/* Names carry their pinyin as the English name; its syllables' first letters make the initials, and what the
   kind of place is called in Chinese gives the last two: 幸福小区, Xingfu Compound, xfxq. */
const SYLLABLE = /(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?[aeiouü]{1,3}(?:ng(?![aeiou])|n(?![aeiou])|r(?![aeiou]))?/g;
const KINDS = [["小区", "xq", "xiaoqu"], ["社区", "sq", "shequ"], ["花园", "hy", "huayuan"], ["家园", "jy", "jiayuan"],
  ["街道", "jd", "jiedao"], ["雅居", "yj", "yaju"], ["苑", "y", "yuan"], ["县", "x", "xian"], ["市", "s", "shi"]];

function findable(text) {
  const [name, first = ""] = text.toLowerCase().split(" ");
  const initials = (first.match(SYLLABLE) ?? []).map((syllable) => syllable[0]).join("");
  const kind = KINDS.find(([ending]) => name.endsWith(ending));
  return kind ? `${text} ${initials}${kind[1]} ${first}${kind[2]}`.toLowerCase() : `${text} ${initials}`.toLowerCase();
}

for (const field of document.querySelectorAll("input[data-filter]")) {
  const places = document.querySelector(field.dataset.filter);
  const items = [...places.querySelectorAll("[data-find]")].map((item) => [item, findable(item.dataset.find)]);
  const groups = [...places.querySelectorAll("details")].map((group) => [group, group.open]);
  const nothing = document.getElementById("nothing");
  field.closest("[hidden]").hidden = false;
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLowerCase();
    let found = 0;
    const shown = new Set();
    for (const [item, text] of items) {
      if (text.includes(wanted) || text.replaceAll(" ", "").includes(wanted)) {
        found += 1;
        for (let node = item; node && node !== places; node = node.parentElement.closest("[data-find]")) {
          shown.add(node);
        }
      }
    }
    for (const [item] of items) item.hidden = !shown.has(item);
    for (const [group, open] of groups) {
      group.open = wanted ? true : open;
      group.hidden = wanted !== "" && !group.querySelector("[data-find]:not([hidden])");
    }
    nothing.hidden = found > 0;
  });
}

const figure = (cell) => {
  const number = Number(cell.replaceAll(",", "").replace("−", "-").replace("%", "").split("/")[0]);
  return Number.isNaN(number) ? null : number;
};

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const body = table.tBodies[0];
  for (const [column, head] of [...table.tHead.rows[0].cells].entries()) {
    if (!head.textContent.trim()) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down === 1 ? "ascending" : "descending");
      const key = (row) => (row.cells[column] ? row.cells[column].textContent.trim() : "");
      body.append(...[...body.rows].sort((one, two) => {
        const [left, right] = [key(one), key(two)];
        const [a, b] = [figure(left), figure(right)];
        if (a !== null && b !== null) return down * (a - b);
        return down * left.localeCompare(right, document.documentElement.lang);
      }));
    });
  }
}
