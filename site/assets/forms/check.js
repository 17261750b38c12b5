// What a form can check of a text before a file is made of it: the program's own patterns and
// messages, handed over in data.js. The last word has `taizhang check`.
(() => {
  "use strict";

  const { taizhang } = globalThis;
  const { data } = taizhang;
  const HIDDEN = new RegExp(data.hidden, "u");
  const SEPARATORS = new RegExp(data.separators, "gu");
  const PERSONAL = data.personal.map((each) => ({
    ...each,
    pattern: new RegExp(each.source, each.flags),
  }));
  const PATTERNS = Object.fromEntries(
    Object.entries(data.patterns).map(([type, source]) => [type, new RegExp(`^(?:${source})$`, "u")]),
  );
  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

  // The first character that no file may hold, "" if there is none.
  function forbidden(text) {
    const found = HIDDEN.exec(text);
    if (found) return found[0];
    const normal = text.normalize("NFC");
    return normal === text ? "" : Array.from(text).find((each, at) => each !== normal[at]) || "?";
  }

  function say(code, values = {}) {
    const fill = (text) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
    const [message, fix] = data.messages[code].map(fill);
    return fix ? `${message}；${fix}` : message;
  }

  // 18 characters with a birth date that exists and the right check character (GB 11643).
  function isIdentity(number) {
    const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)];
    const born = new Date(Date.UTC(+year, month - 1, +day));
    const real = born.getUTCMonth() === month - 1 && born.getUTCDate() === +day;
    const total = WEIGHTS.reduce((sum, weight, at) => sum + weight * number[at], 0);
    return real && +year >= 1900 && "10X98765432"[total % 11] === number[17].toUpperCase();
  }

  function isCard(number) {
    const digits = Array.from(number).reverse().map(Number);
    const value = (digit, at) => (at % 2 ? digit * 2 - (digit > 4 ? 9 : 0) : digit);
    return digits.map(value).reduce((sum, each) => sum + each, 0) % 10 === 0;
  }

  const COUNTS = {
    "identity-number": isIdentity,
    "card-number": (text) =>
      isCard(text) && !(/^[1-9]\d{16}[\dXx]$/.test(text) && isIdentity(text)),
  };

  function masked(text) {
    const all = Array.from(text);
    const keep = all.length > 6 ? 2 : 1;
    if (all.length <= 2 * keep) return text;
    return `${all.slice(0, keep).join("")}…${all.slice(-keep).join("")}`;
  }

  // Personal data and secrecy marks: code, severity and what to say, once a sort.
  function personal(text) {
    const plain = text.normalize("NFKC").replace(SEPARATORS, "");
    return PERSONAL.flatMap(({ code, severity, pattern }) => {
      const counts = COUNTS[code] || (() => true);
      const found = Array.from(plain.matchAll(pattern), (each) => each[0]).find(counts);
      return found === undefined ? [] : [{ code, severity, text: say(code, { found: masked(found) }) }];
    });
  }

  // Now in the plan's own zone, as a file writes it: "2026-11-27 22:04:31".
  function now() {
    const local = new Date(Date.now() + data.offset * 60000);
    return local.toISOString().slice(0, 19).replace("T", " ");
  }

  // What is wrong with one text of a type; "" if nothing that can be seen here.
  function fault(type, text, title, limit) {
    const char = forbidden(text);
    if (char) {
      const code = char.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
      return say("form-hidden", { title, char: `U+${code}` });
    }
    const pattern = PATTERNS[type];
    if (pattern && !pattern.test(text)) return say("form-malformed", { title, value: text });
    const length = taizhang.size(text);
    if (limit && length > limit) return say("form-too-long", { title, length, limit });
    return "";
  }

  Object.assign(taizhang, { forbidden, personal, fault, say, now });
})();
