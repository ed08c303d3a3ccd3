/* What the script says, in the language of the page. */
"use strict";

function chinese() {
  return document.documentElement.lang.startsWith("zh");
}

function say(key, ...values) {
  const words = {
    none: ["没有找到。换一个词，或看下面的名单。", "Nothing found. Try another word, or the list below."],
    found: ["找到 {0} 个", "{0} found"],
    more: ["只列前 {0} 个，再多输几个字", "The first {0} are listed; type more"],
    listed: ["下面的名单里有 {0} 个", "{0} in the list below"],
    was: ["曾用名 {0}", "formerly {0}"],
    numbered: ["曾用编号 {0}", "former id {0}"],
    retired: ["{0} 撤并，由{1}承接", "closed {0}, now {1}"],
    units: ["社区和小区", "Communities and compounds"],
    texts: ["文字", "Texts"],
    offline: ["搜索要在网站上用；从磁盘打开时，请看下面的目录。", "The search works on a website; opened from a disk, use the lists below."],
    filter: ["筛选", "Filter"],
    columns: ["选列", "Columns"],
    take: ["下载所见", "Download this"],
    rows: ["{0} / {1} 行", "{0} of {1} rows"],
  };
  return words[key][chinese() ? 0 : 1].replace(/\{(\d)\}/g, (_, at) => values[at]);
}

/* Makes an element; texts go in as texts, never as markup. */
function make(tag, facts, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(facts)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* Gives a pair of names the page's language; a Chinese name on an English page says that it is Chinese. */
function named([name, english]) {
  return chinese() ? name : english || make("span", { lang: "zh-CN" }, name);
}
