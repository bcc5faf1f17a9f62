// What Zotero saves of the pages of a running archive: its own translators read each page, as its connectors let them.
//
// usage: node bench/zotero.cjs FOLDER ADDRESS (make zotero fills the folder and says where)
//
// The folder holds the package zotero-translators, which has the translators and what runs them, but gives no access to
// those of web pages; it is loaded with one line more. Each page is compared with what the archive's API says of it. The
// status is 1 where Zotero gets anything else.

const fs = require("node:fs");
const { createRequire } = require("node:module");
const path = require("node:path");

const [folder, address] = process.argv.slice(2);
const inFolder = createRequire(path.resolve(folder, "package.json"));
const { JSDOM } = inFolder("jsdom");
const FIRST_LIST = 20;

function loadZotero() {
  const file = path.resolve(folder, "package/index.js");
  const last = "Zotero = Object.assign(Zotero, __webpack_require__(41));";
  const code = fs.readFileSync(file, "utf8");
  if (!code.includes(last)) throw new Error(`${file} is another version of the package than this one knows.`);
  const module = new (require("node:module"))(file);
  Object.assign(module, { filename: file, paths: [path.resolve(folder, "node_modules")] });
  const debug = console.error;
  console.error = () => {};
  module._compile(code.replace(last, `${last}\nmodule.zotero = Zotero;`), file);
  console.error = debug;
  const Zotero = module.zotero;
  Zotero.debug = () => {};
  return Zotero;
}

async function read(what) {
  const response = await fetch(new URL(what, address));
  if (!response.ok) throw new Error(`${what} answers ${response.status}`);
  return response;
}

const json = async (what) => (await read(what)).json();

// The items that the first translator saves, which is the one a connector takes, and its name.
async function saved(Zotero, page) {
  const url = new URL(page, address).href;
  const { document } = new JSDOM(await (await read(page)).text(), { url }).window;
  const translate = new Zotero.Translate.Web();
  translate.setDocument(Zotero.HTTP.wrapDocument(document, url));
  const [first] = await translate.getTranslators();
  if (!first) return { by: "none", items: [] };
  const save = new Zotero.Translate.Web();
  save.setDocument(Zotero.HTTP.wrapDocument(document, url));
  save.setTranslator(first);
  save.setHandler("select", (_, offered, choose) => choose(offered));
  return { by: first.label, items: await save.translate({ libraryID: false, saveAttachments: false }) };
}

module.exports = { loadZotero, json, saved };
