/* The search over prose, glossary, rules and methods, and over names: one field for all of them. */
"use strict";

const TEXTS_SHOWN = 20;
const UNITS_SHOWN = 5;

/* Splits a query into words; each is a pattern whose Chinese and Latin parts may stand apart. */
function patternsOf(query) {
  const parts = /\p{Script=Han}+|[^\P{L}\p{Script=Han}]+|\p{N}+/gu;
  const words = query.normalize("NFKC").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => {
    const runs = word.match(parts) ?? [word];
    const pairs = runs.flatMap((run) => {
      const chars = [...run];
      return chars.length < 2 || /\d/.test(run) ? chars : chars.slice(1).map((char, at) => chars[at] + char);
    });
    return { pairs, pattern: new RegExp(runs.join("\\s*"), "gi") };
  });
}

/* Returns the sections that hold every word, headings first, with their texts. */
async function findTexts(index, query) {
  const words = patternsOf(query);
  if (!words.length) return [];
  const { edition, pairs, texts, sections } = await load(`${index}index.json`);
  const fileOf = (pair) => pair.split("").reduce((sum, unit) => sum + (unit.charCodeAt(0) & 255), 0) % pairs;
  const lists = await Promise.all(words.flatMap((word) => word.pairs).map(async (pair) => {
    const file = await load(`${index}${edition}/p${fileOf(pair)}.json`);
    const listed = Object.hasOwn(file, pair) ? file[pair] : "";
    return new Set(Array.from(listed, (section) => section.charCodeAt(0) - 256));
  }));
  const inHeading = (at) => words.every((word) => sections[at][1].search(word.pattern) >= 0);
  const held = [...lists[0]].filter((at) => lists.every((list) => list.has(at)));
  held.sort((one, two) => inHeading(two) - inHeading(one) || one - two);
  const found = [];
  for (let at = 0; at < held.length && found.length < TEXTS_SHOWN; at += texts) {
    const some = held.slice(at, at + texts);
    const files = await Promise.all(some.map((number) => load(`${index}${edition}/t${Math.floor(number / texts)}.json`)));
    some.forEach((number, place) => {
      const [address, heading, page] = sections[number];
      const text = files[place][number % texts];
      const whole = `${heading}\n${text}`;
      if (words.every((word) => whole.search(word.pattern) >= 0)) found.push({ address, heading, page, text, words });
    });
  }
  return found.slice(0, TEXTS_SHOWN);
}

/* Cuts a text around the first word found, and marks the words in it. */
function excerpt(text, words) {
  const first = Math.min(...words.map((word) => text.search(word.pattern)).filter((at) => at >= 0), text.length);
  let start = first < 40 || first === text.length ? 0 : first - 30;
  const word = text.slice(start, first).indexOf(" ") + 1;
  if (start) start += word;
  const part = (start ? "…" : "") + text.slice(start, start + 140) + (start + 140 < text.length ? "…" : "");
  return marked(part, words);
}

function marked(text, words) {
  const every = new RegExp(words.map((word) => word.pattern.source).join("|"), "gi");
  const pieces = [];
  let last = 0;
  for (const found of text.matchAll(every)) {
    pieces.push(text.slice(last, found.index), make("mark", {}, found[0]));
    last = found.index + found[0].length;
  }
  return [...pieces, text.slice(last)];
}

for (const search of document.querySelectorAll("[data-search]")) {
  const { index, root, levels } = search.dataset;
  const [field, results, status] = ["input", ".results", "[role=status]"].map((what) => search.querySelector(what));
  let turn = 0;
  search.hidden = false;

  const linked = (href, heading, ...below) => make("li", {}, make("a", { href: root + href }, ...heading), ...below);
  const group = (key, lines) => (lines.length ? [make("h2", {}, say(key)), make("ul", {}, ...lines)] : []);

  const find = async () => {
    const mine = (turn += 1);
    try {
      const [texts, { units }] = await Promise.all([
        findTexts(`${index}${chinese() ? "zh" : "en"}/`, field.value), findUnits(index, field.value),
      ]);
      if (mine !== turn) return;
      const places = units.slice(0, UNITS_SHOWN).map((unit) => (
        linked(`c/${unit.id}/index.html`, lineOf(unit, levels.split(",")))
      ));
      const lines = texts.map(({ address, heading, page, text, words }) => linked(
        address, marked(heading, words), make("small", {}, page), make("p", {}, ...excerpt(text, words)),
      ));
      results.replaceChildren(...group("units", places), ...group("texts", lines));
      const many = places.length + lines.length;
      const key = lines.length === TEXTS_SHOWN ? "more" : many ? "found" : "none";
      status.textContent = fold(field.value) ? say(key, many) : "";
    } catch {
      if (mine === turn) status.textContent = say("offline");
    }
    const query = field.value.trim();
    const address = query ? `?q=${encodeURIComponent(query)}` : location.pathname;
    if (location.protocol !== "file:") history.replaceState(null, "", address);
  };

  field.addEventListener("input", find);
  field.value ||= new URLSearchParams(location.search).get("q") ?? "";
  if (field.value) find();
}
