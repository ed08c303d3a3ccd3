// Follows the build while a site is served on this machine: reloads the page when a new site stands, and
// lists what is wrong when there is none. Whatever comes from the accounts is written as text, never as markup.
(() => {
    "use strict";
    const own = new URL(document.currentScript.src);
    const site = own.searchParams.get("site");
    const root = document.documentElement;
    const english = root.lang.startsWith("en");
    const turn = root.dataset.sunledger; // set on the page that stands in for a site
    const words = english
        ? { close: "Minimise", open: "Show", building: "Building the site …",
            gone: "sunledger serve has stopped; what you see is the last site.", more: (n) => `${n} more` }
        : { close: "收起", open: "展开", building: "正在重新生成网站……",
            gone: "sunledger serve 已经停止，看到的是最后一次的网站。", more: (n) => `另有 ${n} 个，改好这些再看` };
    const pick = (from, name) => from[`${name}_${english ? "en" : "zh"}`];
    let panel = null;
    let shown = "";
    let folded = sessionStorage.getItem("sunledger-folded") === "1";

    function make(name, kind, text) {
        const made = document.createElement(name);
        if (kind) made.className = kind;
        if (text) made.textContent = text;
        return made;
    }

    function listed(findings) {
        const list = make("ol");
        for (const finding of findings) {
            const item = make("li");
            item.append(
                make("p", "sunledger-place", pick(finding, "place")),
                make("p", "", pick(finding, "message")),
                make("p", "sunledger-fix", `→ ${pick(finding, "fix")}`),
            );
            list.append(item);
        }
        return list;
    }

    function fold(button, body) {
        button.textContent = folded ? words.open : words.close;
        button.setAttribute("aria-expanded", String(!folded));
        body.hidden = folded;
    }

    function put(kind, title, state) {
        const stand = JSON.stringify([kind, title, state && state.findings]);
        if (stand === shown) return;
        shown = stand;
        if (panel) panel.remove();
        panel = null;
        if (!title) return;
        panel = make("section", `sunledger-panel sunledger-${kind}`);
        panel.setAttribute("role", kind === "wrong" ? "alert" : "status");
        const head = make("header");
        head.append(make("h2", "", title));
        panel.append(head);
        if (state && state.findings.length) {
            const body = make("div", "sunledger-findings");
            body.append(listed(state.findings));
            if (state.more) body.append(make("p", "", words.more(state.more)));
            const button = make("button");
            button.type = "button";
            button.addEventListener("click", () => {
                folded = !folded;
                sessionStorage.setItem("sunledger-folded", folded ? "1" : "0");
                fold(button, body);
            });
            fold(button, body);
            head.append(button);
            panel.append(body);
        }
        document.body.append(panel);
    }

    function show(state) {
        if (turn !== undefined) return; // that page lists its findings itself
        const title = pick(state, "title");
        if (title) put("wrong", title, state);
        else if (state.building) put("building", words.building);
        else put("", "");
    }

    async function look() {
        try {
            const answer = await fetch(new URL("state.json", own), { cache: "no-store" });
            const state = await answer.json();
            if (state.site !== site || (turn !== undefined && String(state.turn) !== turn)) {
                location.reload();
                return;
            }
            show(state);
        } catch {
            put("gone", words.gone);
        }
        setTimeout(look, document.hidden ? 2000 : 500);
    }

    const style = make("link");
    style.rel = "stylesheet";
    style.href = new URL("overlay.css", own).href;
    document.head.append(style);
    look();
})();
