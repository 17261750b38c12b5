// Finds incidents by any piece of text. The data lies in one small script a year, newest loaded
// first, so that it works from a folder as well as from a server. Every word must occur.
(() => {
  "use strict";

  const SHOWN = 100;
  const AT_ONCE = 20; // what a screen shows; the others are laid out behind it
  const AROUND = 36;
  const root = document.querySelector("[data-search]");
  if (!root) return;

  const form = root.querySelector("form");
  const results = root.querySelector("[data-results]");
  const status = root.querySelector("[data-status]");
  const names = root.dataset.shards.split(" ").filter(Boolean);
  const loaded = new Map();
  let waiting = names.length;

  // Most texts have no capitals and are kept once.
  const lower = (text) => (/\p{Lu}/u.test(text) ? text.toLowerCase() : text);

  globalThis.taizhangShard = (name, records) => {
    for (const record of records) {
      record.year = name;
      const { id, title, level, stage, nature, opened, text } = record;
      record.head = [id, title, level, stage, nature, opened].join("\n").toLowerCase();
      record.low = lower(text || "");
    }
    loaded.set(name, records);
  };

  function load(index) {
    if (index >= names.length) return;
    const script = document.createElement("script");
    script.src = `${root.dataset.search}${names[index]}.js`;
    const next = () => {
      waiting -= 1;
      look(names[index]);
      tell();
      load(index + 1);
    };
    script.onload = next;
    script.onerror = next;
    document.head.append(script);
  }

  function asked() {
    const data = new FormData(form);
    const value = (name) => String(data.get(name) || "");
    return {
      words: value("q").toLowerCase().split(/\s+/).filter(Boolean),
      level: value("level"),
      stage: value("stage"),
      year: value("year"),
      nature: value("nature"),
      late: value("late"),
    };
  }

  function fits(record, ask) {
    return (
      (!ask.level || record.level === ask.level) &&
      (!ask.stage || record.stage === ask.stage) &&
      (!ask.year || record.year === ask.year) &&
      (!ask.late || record.late === ask.late) &&
      (!ask.nature || (record.nature || "").split(" ").includes(ask.nature)) &&
      ask.words.every((word) => record.head.includes(word) || record.low.includes(word))
    );
  }

  // Text with the words marked, as nodes: data never becomes markup.
  function marked(text, words) {
    const lower = text.toLowerCase();
    const nodes = [];
    let at = 0;
    while (at < text.length) {
      let best = -1;
      let length = 0;
      for (const word of words) {
        const found = lower.indexOf(word, at);
        if (found >= 0 && (best < 0 || found < best)) [best, length] = [found, word.length];
      }
      if (best < 0) break;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(best, best + length);
      nodes.push(text.slice(at, best), mark);
      at = best + length;
    }
    nodes.push(text.slice(at));
    return nodes;
  }

  // What stands around the first word found, from the beginning of a piece where one is near.
  function excerpt(record, words) {
    const text = record.text || "";
    const found = words.map((word) => record.low.indexOf(word)).filter((at) => at >= 0);
    if (!found.length) return "";
    const first = Math.min(...found);
    const near = Math.max(0, first - AROUND);
    const gap = near ? text.slice(near, first).indexOf(" ") : -1;
    const from = near + gap + 1;
    const piece = text.slice(from, from + 4 * AROUND);
    return (from ? "…" : "") + piece + (from + piece.length < text.length ? "…" : "");
  }

  function element(tag, name, ...children) {
    const made = document.createElement(tag);
    made.className = name;
    made.append(...children);
    return made;
  }

  function result(record, words) {
    const link = element("a", "", ...marked(record.title, words));
    link.href = root.dataset.root + record.url;
    const head = element("p", "tz-results__head");
    if (record.level) {
      const level = element("span", "tz-level", `${record.shape} ${record.level}`);
      level.dataset.colour = record.colour;
      head.append(level);
    }
    head.append(link);
    const around = excerpt(record, words);
    const facts = [record.id, record.stage, record.nature, record.opened].filter(Boolean);
    return element(
      "li",
      "",
      head,
      element("p", "tz-meta", ...facts.map((fact) => element("span", "", ...marked(fact, words)))),
      ...(around ? [element("p", "tz-results__text", ...marked(around, words))] : []),
    );
  }

  let ask = asked();
  let idle = true;
  let found = 0;
  let later = [];

  // Goes through one shard: what it holds comes behind what newer ones held.
  function look(name) {
    if (idle) return;
    const now = [];
    for (const record of loaded.get(name) || []) {
      if (!fits(record, ask)) continue;
      found += 1;
      if (found <= AT_ONCE) now.push(record);
      else if (found <= SHOWN) later.push(record);
    }
    results.append(...now.map((record) => result(record, ask.words)));
    if (later.length) requestAnimationFrame(() => setTimeout(rest));
  }

  function rest() {
    results.append(...later.splice(0).map((record) => result(record, ask.words)));
  }

  function tell() {
    if (idle) status.textContent = "输入要找的文字，或选择条件。";
    else if (waiting > 0) status.textContent = `正在读取，已找到 ${found} 条。`;
    else if (!found) status.textContent = "没有找到。可以减少几个字，或放宽条件。";
    else if (found > SHOWN) status.textContent = `找到 ${found} 条，列出前 ${SHOWN} 条。`;
    else status.textContent = `找到 ${found} 条。`;
  }

  function show() {
    ask = asked();
    idle = !ask.words.length && !(ask.level || ask.stage || ask.year || ask.nature || ask.late);
    found = 0;
    later = [];
    results.replaceChildren();
    names.forEach(look);
    tell();
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  form.elements.namedItem("q").focus();
  show();
  load(0);
})();
