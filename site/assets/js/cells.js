/* What the cells of a table say: exactly, to sort by, and plainly, to take away. */
"use strict";

/* Returns the cell of a row that stands in a column, wherever other cells span several. */
function cellAt(row, column) {
  let next = 0;
  return [...row.cells].find((cell) => (next += cell.colSpan) > column);
}

function textOf(cell, small = true) {
  const copy = cell.cloneNode(true);
  for (const sign of copy.querySelectorAll(small ? "[aria-hidden]" : "[aria-hidden], small")) sign.remove();
  for (const note of copy.querySelectorAll("small")) note.prepend(" ");
  return copy.textContent.replace(/\s+/g, " ").trim();
}

/* Returns [rank, value, unit]: figures before words, what is withheld after both, what is missing last.
   Figures are digits and a scale, never a floating-point number: amounts may pass 2^53 fen. */
function valueOf(cell) {
  const text = cell ? textOf(cell, false) : "";
  if (cell?.querySelector(".withheld")) return [3, text];
  if (!/[\p{L}\p{N}]/u.test(text) || cell.matches(".absent") || cell.querySelector(".absent")) return [4, text];
  const day = dayOf(text);
  if (day) return [0, day];
  const found = cell.matches(".n") && text.match(/^(\D*?)([−-]?) ?(\d[\d,]*)(?:\.(\d+))?(?: \/ (\d[\d,]*))?(\D*)$/);
  if (!found) return [2, text];
  const [, , sign, whole, part = "", of, unit] = found;
  const digits = BigInt(sign.replace("−", "-") + whole.replaceAll(",", "") + part);
  const below = (of ? BigInt(of.replaceAll(",", "")) : 1n) * 10n ** BigInt(part.length);
  return below ? [1, [digits, below], unit.trim()] : [4, text];
}

/* Writes a day or a month so that it sorts: 2025-06-08, 2025年6月8日, 8 June 2025. */
function dayOf(text) {
  const found = text.match(/^(\d{4})(?:-|年)(\d{1,2})(?:(?:-|月)(\d{1,2})?日?)?$/);
  if (found) return [found[1], ...[found[2], found[3] ?? ""].map((part) => part.padStart(2, "0"))].join("-");
  const words = text.match(/^(?:(\d{1,2}) )?([A-Z][a-z]+) (\d{4})$/);
  const month = words && new Date(`1 ${words[2]} 2000`).getMonth() + 1;
  return month ? [words[3], ...[month, words[1] ?? ""].map((part) => `${part}`.padStart(2, "0"))].join("-") : "";
}

/* Compares two values upwards (1) or downwards (-1); what has no figure stays at the end either way. */
function compareValues([rank, one, unit = ""], [other, two, second = ""], way) {
  if (rank !== other) return rank > 2 || other > 2 ? rank - other : way * (rank - other);
  if (rank === 1 && unit === second) {
    const [left, right] = [one[0] * two[1], two[0] * one[1]];
    return left === right ? 0 : left < right ? -way : way;
  }
  const words = rank === 1 ? [unit, second] : [one, two];
  return (rank > 2 ? 1 : way) * compareValues.words.compare(...words);
}
compareValues.words = new Intl.Collator(["zh-u-co-pinyin", "en"], { numeric: true });

/* Returns a cell as a file has it: figures plain, and no text that a spreadsheet would run. */
function plainOf(cell) {
  const text = textOf(cell);
  const figure = cell.matches(".n") && text.match(/^([−-]?) ?(\d[\d,]*(?:\.\d+)?) ?(%?)$/);
  if (figure) return (figure[1] && "-") + figure[2].replaceAll(",", "") + figure[3];
  return /^[=+\-@＝＋－＠\t\r]/.test(text) ? `'${text}` : text;
}
