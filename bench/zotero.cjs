// What Zotero saves of the pages of a running archive, read by its own translators, beside what the archive's API says.
//
// usage: node bench/zotero.cjs FOLDER ADDRESS (`make zotero` does it, and fills the folder)
//
// The folder holds the package zotero-translators: all translators and what runs them. The package gives no access to
// those of web pages and is loaded with one line more. Every statement and article has to be saved with its author, date,
// site, address and tags, and so have the statements of lists. The status is 1 where one is not.

const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");

const [folder, address] = process.argv.slice(2);
const SITE = "Statement Archive";
const LISTS = ["/", "/search", "/search?sort=carried", "/search?q=the&size=100"];

function loadZotero() {
  const file = path.resolve(folder, "package/index.js");
  const last = "Zotero = Object.assign(Zotero, __webpack_require__(41));";
  const code = fs.readFileSync(file, "utf8");
  if (!code.includes(last)) throw new Error(`${file} is another version of the package than is expected here.`);
  const loaded = new Module(file);
  Object.assign(loaded, { filename: file, paths: [path.resolve(folder, "node_modules")] });
  loaded._compile(code.replace(last, `${last}\nglobalThis.zotero = Zotero;`), file);
  globalThis.zotero.debug = () => {};
  return globalThis.zotero;
}

// All rows of a list of the API.
async function rows(what) {
  const found = [];
  for (let next = new URL(what, address); next; ) {
    const response = await fetch(next);
    if (!response.ok) throw new Error(`${next} answers ${response.status}`);
    const page = await response.json();
    found.push(...page.data);
    next = page.next;
  }
  return found;
}

// The items that the first translator saves, which is the one that Zotero's button takes, and its name.
async function saved(Zotero, page) {
  const { response } = await Zotero.HTTP.request("GET", new URL(page, address).href, { responseType: "document" });
  const asked = new Zotero.Translate.Web();
  asked.setDocument(response);
  const [translator] = await asked.getTranslators();
  if (!translator) return { by: "none", items: [] };
  const translate = new Zotero.Translate.Web();
  translate.setDocument(response);
  translate.setTranslator(translator);
  translate.setHandler("select", (_, offered, choose) => choose(offered));
  return { by: translator.label, items: await translate.translate({ libraryID: false, saveAttachments: false }) };
}

// What is known of a day to the day; what is not, Zotero is not told.
const day = (first, last) => (first === last ? first || "" : undefined);

function ofQuote(row) {
  return {
    itemType: "webpage",
    creators: (row.speakers || []).slice().sort(),
    date: day(row.said_first, row.said_last),
    site: SITE,
    url: new RegExp(`/q/${row.quote}(/v\\d+)?$`),
    tags: (row.topics || []).slice().sort(),
  };
}

function ofArticle(row) {
  const date = day(row.published_first, row.published_last);
  return { itemType: "newspaperArticle", title: row.headline, date, site: row.outlet, url: row.address || undefined };
}

function problems(item, expected) {
  const got = {
    itemType: item.itemType,
    title: item.title,
    creators: item.creators.map(({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(" ")).sort(),
    date: item.date || "",
    site: item.websiteTitle || item.publicationTitle,
    url: item.url,
    tags: item.tags.map((tag) => tag.tag || tag).sort(),
  };
  return Object.entries(expected)
    .filter(([name, value]) => value !== undefined && !isSame(got[name], value))
    .map(([name, value]) => `${name}: ${JSON.stringify(got[name])} instead of ${value}`);
}

// Headlines are cited with the marks and spaces of the citation styles.
const plain = (value) => String(value).replace(/[‘’“”«»"]/g, "'").replace(/\s/g, " ");
const isSame = (got, value) => (value instanceof RegExp ? value.test(got) : plain(got) === plain(value));

async function main() {
  const Zotero = loadZotero();
  const quotes = (await rows("/api/v1/quotes?limit=100")).map((row) => [`/q/${row.quote}`, ofQuote(row)]);
  const articles = (await rows("/api/v1/articles?limit=100")).map((row) => [`/a/${row.id}`, ofArticle(row)]);
  const counts = { statements: 0, articles: 0, "statements of lists": 0 };
  const wrong = [];
  const check = (kind, page, item, expected) => {
    const found = item ? problems(item, expected) : ["nothing was saved"];
    counts[kind] += 1;
    wrong.push(...found.map((problem) => `${page}: ${problem}`));
  };
  for (const [kind, pages] of [["statements", quotes], ["articles", articles]]) {
    for (const [page, expected] of pages) check(kind, page, (await saved(Zotero, page)).items[0], expected);
  }
  const known = new Map(quotes);
  for (const page of LISTS) {
    for (const item of (await saved(Zotero, page)).items) {
      check("statements of lists", page, item, known.get(new URL(item.url).pathname));
    }
  }
  console.log(Object.entries(counts).map(([kind, number]) => `${number} ${kind}`).join(", "));
  console.log(wrong.length ? wrong.join("\n") : "All were saved with author, date, site, address and tags.");
  process.exit(wrong.length ? 1 : 0);
}

main();
