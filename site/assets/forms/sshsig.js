// Signatures as OpenSSH writes them (PROTOCOL.sshsig), made by the browser's own Ed25519. The key
// cannot be taken out of the browser; only its public half is ever shown.
(() => {
  "use strict";

  const NAMESPACE = "transition@taizhang";
  const TYPE = "ssh-ed25519";
  const HASH = "sha512";
  const encoder = new TextEncoder();

  const bytes = (part) => (typeof part === "string" ? encoder.encode(part) : new Uint8Array(part));

  function joined(...parts) {
    const all = parts.map(bytes);
    const made = new Uint8Array(all.reduce((sum, each) => sum + each.length, 0));
    let at = 0;
    for (const each of all) {
      made.set(each, at);
      at += each.length;
    }
    return made;
  }

  function packed(part) {
    const body = bytes(part);
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, body.length);
    return joined(length, body);
  }

  const base64 = (data) => btoa(Array.from(data, (each) => String.fromCharCode(each)).join(""));
  const keyBlob = (raw) => joined(packed(TYPE), packed(raw));

  // The signature of `text` on one line of base64, as it stands in the field `sig`.
  async function sign(text, pair) {
    const digest = await crypto.subtle.digest("SHA-512", encoder.encode(text));
    const head = [packed(NAMESPACE), packed(""), packed(HASH)];
    const raw = await crypto.subtle.sign("Ed25519", pair.privateKey, joined("SSHSIG", ...head, packed(digest)));
    const key = keyBlob(await crypto.subtle.exportKey("raw", pair.publicKey));
    const version = new Uint8Array([0, 0, 0, 1]);
    const signature = packed(joined(packed(TYPE), packed(raw)));
    return base64(joined("SSHSIG", version, packed(key), ...head, signature));
  }

  // ---- The key: made here, kept here ----

  function store(mode, work) {
    return new Promise((resolve, reject) => {
      const opening = indexedDB.open("taizhang", 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const request = work(opening.result.transaction("keys", mode).objectStore("keys"));
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      };
    });
  }

  const kept = () => store("readonly", (keys) => keys.get("approval"));

  async function make() {
    const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
    // Never over a key that is there: what it signed could not be told from another's.
    await store("readwrite", (keys) => keys.add(pair, "approval"));
    return pair;
  }

  const line = async (pair) =>
    `${TYPE} ${base64(keyBlob(await crypto.subtle.exportKey("raw", pair.publicKey)))}`;

  Object.assign(globalThis.taizhang, { sshsig: { sign, kept, make, line } });
})();
