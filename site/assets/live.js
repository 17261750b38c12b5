// Keeps a page's clocks right while it stands open: counts down, moves a duty among the overdue
// ones when its time comes, says so once, and asks now and then whether there is a newer page,
// which it puts in place of the old one without a reload: where the reader stands stays the same.
// Without this script the page still shows every due time and how things stood when it was made.
(() => {
  "use strict";

  const POLL = 30000;
  let root = document.querySelector(".tz");
  if (!root) return;

  let skew = 0; // server's clock minus this machine's, in ms
  let title = document.title;
  let clocks = [];
  let lists = {};

  function take() {
    clocks = Array.from(document.querySelectorAll(".tz-left[data-due]"));
    lists = {};
    for (const list of document.querySelectorAll("[data-list]")) lists[list.dataset.list] = list;
  }

  const two = (number) => String(number).padStart(2, "0");

  function span(ms) {
    const seconds = Math.floor(Math.abs(ms) / 1000);
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    const days = Math.floor(hours / 24);
    if (days) return `${days} 天 ${hours % 24} 小时`;
    if (hours) return `${hours} 小时 ${two(minutes % 60)} 分`;
    return `${minutes} 分 ${two(seconds % 60)} 秒`;
  }

  function stateAt(clock, now) {
    const due = Date.parse(clock.dataset.due);
    if (now > due) return "overdue";
    const soon = Date.parse(clock.dataset.soon);
    return now >= soon || (Number.isNaN(soon) && clock.dataset.first === "soon")
      ? "soon"
      : "open";
  }

  function place(item, state) {
    const list = lists[state === "open" ? "later" : state];
    if (!list || item.parentElement === list) return;
    const due = Date.parse(item.dataset.due);
    const next = Array.from(list.children).find((other) => Date.parse(other.dataset.due) > due);
    list.insertBefore(item, next || null);
  }

  function mark(clock, state, first) {
    clock.dataset.state = state;
    const row = clock.closest("tr");
    if (row) row.dataset.state = state;
    const item = clock.closest(".tz-duty");
    if (!item) return;
    item.dataset.state = state;
    place(item, state);
    if (state === "overdue" && !first) say(`新超时：${item.dataset.say}`);
  }

  // Says a reminder of the plan when its time comes while the page stands open.
  function remind(clock, since, now) {
    const item = clock.closest(".tz-duty");
    const times = (clock.dataset.reminders || "").split(" ").map(Date.parse);
    if (item && times.some((time) => since < time && time <= now)) say(`提醒：${item.dataset.say}`);
  }

  function say(text) {
    const place = document.querySelector("[data-announce]");
    if (place) place.textContent = text;
  }

  function totals() {
    const over = new Set();
    for (const clock of clocks) {
      if (clock.dataset.state === "overdue") over.add(clock.dataset.key);
    }
    document.title = over.size ? `(${over.size}超时) ${title}` : title;
    if (!lists.overdue) return;
    const count = lists.overdue.children.length;
    for (const place of document.querySelectorAll("[data-count='overdue']")) {
      place.textContent = String(count);
    }
    for (const place of document.querySelectorAll("[data-when]")) {
      place.hidden = (place.dataset.when === "some") !== count > 0;
    }
    const empty = document.querySelector("[data-empty='due']");
    if (empty) empty.hidden = count + lists.soon.children.length > 0;
  }

  let last = Date.now();
  function tick(first) {
    const now = Date.now() + skew;
    let changed = first === true;
    for (const clock of clocks) {
      if (first === true) clock.dataset.first = clock.dataset.state;
      else remind(clock, last, now);
      const state = stateAt(clock, now);
      if (state !== clock.dataset.state) {
        mark(clock, state, first === true);
        changed = true;
      }
      const left = Date.parse(clock.dataset.due) - now;
      const text = left < 0 ? `⚠ 已超时 ${span(left)}` : `还剩 ${span(left)}`;
      const word = clock.firstElementChild;
      if (word.textContent !== text) word.textContent = text;
    }
    last = now;
    if (changed) totals();
    if (changed && wall) fit();
    if (wall && document.body.dataset.mdColorScheme !== "slate") {
      document.body.dataset.mdColorScheme = "slate";
    }
  }

  /* As large as everything that presses still fits on a screen that nobody scrolls. */
  function fit() {
    const page = document.documentElement;
    const shown = "[data-list=overdue] .tz-duty, .tz-open tbody tr";
    for (let size = 200; size >= 140; size -= 10) {
      page.style.setProperty("--tz-wall", `${size}%`);
      const ends = Array.from(document.querySelectorAll(shown), (row) => row.getBoundingClientRect().bottom);
      if (innerWidth < 1440 || Math.max(0, ...ends) + scrollY <= innerHeight) return;
    }
  }

  let failed = 0;
  async function poll() {
    try {
      const answer = await fetch(root.dataset.feed, { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      const server = Date.parse(answer.headers.get("Date") || "") + 500 - Date.now();
      skew = Math.abs(server) > 2000 ? server : 0;
      const board = await answer.json();
      if (board.generated !== root.dataset.generated) await renew(board.generated);
      failed = 0;
    } catch {
      failed += 1;
    }
    const stale = document.querySelector("[data-stale]");
    if (stale) stale.hidden = failed < 2;
  }

  // What of the page is ours to change; scripts, styles and menu of another build need a reload.
  const built = (page) =>
    Array.from(page.querySelectorAll("script[src], link[rel=stylesheet]"), (each) =>
      each.getAttribute(each.localName === "script" ? "src" : "href"),
    ).join(" ");

  const names = (page) =>
    new Map(
      Array.from(page.querySelectorAll(".tz-open__title a"), (link) => [
        link.getAttribute("href"),
        link.textContent,
      ]),
    );

  let seen = ""; // the newest build this page has asked for
  async function renew(generated) {
    if (generated === seen) return;
    const answer = await fetch(location.pathname, { cache: "no-cache" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.querySelector(".tz[data-generated]");
    if (!next || built(page) !== built(document)) {
      location.reload();
      return;
    }
    seen = generated;
    const known = names(root);
    const open = new Set(
      Array.from(root.querySelectorAll("details[open]"), (each) => each.textContent),
    );
    next.querySelectorAll("details").forEach((each) => {
      if (open.has(each.textContent)) each.open = true;
    });
    const focus = document.activeElement && document.activeElement.getAttribute("href");
    root.replaceWith(document.adoptNode(next));
    root = next;
    title = page.title;
    take();
    tick(true);
    if (focus && !root.contains(document.activeElement)) {
      const link = Array.from(root.querySelectorAll("a")).find(
        (each) => each.getAttribute("href") === focus,
      );
      if (link) link.focus({ preventScroll: true });
    }
    const fresh = Array.from(names(root)).filter(([address]) => !known.has(address));
    say(fresh.length ? `新事件：${fresh.map(([, text]) => text).join("；")}` : "页面已更新");
  }

  const wall = new URLSearchParams(location.search).has("wall");
  if (wall) document.documentElement.classList.add("tz-wall");

  take();
  tick(true);
  if (wall) addEventListener("resize", fit);
  setInterval(tick, 1000);
  if (root.dataset.feed && location.protocol.startsWith("http")) setInterval(poll, POLL);
})();
