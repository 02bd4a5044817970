// Checks the evidence bundle of a campaign's letters. Needs Node.js 18 or later, no network and nothing else.
// README.md beside this file describes the format.
//
//   node evidence.mjs BUNDLE [HASH...]
//
// BUNDLE is the zip, or the folder that it was unpacked to; each HASH is the fingerprint of the list as it is printed in a letter,
// or the fingerprint of the bundle as this check said it earlier. Ends with exit code 0 only when everything holds.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { inflateRawSync } from "node:zlib";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hash = content => sha256(content).toString("hex");

// The files of a zip by the directory at its end, or those of a folder, by path.
function unzip(zip) {
  const end = zip.lastIndexOf(Buffer.from("PK\x05\x06"));
  if (end < 0) throw new Error("not a zip, or cut off");
  const files = new Map();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 24)];
    const [name, extra, comment, start] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt16LE(at + 32), zip.readUInt32LE(at + 42)];
    const path = zip.toString("utf8", at + 46, at + 46 + name);
    const from = start + 30 + zip.readUInt16LE(start + 26) + zip.readUInt16LE(start + 28);
    const raw = zip.subarray(from, from + packed);
    const content = method === 8 ? inflateRawSync(raw, { maxOutputLength: Math.max(size, 1) }) : raw;
    if (content.length !== size || files.has(path)) throw new Error(`broken: ${path}`);
    files.set(path, content);
    at += 46 + name + extra + comment;
  }
  return files;
}
const folder = (root, at = root) => readdirSync(at, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? folder(root, join(at, entry.name))
  : [[relative(root, join(at, entry.name)).split(sep).join("/"), readFileSync(join(at, entry.name))]]);

// The list's tree, as in verify.mjs.
const hex = text => Buffer.from(/^([0-9a-f]{2})*$/.test(text ?? "") ? text : "", "hex");
const text = value => Buffer.from(`${Buffer.byteLength(value)}:${value}\n`);
const leafOf = (campaign, textHash, e) => sha256(Buffer.from([0]), hex(e.salt),
  ...["campaigns-entry-1", campaign, textHash, e.kind, e.name, e.country, "public", e.confirmedAt].map(text)).toString("hex");
function rootOf(leaves) {
  let row = leaves.map(hex);
  while (row.length > 1) row = row.flatMap((one, i) => i % 2 ? [] : i + 1 < row.length ? [sha256(Buffer.from([1]), one, row[i + 1])] : [one]);
  return (row[0] ?? sha256()).toString("hex");
}

// A table for spreadsheets: cells in quotes where needed, an apostrophe before what looks like a formula.
function table(csv) {
  const cells = [...csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)].map(([, quoted, plain, end]) => [quoted?.replaceAll('""', '"') ?? plain, end]);
  const lines = [[]];
  for (const [cell, end] of cells) {
    lines.at(-1).push(cell.replace(/^'(?=[=+\-@\t\r])/, ""));
    if (end !== ",") lines.push([]);
  }
  return lines.slice(0, -1);
}

let allHolds = true;
function check(wrong, words) {
  const holds = wrong === true || wrong?.length === 0;
  console.log(`${holds ? "yes" : "NO "}  ${words}${holds || !wrong ? "" : ": not so: " + wrong.slice(0, 10).join(", ")}`);
  allHolds &&= holds;
}

const [bundle, ...wanted] = process.argv.slice(2);
if (!bundle) throw new Error("node evidence.mjs BUNDLE [HASH...]");
const files = statSync(bundle).isDirectory() ? new Map(folder(bundle)) : unzip(readFileSync(bundle));
const read = path => files.get(path)?.toString("utf8") ?? "";
const json = path => JSON.parse(read(path) || "null");

const sums = new Map(read("SHA256SUMS").split("\n").filter(Boolean).map(line => [line.slice(66), line.slice(0, 64)]));
check([...sums].filter(([path, sum]) => files.has(path) && hash(files.get(path)) !== sum).map(([path]) => path), "every file has its fingerprint");
check([...sums.keys()].filter(path => !files.has(path)), "no file was removed");
check([...files.keys()].filter(path => path !== "SHA256SUMS" && !sums.has(path)), "no file was added");

const [facts, ledger, list] = [json("evidence.json"), json("ledger.json"), json("list.json")];
check(facts?.format === "campaigns-evidence-1" && Array.isArray(ledger), "it is the evidence of a campaign's letters");
if (!allHolds && !(facts && ledger)) process.exit(1);

if (facts.root) {
  check(list?.root === facts.root && list.campaign === facts.campaign && list.size === facts.size && list.entries.length === list.size
    && rootOf(list.entries.map(entry => entry.leaf)) === facts.root, `the list has the ${facts.size} entries of the list ${facts.root}`);
  check((list?.entries ?? []).flatMap((e, i) => e.name === undefined || leafOf(facts.campaign, facts.textHash, e) === e.leaf ? [] : [`${i + 1} (${e.name})`]),
    "every public line of it is as it was signed");
}

const columns = Object.keys(ledger[0] ?? {});
const lines = [columns, ...ledger.map(row => columns.map(column => `${row[column] ?? ""}`))];
check(ledger.length === 0 || JSON.stringify(table(read("ledger.csv"))) === JSON.stringify(lines), "both files of the ledger say the same");
const numbers = facts.to ?? Array.from({ length: facts.addressees }, (_, i) => i + 1);
check(numbers.filter(number => !ledger.some(row => row.addressee === number)), `each of the ${numbers.length} addressees stands in the ledger`);
const attempts = ledger.map(row => `${row.round}/${row.addressee}/${row.attempt}`);
check(attempts.filter((one, i) => attempts.indexOf(one) !== i), "no attempt stands in it twice");

const same = (row, path, sent, said) => sent === null ? said === null : said === (!!path && hash(files.get(path) ?? Buffer.alloc(0)) === sent);
check(ledger.filter(row => [row.text, row.html, row.pdf].some(path => path !== null && !files.has(path))).map(row => row.text), "each letter is there");
check(ledger.filter(row => !same(row, row.pdf, row.pdfHash, row.pdfAsSent) || !same(row, row.text, row.textHash, row.textAsSent)).map(row => row.text),
  "where the ledger says a letter is as it was sent, it is, and where it says it differs, it does");
check(ledger.filter(row => !read(row.text).includes(facts.textHash) || (facts.root && !read(row.text).includes(facts.root))).map(row => row.text),
  "each letter names the text and the list");
const differing = ledger.filter(row => row.pdfAsSent === false || row.textAsSent === false);
for (const row of differing) console.log(`     addressee ${row.addressee}, attempt ${row.attempt}: composed again, not the very letter that was sent`);

const fingerprint = hash(files.get("SHA256SUMS") ?? Buffer.alloc(0));
for (const one of wanted) check(one === facts.root || one === fingerprint, `that is the list, or the bundle: ${one}`);
console.log(`     fingerprint of this bundle: ${fingerprint}`);
process.exit(allHolds ? 0 : 1);
