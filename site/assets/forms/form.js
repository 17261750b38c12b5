// One form: which incident, checked fields, the finished record.
(() => {
  "use strict";

  const { taizhang } = globalThis;
  const { data, controlOf } = taizhang;
  const form = document.querySelector("[data-form]");
  if (!form) return;

  const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  const ID = new RegExp(`^(?:${data.patterns.incident})$`);
  const PERSON = "taizhang-person";
  const root = form.closest(".tz");
  const entry = form.querySelector("[data-entry]");
  const report = form.querySelector("[data-report]");
  const isNew = form.dataset.form === "new";
  const asked = new URLSearchParams(location.hash.slice(1));
  let state = null;
  let accepted = "";

  const minute = () => taizhang.now().slice(0, 16).replace(" ", "T");
  const set = (field, value) => {
    const control = field && controlOf(field);
    if (control && value) control.value = value;
  };
  const inEntry = (name) => entry.querySelector(`[data-field="${name}"]`);

  // ---- The incident ----

  const pathOf = (id) => `ledger/${id.slice(0, 4)}/${id.slice(4, 6)}/${id}.yml`;

  async function json(address) {
    const answer = await fetch(address, { cache: "no-cache" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  function stateOf(view) {
    const problems = view.review ? view.review.problems : [];
    const items = view.items.map((each) => [each.name, `${each.name} ${each.nature} ${each.summary}`.trim()]);
    const things = [
      ...items,
      ...view.things.map((each) => [each.name, `${each.name} ${each.title || each.sort}`]),
      ...problems.map((each) => [each.name, `${each.name} ${each.text}`]),
    ];
    const names = view.entries.map((each) => each.name);
    return {
      view,
      things,
      items,
      names: new Set(things.map(([name]) => name)),
      entries: names.map((name) => [name, name]),
      taken: new Set(names),
    };
  }

  async function choose(id) {
    const told = form.querySelector("[data-incident-told]");
    state = null;
    if (!ID.test(id)) return;
    try {
      state = stateOf(await json(`${form.dataset.incidents}${id}.json`));
      const { row, plan } = state.view;
      told.textContent = `${row.title}（${row.stage}）`;
      if (plan !== data.plan) told.textContent += `。本件按预案 ${plan} 办理，名称以该版为准。`;
      taizhang.offer(form, state);
      const makes = form.dataset.makes;
      if (makes && inEntry("id")) set(inEntry("id"), taizhang.nextName(makes, state.names));
      set(inEntry("about"), asked.get("about"));
      set(inEntry("entry"), asked.get("entry"));
    } catch {
      told.textContent = "没有取得这一件的内容，名称要自己写准；提交后会核对。";
    }
  }

  async function chooser() {
    const input = form.querySelector("#f-incident");
    input.value = asked.get("id") || "";
    input.addEventListener("change", () => choose(input.value.trim()));
    if (input.value) {
      await choose(input.value);
      return;
    }
    try {
      const board = await json(form.dataset.board);
      const list = document.createElement("select");
      list.id = input.id;
      list.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
      list.append(new Option("请选择", ""));
      for (const each of board.incidents) list.append(new Option(`${each.title}（${each.id}）`, each.id));
      list.addEventListener("change", () => choose(list.value));
      if (board.incidents.length) input.replaceWith(list);
      form.querySelector("[data-incident-told]").textContent = "列出的是进行中的事件。";
    } catch {
      // Opened from a folder: the id is typed.
    }
  }

  // ---- Checking ----

  function clear() {
    for (const note of form.querySelectorAll(".tz-field__error")) note.hidden = true;
    for (const control of form.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    form.querySelector("[data-errors]").hidden = true;
  }

  function mark({ field, message }) {
    const note = field.querySelector(":scope > .tz-field__error");
    note.textContent = note.hidden ? message : `${note.textContent}；${message}`;
    note.hidden = false;
    controlOf(field).setAttribute("aria-invalid", "true");
    const folded = field.closest("details");
    if (folded) folded.open = true;
  }

  function tell(faults, title) {
    const box = form.querySelector("[data-errors]");
    const heading = document.createElement("h2");
    heading.textContent = title;
    const list = document.createElement("ul");
    for (const { field, message } of faults) {
      const line = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${controlOf(field).id || field.id}`;
      link.textContent = message;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        controlOf(field).focus();
      });
      line.append(link);
      list.append(line);
    }
    box.replaceChildren(heading, list);
    box.hidden = false;
    box.focus();
  }

  function groups(tree, reader) {
    for (const group of form.dataset.any.split(";").filter(Boolean)) {
      const names = group.split(",");
      const fields = names.map(inEntry).filter(Boolean);
      if (!fields.length || names.some((name) => tree.has(name))) continue;
      const titles = fields.map((field) => field.dataset.title).join("、");
      reader.fault(fields[0], taizhang.say("form-missing-one-of", { titles }));
    }
  }

  // An entry is named by its time and kind: seconds are added where the minute is taken.
  function unique(at, kind, taken) {
    let name = at;
    for (let second = 1; taken.has(`${name} ${kind}`) && second < 60; second += 1) {
      name = `${at.slice(0, 16)}:${String(second).padStart(2, "0")}`;
    }
    return name;
  }

  function titled(reader, reference) {
    const field = form.querySelector('[data-header="title"]');
    if (reference) return reference;
    const title = reader.value(field);
    if (title && /[<>&]/.test(title)) reader.fault(field, taizhang.say("form-title"));
    return title || "";
  }

  // The nature that all items have, where only reference data may be kept of it.
  function referenceOnly() {
    const natures = Array.from(entry.querySelectorAll('[data-field="nature"]'), (each) => controlOf(each).value);
    const all = natures.length && natures.every((each) => data.reference.includes(each));
    return isNew && all ? natures[0] : "";
  }

  function late(at, tree, reader) {
    const last = state && state.view.entries[0];
    if (last && at < last.at.text && !tree.has("late")) {
      const field = inEntry("at");
      reader.warnings.push({ field, message: taizhang.say("form-late", { before: last.name }) });
    }
  }

  function record(kind, tree, taken) {
    const at = unique(tree.get("at") || "", kind, taken);
    const order = form.dataset.order.split(",");
    const rest = [...tree].filter(([name]) => name !== "at" && name !== "by");
    if (kind === form.dataset.kind) rest.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
    return new Map([["at", at], ["by", tree.get("by") || ""], ["kind", kind], ...rest]);
  }

  function made(reader) {
    const reference = referenceOnly();
    reader.reference = Boolean(reference);
    const title = isNew ? titled(reader, reference) : "";
    const tree = reader.tree(entry);
    groups(tree, reader);
    const first = record(form.dataset.kind, tree, state ? state.taken : new Set());
    late(first.get("at"), tree, reader);
    const entries = [first];
    if (report && report.open) {
      entries.push(record("报告", reader.tree(report.querySelector("[data-entry-report]")), new Set()));
    }
    return { title, entries };
  }

  function newId(at) {
    const random = crypto.getRandomValues(new Uint8Array(4));
    return `${at.slice(0, 10).replaceAll("-", "")}-${Array.from(random, (each) => ALPHABET[each & 31]).join("")}`;
  }

  function place(id, title, entries) {
    const blocks = entries.map(taizhang.entryBlock).join("");
    if (!isNew) {
      return { new: false, file: state ? state.view.path : pathOf(id), text: blocks, old: state ? state.view.text : "" };
    }
    const head = new Map([["id", id], ["title", title], ["plan", data.plan]]);
    return { new: true, file: pathOf(id), text: taizhang.headerBlock(head) + blocks, old: "" };
  }

  function incident(reader) {
    const control = form.querySelector("#f-incident");
    const id = control.value.trim();
    const field = control.closest(".tz-field");
    if (!ID.test(id)) reader.fault(field, taizhang.say("form-number-first"));
    return id;
  }

  let id = "";

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clear();
    const reader = new taizhang.Reader({ known: state ? state.names : [] });
    const chosen = isNew ? "" : incident(reader);
    const { title, entries } = made(reader);
    const confirmed = entries[0].has("confirmed");
    const warnings = reader.warnings.filter((each) => !(each.personal && confirmed));
    if (reader.faults.length) {
      reader.faults.forEach(mark);
      tell(reader.faults, `有 ${reader.faults.length} 处要改`);
      return;
    }
    const said = JSON.stringify([warnings.map((each) => each.message), ...entries.map(taizhang.entryBlock)]);
    if (warnings.length && said !== accepted) {
      accepted = said;
      warnings.forEach(mark);
      tell(warnings, "请再看一看；确实无误的，再按一次“生成记录”");
      return;
    }
    id = isNew ? id || newId(entries[0].get("at")) : chosen;
    const by = entries[0].get("by");
    try {
      localStorage.setItem(PERSON, by);
    } catch {
      // A browser that keeps nothing: the name is chosen anew.
    }
    form.hidden = true;
    taizhang.show(root, place(id, title, entries));
  });

  root.querySelector("[data-back]").addEventListener("click", () => {
    root.querySelector("[data-result]").hidden = true;
    form.hidden = false;
    form.querySelector("button[type=submit]").focus();
  });

  // Where only reference data may be kept, what must not be written is not asked for.
  form.addEventListener("change", () => {
    form.dataset.reference = referenceOnly() ? "yes" : "no";
    for (const each of form.querySelectorAll('[data-open="yes"]')) {
      each.hidden = form.dataset.reference === "yes";
    }
  });

  // ---- Begin ----

  let kept = "";
  try {
    kept = localStorage.getItem(PERSON) || "";
  } catch {
    kept = "";
  }
  for (const each of form.querySelectorAll('[data-field="at"]')) set(each, minute());
  for (const each of form.querySelectorAll('[data-field="by"]')) set(each, kept);
  set(inEntry("stage"), asked.get("stage"));
  taizhang.rows(form, () => (state ? state.names : []), (row) => state && taizhang.offer(row, state));
  const makes = form.dataset.makes;
  if (makes && inEntry("id")) set(inEntry("id"), taizhang.nextName(makes, []));
  if (!isNew) chooser();
})();
