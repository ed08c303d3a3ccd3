/* The finder: a field with suggestions from the index. Without a server it filters the list on the page. */
"use strict";

function lineOf(unit, levels) {
  const notes = [levels[unit.level]];
  if (unit.above) notes.push(" · ", named(unit.above));
  for (const [old, english, id] of unit.old) {
    notes.push(" · ", old === unit.names[0] ? say("numbered", id) : say("was", chinese() ? old : english || old));
  }
  const heir = unit.heir && (chinese() ? unit.heir[0] : unit.heir[1] || unit.heir[0]);
  if (unit.retired) notes.push(" · ", say("retired", unit.retired, heir || "—"));
  return [make("b", {}, named(unit.names)), make("small", {}, ...notes)];
}

for (const finder of document.querySelectorAll("[data-finder]")) {
  const { index, root, levels } = finder.dataset;
  const [field, list, status] = ["input", "[role=listbox]", "[role=status]"].map((what) => finder.querySelector(what));
  let turn = 0;
  let active = -1;
  finder.hidden = false;

  const choose = (at) => {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[active];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) field.setAttribute("aria-activedescendant", option.id);
    else field.removeAttribute("aria-activedescendant");
  };

  const show = (options) => {
    list.replaceChildren(...options);
    list.hidden = !options.length;
    field.setAttribute("aria-expanded", String(options.length > 0));
    choose(-1);
  };

  const suggest = async () => {
    const mine = (turn += 1);
    try {
      const { units, more } = await findUnits(index, field.value);
      if (mine !== turn) return;
      show(units.map((unit, at) => make("a", {
        id: `${list.id}-${at}`, role: "option", tabindex: "-1", "aria-selected": "false",
        href: `${root}c/${unit.id}/index.html`,
      }, ...lineOf(unit, levels.split(",")))));
      const key = more ? "more" : units.length ? "found" : "none";
      status.textContent = fold(field.value) ? say(key, units.length) : "";
    } catch {
      if (mine === turn) filterPlaces(field.value, status);
    }
  };

  field.addEventListener("input", suggest);
  field.addEventListener("keydown", (event) => {
    const many = list.children.length;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" && many) choose((active + 1) % many);
    else if (event.key === "ArrowUp" && many) choose((active > 0 ? active : many) - 1);
    else if (event.key === "Enter" && many) list.children[Math.max(active, 0)].click();
    else if (event.key === "Escape" && !list.hidden) show([]);
    else return;
    event.preventDefault();
  });
  if (field.value) suggest();
}

/* Shows those places of the list on the page whose names, Chinese or English, or ids hold the query. */
function filterPlaces(query, status) {
  const wanted = fold(query);
  const items = [...document.querySelectorAll("#places [data-find]")];
  const held = items.filter((item) => fold(item.dataset.find).includes(wanted));
  const shown = new Set(held);
  for (const item of held) shown.add(item.parentElement.closest("[data-find]"));
  for (const item of items) item.hidden = !shown.has(item);
  for (const group of document.querySelectorAll("#places details")) {
    group.open ||= wanted !== "";
    group.hidden = !group.querySelector("[data-find]:not([hidden])");
  }
  status.textContent = wanted ? say(held.length ? "listed" : "none", held.length) : "";
}
