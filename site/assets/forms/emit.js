// YAML as the program itself writes it (store/emit.py): the same bytes for the same entry.
// A mapping is a Map or a list of pairs under `pairs`, a list an Array, everything else a text.
(() => {
  "use strict";

  const LONGEST_KEY = 1000;
  const NAME_LENGTH = 20;
  const ROW_LENGTH = 72;
  const ODD = "\\u00a0\\u1680\\u2000-\\u200a\\u202f\\u205f\\u3000";
  const UNSAFE = new RegExp(
    `[\\t\\r\\n]|:[ ${ODD}]| #|:$|\\s$` +
      "|^[-?:,\\[\\]{}#&*!|>'\"%@`=~<\\s]|^\\.\\.\\.|^[A-Za-z_]+：",
    "u",
  );
  const NAME =
    /^[^\s\-?:,[\]{}#&*!|>'"%@`=~<.，、\\](?:[^\s:,[\]{}#'"，、\\]| (?! ))*$/u;
  const LITERAL = /^[^ \n\t\r](?:[^\t\r]*[^ \n\t\r])?\n?$/u;

  const size = (text) => Array.from(text).length;
  const isName = (text) => size(text) <= NAME_LENGTH && NAME.test(text) && !text.endsWith(" ");
  const quoted = (text) => JSON.stringify(text);

  function checked(text) {
    const character = globalThis.taizhang.forbidden(text);
    if (character) throw new Error(character);
    return text;
  }

  function key(text) {
    if (!text || text === "<<") throw new Error("key");
    checked(text);
    const written = isName(text) && !text.includes("：") ? text : quoted(text);
    if (size(written) > LONGEST_KEY) throw new Error("key");
    return written;
  }

  function scalar(start, text, indent) {
    checked(text);
    if (text.includes("\n") && LITERAL.test(text)) {
      const ended = text.endsWith("\n");
      const lines = (ended ? text.slice(0, -1) : text).split("\n");
      const pad = " ".repeat(indent);
      return [`${start} ${ended ? "|" : "|-"}`, ...lines.map((line) => (line ? pad + line : ""))];
    }
    return [`${start} ${text && !UNSAFE.test(text) ? text : quoted(text)}`];
  }

  function row(items) {
    if (!items.every((item) => typeof item === "string" && isName(item))) return null;
    const text = items.map(checked).join(", ");
    return size(text) <= ROW_LENGTH ? `[${text}]` : null;
  }

  function item(value, indent) {
    const dash = `${" ".repeat(indent)}-`;
    if (typeof value === "string") return scalar(dash, value, indent + 2);
    if (Array.isArray(value) && !value.length) return [`${dash} []`];
    const lines = Array.isArray(value)
      ? value.flatMap((each) => item(each, indent + 2))
      : mapping(value, indent + 2);
    lines[0] = `${dash} ${lines[0].replace(/^ +/, "")}`;
    return lines;
  }

  function field(start, value, indent) {
    if (typeof value === "string") return scalar(start, value, indent + 2);
    if (!Array.isArray(value)) return [start, ...mapping(value, indent + 2)];
    const short = row(value);
    if (short !== null) return [`${start} ${short}`];
    return [start, ...value.flatMap((each) => item(each, indent))];
  }

  function mapping(tree, indent) {
    if (!tree.size) throw new Error("{}");
    const pad = " ".repeat(indent);
    return Array.from(tree).flatMap(([name, value]) => field(`${pad}${key(name)}:`, value, indent));
  }

  Object.assign(globalThis.taizhang, {
    entryBlock: (tree) => `${item(tree, 0).join("\n")}\n`,
    headerBlock: (tree) => `${[...mapping(tree, 0), "timeline:"].join("\n")}\n`,
    size,
  });
})();
