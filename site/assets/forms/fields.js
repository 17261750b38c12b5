// Reads the fields of a form into the entry they make, and says what is wrong with each.
(() => {
  "use strict";

  const { taizhang } = globalThis;
  const CONTAINER = "[data-row],[data-entry],[data-entry-report]";
  const controlOf = (field) => field.querySelector("input,select,textarea") || field;

  // Fields of this container alone, not those of the records in it.
  function own(container) {
    return Array.from(container.querySelectorAll("[data-field]")).filter(
      (each) => each.parentElement.closest(CONTAINER) === container,
    );
  }

  const clean = (text) => text.replace(/\r\n?/g, "\n").normalize("NFC").trim();
  const pieces = (text, by) => text.split(by).map(clean).filter(Boolean);

  const READ = {
    checks: (field) => Array.from(field.querySelectorAll("input:checked"), (each) => each.value),
    lines: (field) => pieces(controlOf(field).value, "\n"),
    many: (field) => pieces(controlOf(field).value, /[、，,\n]/),
    things: (field) => (field.querySelector(".tz-checks") ? READ.checks(field) : READ.many(field)),
    time: (field) => clean(controlOf(field).value).replace("T", " "),
  };
  const read = (field) =>
    (READ[field.dataset.control] || (() => clean(controlOf(field).value)))(field);

  // Reads one container. `known`: names of the things that are in the file already.
  class Reader {
    constructor({ reference = false, known = null } = {}) {
      this.reference = reference;
      this.taken = new Set(known || []);
      this.faults = [];
      this.warnings = [];
    }

    fault(field, message) {
      this.faults.push({ field, message });
    }

    tree(container) {
      const tree = new Map();
      for (const field of own(container)) {
        if (this.reference && field.dataset.open === "yes") continue;
        const value = this.value(field);
        if (value !== null) tree.set(field.dataset.field, value);
      }
      return tree;
    }

    value(field) {
      const { control, need, title } = field.dataset;
      const value = this.raw(field, control);
      const empty = value instanceof Map ? !value.size : !value.length;
      if (empty) {
        const wanted = need === "yes" || (need === "open" && !this.reference);
        if (wanted) this.fault(field, taizhang.say("form-missing", { title }));
        return null;
      }
      const texts = typeof value === "string" ? [value] : Array.isArray(value) ? value : [];
      for (const text of texts) if (typeof text === "string") this.judge(field, text);
      return value;
    }

    raw(field, control) {
      if (control === "records") {
        const rows = Array.from(field.querySelectorAll("[data-rows] > [data-row]"));
        return rows.map((row) => this.tree(row)).filter((tree) => tree.size);
      }
      if (control === "record") return this.tree(field.querySelector("[data-row]"));
      if (control === "marks") {
        const marks = Array.from(field.querySelectorAll("[data-mark]"));
        const pairs = marks.map((each) => [each.dataset.mark, controlOf(each).value]);
        return new Map(pairs.filter(([, value]) => value));
      }
      return read(field);
    }

    judge(field, text) {
      const { type, title, limit } = field.dataset;
      const early = field.dataset.field === "at" && text > taizhang.now();
      const fault =
        taizhang.fault(type, text, title, +limit) ||
        this.named(type, text) ||
        (early ? taizhang.say("form-future", { title }) : "");
      if (fault) {
        this.fault(field, fault);
        return;
      }
      for (const found of taizhang.personal(text)) {
        (found.severity === "error" ? this.faults : this.warnings).push({
          field,
          message: found.text,
          personal: true,
        });
      }
    }

    named(type, text) {
      if (type === "new") {
        if (this.taken.has(text)) return taizhang.say("form-thing-taken", { value: text });
        this.taken.add(text);
      }
      return "";
    }
  }

  function nextName(sort, taken) {
    const numbers = Array.from(taken)
      .filter((name) => name.startsWith(sort) && /^\d+$/.test(name.slice(sort.length)))
      .map((name) => +name.slice(sort.length));
    return `${sort}${Math.max(0, ...numbers) + 1}`;
  }

  // ---- Rows of records ----

  let count = 0;

  function addRow(field, taken) {
    const row = field.querySelector("template").content.firstElementChild.cloneNode(true);
    count += 1;
    for (const node of row.querySelectorAll("[id],[for],[aria-describedby]")) {
      for (const name of ["id", "for", "aria-describedby"]) {
        const value = node.getAttribute(name);
        if (value) node.setAttribute(name, value.replaceAll("-n-", `-${count}-`));
      }
    }
    const id = row.querySelector('[data-type="new"]');
    if (id && field.dataset.makes) controlOf(id).value = nextName(field.dataset.makes, taken());
    field.querySelector("[data-rows]").append(row);
    return row;
  }

  function namesIn(root) {
    return Array.from(root.querySelectorAll('[data-type="new"]'), (each) => controlOf(each).value);
  }

  function rows(root, known, grown) {
    const taken = () => new Set([...known(), ...namesIn(root)]);
    for (const field of root.querySelectorAll('[data-control="records"]')) {
      field.querySelector("[data-add]").addEventListener("click", () => {
        const row = addRow(field, taken);
        grown(row);
        controlOf(row).focus();
      });
      field.addEventListener("click", (event) => {
        if (!event.target.matches("[data-remove]")) return;
        event.target.closest("[data-row]").remove();
        field.querySelector("[data-add]").focus();
      });
      if (field.dataset.need !== "no") grown(addRow(field, taken));
    }
  }

  // ---- What the incident is known to hold ----

  function options(select, values, blank) {
    select.replaceChildren(new Option(blank, ""), ...values.map(([value, label]) => new Option(label, value)));
  }

  function toSelect(field, values) {
    const input = controlOf(field);
    if (input.tagName !== "INPUT") return;
    const select = document.createElement("select");
    select.id = input.id;
    select.setAttribute("aria-describedby", input.getAttribute("aria-describedby") || "");
    options(select, values, field.dataset.need === "yes" ? "请选择" : "（不填）");
    select.value = input.value;
    input.replaceWith(select);
  }

  function toChecks(field, values) {
    const input = field.querySelector("input[type=text]");
    if (!input || !values.length) return;
    const set = document.createElement("div");
    set.className = "tz-checks";
    set.setAttribute("role", "group");
    set.setAttribute("aria-label", field.dataset.title);
    for (const [value, label] of values) {
      const box = document.createElement("label");
      const check = document.createElement("input");
      Object.assign(check, { type: "checkbox", value, checked: values.length === 1 });
      box.append(check, label);
      set.append(box);
    }
    set.firstElementChild.firstElementChild.id = input.id;
    field.querySelector("label").removeAttribute("for");
    input.replaceWith(set);
  }

  // Turns free fields into choices of what the incident holds.
  function offer(root, state) {
    for (const field of root.querySelectorAll("[data-field]")) {
      const { control } = field.dataset;
      if (control === "thing") toSelect(field, state.things);
      if (control === "entry") toSelect(field, state.entries);
      if (control === "things") toChecks(field, state.items);
    }
  }

  Object.assign(taizhang, { Reader, rows, offer, nextName, controlOf });
})();
