// Approves or returns one waiting act: the statement in words, signed here, handed over.
(() => {
  "use strict";

  const { taizhang } = globalThis;
  const { data, sshsig } = taizhang;
  const root = document.querySelector("[data-approve]");
  if (!root) return;

  const find = (name) => root.querySelector(`[data-${name}]`);
  const person = root.querySelector("#a-person");
  const verdict = root.querySelector("#a-verdict");
  const reason = root.querySelector("#a-reason");
  const LONGEST = 60;
  // The same class as in rules/statement.py: blanks and characters that cannot be seen.
  const BLANK =
    /[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2069\u3000\ufeff]+/gu;
  let pair = null;
  let key = "";
  let waiting = null;
  let view = null;

  const blanks = (text) => text.replace(BLANK, " ").replace(/^ +| +$/g, "");

  function oneLine(value) {
    const all = Array.from(blanks(value));
    return all.length <= LONGEST ? all.join("") : `${all.slice(0, LONGEST - 1).join("")}…`;
  }

  function offset() {
    const minutes = Math.abs(data.offset);
    const two = (number) => String(number).padStart(2, "0");
    return `${data.offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  }

  const chosen = () => data.persons.find((each) => each.name === person.value);
  const cleaned = () => reason.value.replace(/\r\n?/g, "\n").normalize("NFC").trim();

  // The person's own role that fills what is missing, else one that counts as it.
  function roleOf(who) {
    const exact = who.roles.find((each) => waiting.roles.includes(each));
    const counts = (each) => (data.roles[each] || []).some((other) => waiting.roles.includes(other));
    return exact || who.roles.find(counts) || "";
  }

  function signing() {
    const who = chosen();
    const taken = new Set(view.entries.map((each) => each.name));
    const now = taizhang.now();
    const minute = now.slice(0, 16);
    return {
      who,
      role: who ? roleOf(who) : "",
      verdict: verdict.value,
      reason: cleaned(),
      at: taken.has(`${minute} 审批`) ? now : minute,
    };
  }

  // The rest of the statement as rules/statement.py writes it; a value never makes a line.
  function statement({ who, role, verdict: word, reason: why, at }) {
    const facts = [
      ["审批人", who ? `${oneLine(who.name)} ${who.key}` : ""],
      ["角色", oneLine(role)],
      ["名册", data.roster],
      ["结论", word],
      ["理由", blanks(why)],
      ["时间", `${at} ${offset()}`],
    ];
    const lines = facts.filter(([, value]) => value).map(([title, value]) => `${title}：${value}\n`);
    return waiting.statement + lines.join("").normalize("NFC");
  }

  function faults({ who, role, verdict: word, reason: why }) {
    const found = [];
    if (!who) found.push([person, taizhang.say("form-missing", { title: "审批人" })]);
    if (who && !role) found.push([person, taizhang.say("form-role", { person: who.name, roles: waiting.roles.join("、") })]);
    if (who && who.name === waiting.by) found.push([person, taizhang.say("form-own", { person: who.name })]);
    if (word === "退回" && !why) found.push([reason, taizhang.say("form-return-reason")]);
    const wrong = why && taizhang.fault("text", why, "理由", 4000);
    if (wrong) found.push([reason, wrong]);
    for (const each of taizhang.personal(why)) if (each.severity === "error") found.push([reason, each.text]);
    return found;
  }

  function tell(found) {
    const box = find("errors");
    const list = document.createElement("ul");
    for (const [control, message] of found) {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${control.id}`;
      link.textContent = message;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        control.focus();
      });
      line.append(link);
      list.append(line);
    }
    const heading = document.createElement("h2");
    heading.textContent = "还不能签署";
    box.replaceChildren(heading, list);
    box.hidden = !found.length;
    if (found.length) box.focus();
  }

  function refresh() {
    if (!waiting) return;
    find("statement").textContent = statement(signing());
    const who = chosen();
    if (who && key && !who.keys.includes(key)) {
      find("key-told").textContent = `名册里还没有${who.name}的这把公钥：把下面一行交给管理员登记，登记后所签才算数。`;
    }
  }

  async function pick() {
    const asked = new URLSearchParams(location.hash.slice(1));
    if (!asked.get("id")) return;
    find("result").hidden = true;
    find("unable").hidden = true;
    try {
      const answer = await fetch(`${root.dataset.incidents}${encodeURIComponent(asked.get("id"))}.json`, { cache: "no-cache" });
      if (!answer.ok) throw new Error(String(answer.status));
      view = await answer.json();
    } catch {
      unable("没有取得这一件的内容，可能已经办结或不在本站范围内。");
      return;
    }
    const all = view.waiting.filter((each) => each.statement);
    waiting = all.find((each) => each.entry === asked.get("entry")) || (all.length === 1 ? all[0] : null);
    find("sign").hidden = !waiting;
    if (!waiting) {
      unable("这一条已不在等待审批，或内容不在本站范围内。刷新待办页再看。");
      return;
    }
    find("sign-title").textContent = `签署：${view.row.title}，${waiting.entry}`;
    refresh();
    find("sign-title").focus();
  }

  function unable(text) {
    const box = find("unable");
    box.textContent = text;
    box.hidden = false;
  }

  async function showKey() {
    key = await sshsig.line(pair);
    find("key-told").textContent = "这台机器上有签名密钥，取不出来，也不会传出去。换机器、清除浏览器数据后须另生成一把。";
    find("key-line").textContent = key;
    find("key-line").hidden = false;
    find("key-copy").hidden = false;
    find("key-make").hidden = true;
    refresh();
  }

  find("key-make").addEventListener("click", async () => {
    pair = await sshsig.make();
    await showKey();
  });
  find("key-copy").addEventListener("click", async () => {
    const done = await taizhang.copy(key);
    find("key-told").textContent = done ? "公钥已复制，交给管理员登记到名册。" : "没能复制，请选中下面一行自己复制。";
  });
  for (const each of [person, verdict, reason]) each.addEventListener("input", refresh);

  find("sign-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = signing();
    const found = faults(said);
    if (!pair) found.push([find("key-make"), taizhang.say("form-key")]);
    tell(found);
    if (found.length) return;
    const sig = await sshsig.sign(statement(said), pair);
    const entry = new Map([
      ["at", said.at],
      ["by", said.who.name],
      ["kind", "审批"],
      ["entry", waiting.entry],
      ["as", said.role],
      ["roster", data.roster],
      ["verdict", said.verdict],
      ...(said.reason ? [["reason", said.reason]] : []),
      ["sig", sig],
    ]);
    find("sign").hidden = true;
    taizhang.show(root, { new: false, file: view.path, text: taizhang.entryBlock(entry), old: view.text });
  });
  find("back").addEventListener("click", () => {
    find("result").hidden = true;
    find("sign").hidden = false;
  });

  async function begin() {
    if (!globalThis.isSecureContext || !globalThis.crypto.subtle) {
      unable("浏览器只在 https 网站或本机（localhost）上允许签名，本页的地址不是。请改用 https 打开，或用命令 taizhang approve 签署。");
      find("key-section").hidden = true;
      return;
    }
    try {
      await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
      pair = (await sshsig.kept()) || null;
    } catch {
      unable("这个浏览器不能签名（缺少 Ed25519，或不许保存密钥）。请升级浏览器，或用命令 taizhang approve 签署。");
      find("key-section").hidden = true;
      return;
    }
    if (pair) await showKey();
    else {
      find("key-told").textContent = "这台机器上还没有签名密钥。生成以后，把公钥一行交给管理员登记到名册。";
      find("key-make").hidden = false;
    }
    addEventListener("hashchange", pick);
    await pick();
  }

  begin();
})();
