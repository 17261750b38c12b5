// Hands a finished text over: into the forge's own editor where its address can carry it, else by
// the clipboard, else as a file. Nothing is sent anywhere by this page itself.
(() => {
  "use strict";

  const { taizhang } = globalThis;
  // Web servers cut an address at 8 KB as they come; a Chinese character takes nine of them.
  const LONGEST = 7900;

  const path = (text) => text.split("/").map(encodeURIComponent).join("/");
  const query = (values) =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join("&");

  // Where the forge makes a new file (`text` = all of it) or changes one (`text` = all of it with
  // the new entry). `fills`: the parameter that fills the editor of a new file, `refills` that of a
  // file that is there; where there is none, the text goes by the clipboard.
  const FORGES = {
    // Source: docs.gitea.com/development/integrations (`filename`, `value`); that `value` is put in
    // place of an existing file's text, too: web_src/js/features/repo-editor.ts of Gitea, where
    // nothing is said of it in the documentation. Forgejo has both from there.
    gitea: {
      create: ({ url, branch }, { folder, name }) => `${url}/_new/${path(branch)}/${path(folder)}?${query({ filename: name })}`,
      edit: ({ url, branch }, { file }) => `${url}/_edit/${path(branch)}/${path(file)}`,
      fills: "value",
      refills: "value",
    },
    // Source: github.com/isaacs/github/issues/1527, the maintainers' answer there. Of a file that
    // is there, nothing is documented.
    github: {
      create: ({ url, branch }, { file }) => `${url}/new/${path(branch)}?${query({ filename: file })}`,
      edit: ({ url, branch }, { file }) => `${url}/edit/${path(branch)}/${path(file)}`,
      fills: "value",
    },
    // Source: gitlab.com/gitlab-org/gitlab issues 594214 and 532221: `file_name` is taken, while the
    // editor shows nothing of `content` any more.
    gitlab: {
      create: ({ url, branch }, { file }) => `${url}/-/new/${path(branch)}?${query({ file_name: file })}`,
      edit: ({ url, branch }, { file }) => `${url}/-/edit/${path(branch)}/${path(file)}`,
    },
  };
  FORGES.forgejo = FORGES.gitea;

  // The address to open for `place`, and whether it carries the text.
  function address(forge, place) {
    const kind = FORGES[forge.kind];
    const file = place.file;
    const slash = file.lastIndexOf("/");
    const where = { file, folder: file.slice(0, slash), name: file.slice(slash + 1) };
    const bare = place.new ? kind.create(forge, where) : kind.edit(forge, where);
    const name = place.new ? kind.fills : kind.refills;
    const text = place.new ? place.text : place.old && place.old + place.text;
    if (!name || !text) return { url: bare, carries: false };
    const full = `${bare}${bare.includes("?") ? "&" : "?"}${query({ [name]: text })}`;
    return full.length <= LONGEST ? { url: full, carries: true } : { url: bare, carries: false };
  }

  // Copies where the browser has a clipboard for this page, else by the older way that plain http
  // still has; false where neither works.
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "tz-offscreen";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      return done;
    }
  }

  const HOW = {
    carried: "在打开的页面核对内容，写一句提交说明，然后提交。",
    new: "在打开的空白页粘贴全部内容，然后提交。",
    append: "在打开的编辑页把光标移到文件最后一行之后，粘贴，然后提交。原有内容一字不改。",
    none: "把记录交给能提交的人，或自己加到文件末尾后提交。",
    noneNew: "把文件放到上面写的位置后提交。",
  };

  function how(place, link) {
    if (!link) return place.new ? HOW.noneNew : HOW.none;
    if (link.carries) return HOW.carried;
    return place.new ? HOW.new : HOW.append;
  }

  let link = null;

  // Shows the result. `place`: new, file, text (what is to be written), old (the file as it is).
  function show(root, place) {
    const find = (name) => root.querySelector(`[data-${name}]`);
    const section = find("result");
    const said = find("result-said");
    find("result-text").textContent = place.text;
    find("result-place").textContent = place.new
      ? `新文件：${place.file}`
      : `加在文件末尾：${place.file}`;
    said.textContent = "";

    const forge = taizhang.data.forge;
    link = forge ? address(forge, place) : null;
    const open = find("forge");
    open.hidden = !link;
    if (link) {
      open.href = link.url;
      open.textContent = link.carries ? "到代码平台提交" : "复制并打开代码平台";
    }
    open.onclick = () => {
      if (link.carries) return;
      copy(place.text).then((done) => {
        said.textContent = done ? "已复制，到打开的页面粘贴。" : "没能复制，请选中上面的内容自己复制。";
      });
    };
    find("copy").onclick = async () => {
      said.textContent = (await copy(place.text))
        ? "已复制。"
        : "浏览器不许复制，请选中上面的内容，按 Ctrl+C。";
    };
    const download = find("download");
    if (download.href) URL.revokeObjectURL(download.href);
    download.href = URL.createObjectURL(new Blob([place.text], { type: "text/plain;charset=utf-8" }));
    const stem = place.file.slice(place.file.lastIndexOf("/") + 1);
    download.download = place.new ? stem : stem.replace(/\.yml$/, "-追加.yml");
    find("result-how").textContent = how(place, link);

    section.hidden = false;
    find("result-title").focus();
  }

  Object.assign(taizhang, { show, address, copy });
})();
