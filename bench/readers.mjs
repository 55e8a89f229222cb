// What two parsers of npm make of a feed: node readers.mjs FOLDER (feed.atom, feed.rss, feed.json), as one JSON line.
import { readFileSync } from "node:fs";
import Parser from "rss-parser";
import { parseFeed } from "feedsmith";

const folder = process.argv[2];
const read = (name) => readFileSync(`${folder}/feed.${name}`, "utf8");
const smith = {
  atom: (feed) => feed.entries.map((one) => [one.id, one.links[0].href, one.published, one.updated, one.title.value ?? one.title]),
  rss: (feed) => feed.items.map((one) => [one.guid.value, one.link, one.pubDate, one.dc?.dates?.[0] ?? one.dc?.date ?? "", one.title]),
  json: (feed) => feed.items.map((one) => [one.id, one.url, one.date_published, one.date_modified, one.title]),
};
const told = {};
for (const name of ["atom", "rss"]) {
  const feed = await new Parser().parseString(read(name));
  told[`rss-parser ${name}`] = feed.items.map((one) => [one.id ?? one.guid, one.link, one.isoDate, "", one.title]);
}
for (const name of ["atom", "rss", "json"]) {
  const { format, feed } = parseFeed(read(name));
  told[`feedsmith ${name}`] = smith[format](feed);
}
console.log(JSON.stringify(told));
