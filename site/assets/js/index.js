/* Look-ups in the indexes that a build leaves in find/: nothing is asked for before somebody types. */
"use strict";

const asked = new Map();

/* Returns what a file of an index holds; it is fetched once. */
function load(address) {
  if (!asked.has(address)) {
    const fresh = address.endsWith("/index.json") ? { cache: "no-cache" } : {};
    const answer = fetch(address, fresh).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${address}`);
      return response.json();
    });
    asked.set(address, answer);
    answer.catch(() => asked.delete(address));
  }
  return asked.get(address);
}

/* Keeps letters and digits alone, as publish/folding.py does. */
function fold(text) {
  const lower = text.normalize("NFKC").toLowerCase().replace(/[üǖǘǚǜ]/g, "v");
  return lower.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");
}

/* Returns the first units that a query finds, and whether there may be more. */
async function findUnits(index, query) {
  const { edition, shown, cuts } = await load(`${index}index.json`);
  const wanted = fold(query);
  if (!wanted) return { units: [], more: false };
  let [low, high] = [1, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle] > wanted) high = middle;
    else low = middle + 1;
  }
  const wide = low < cuts.length && cuts[low].startsWith(wanted);
  const file = wide ? "k" + [...wanted].map((char) => char.codePointAt(0).toString(16)).join("-") : low - 1;
  const { units, others } = await load(`${index}${edition}/${file}.json`);
  const found = units
    .map(([id, level, name, english, spoken, above, retired, heir, former = []]) => {
      const old = former.map((at) => others[at]);
      const rank = rankOf(spoken.split(" "), [id, english, ...old.flatMap((names) => names.slice(1))], wanted);
      return { id, level, names: [name, english], above: others[above], retired, heir: others[heir], old, rank };
    })
    .filter((unit) => unit.rank < 3)
    .sort((one, two) => one.rank - two.rank);
  return { units: found.slice(0, shown), more: found.length >= shown };
}

/* Tells whether a query is a whole name (0), begins one (1), or stands within one (2). */
function rankOf(spoken, written, wanted) {
  const ranks = spoken.map((text) => [text.indexOf(wanted), text]);
  for (const text of written) {
    const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
    words.forEach((_, at) => {
      const rest = fold(words.slice(at).join(""));
      ranks.push([rest.startsWith(wanted) ? at : -1, rest]);
    });
  }
  return Math.min(3, ...ranks.map(([at, text]) => (at < 0 ? 3 : at ? 2 : text === wanted ? 0 : 1)));
}
