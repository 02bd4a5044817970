// Checks the receipt of somebody who signed, the published list of signatories, or both. Needs Node.js 18 or later, no
// network and nothing else. README.md beside this file describes the format.
//
//   node verify.mjs FILE... [ROOT]
//
// FILE is a receipt (.json or the printed .txt) or a list (list.json), in any order; ROOT is the fingerprint of the list
// as it is printed in a letter. Ends with exit code 0 only when everything holds.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const sha256 = (...parts) => createHash("sha256").update(Buffer.concat(parts)).digest();
const hex = text => {
  if (!/^([0-9a-f]{2})+$/.test(text)) throw new Error(`not a hash: ${text}`);
  return Buffer.from(text, "hex");
};
const text = value => Buffer.from(`${Buffer.byteLength(value)}:${value}\n`);
const node = (left, right) => sha256(Buffer.from([1]), left, right);

// A line of the list: a zero byte, 16 bytes of salt, then each text with its length before it.
const leafOf = (campaign, salt, e) => hex(salt).length === 16 && sha256(Buffer.from([0]), hex(salt),
  ...["campaigns-entry-1", campaign, e.textHash, e.kind, e.name, e.country, e.publication, e.confirmedAt].map(text)).toString("hex");

// Neighbours are hashed together, level by level; who has no neighbour goes up as it is.
const above = row => row.flatMap((hash, i) => i % 2 ? [] : i + 1 < row.length ? [node(hash, row[i + 1])] : [hash]);
function rootOf(leaves) {
  let row = leaves.map(hex);
  while (row.length > 1) row = above(row);
  return (row[0] ?? sha256()).toString("hex");
}

// From one leaf to the root with the neighbours that the receipt names.
function climb({ leaf, index, size, path }) {
  let [hash, rest] = [hex(leaf), path.map(hex)];
  if (!(index >= 0 && index < size)) return null;
  for (; size > 1; size = Math.ceil(size / 2), index = Math.floor(index / 2)) {
    if (index % 2 === 0 && index + 1 === size) continue;
    if (rest.length === 0) return null;
    hash = index % 2 ? node(rest.shift(), hash) : node(hash, rest.shift());
  }
  return rest.length ? null : hash.toString("hex");
}

let allHolds = true;
function check(holds, words) {
  console.log(`${holds ? "yes" : "NO "}  ${words}`);
  allHolds &&= holds;
}

const isRoot = argument => /^[0-9a-f]{64}$/.test(argument);
const files = process.argv.slice(2).filter(argument => !isRoot(argument)).map(file => {
  const content = readFileSync(file, "utf8");
  return JSON.parse(content.slice(content.indexOf("{"), content.lastIndexOf("}") + 1));
});
const receipts = files.filter(file => file.format === "campaigns-receipt-1");
const lists = files.filter(file => file.format === "campaigns-list-1");
check(files.length > 0 && receipts.length + lists.length === files.length, "every file is a receipt or a list");

for (const { campaign, entry, proof } of receipts) {
  check(!!proof, `${entry.name}: the receipt holds a proof (it does once the list is closed)`);
  if (!proof) continue;
  const whole = leafOf(campaign, proof.salt, entry) === proof.leaf;
  check(whole, `${entry.name}: the receipt is whole, nothing in it was changed`);
  if (!whole) continue;
  check(climb(proof) === proof.root, `${entry.name}: its entry, number ${proof.index + 1} of ${proof.size}, is in the list ${proof.root}`);
  for (const list of lists) check(list.campaign === campaign && list.root === proof.root
    && list.entries[proof.index]?.leaf === proof.leaf, `${entry.name}: its entry is in the published list`);
}
for (const { campaign, textHash, root, size, entries } of lists) {
  const changed = entries.flatMap((e, i) => e.name === undefined || (e.salt
    && leafOf(campaign, e.salt, { ...e, textHash, publication: "public" }) === e.leaf) ? [] : [`${i + 1} (${e.name})`]);
  check(changed.length === 0, `every public line is as it was signed${changed.length ? "; not these: " + changed.join(", ") : ""}`);
  check(entries.length === size && rootOf(entries.map(e => e.leaf)) === root, `the published list has the ${size} entries of the list ${root}`);
}
for (const wanted of process.argv.slice(2).filter(isRoot))
  check([...receipts.map(r => r.proof?.root), ...lists.map(l => l.root)].every(root => root === wanted), `that is the list of the letter: ${wanted}`);
process.exit(allHolds ? 0 : 1);
