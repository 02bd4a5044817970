// ./campaigns verify: is a copy whole? Reads only the folder.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Trouble, usage } from '../arguments.mjs';
import { print } from '../table.mjs';
import { fileLines } from './lines.mjs';
import { verifyTrail } from './trail.mjs';
import { decidingRow, folderOf, format, isConfirmed, listed, manifest, merkleRoot, places, seal, sha256, unitFile, valueOf } from './format.mjs';

export async function verify({ words: [folder, ...more], options }) {
  if (!folder || more.length > 0) throw usage('verify', 'Which folder?');
  const all = await readManifest(folder);
  const wrong = await verifyTrail(folder, all.audit);
  let rows = 0, confirmed = 0;
  for (const listedUnit of all.units) {
    const found = await verifyUnit(folder, listedUnit);
    wrong.push(...found.wrong);
    rows += found.rows;
    confirmed += found.confirmed;
  }
  print(options, { id: all.id, units: all.units.length, failed: all.failed, rows, confirmed, wrong }, () => wrong.length > 0
    ? wrong.join('\n')
    : `Whole: ${all.units.length} copied, ${rows} rows, ${confirmed} confirmed signatures.${all.failed.length ? ` ${all.failed.length} were not copied at the time.` : ''}`);
  if (wrong.length > 0) process.exitCode = 1;
}

/** @throws Trouble when it is missing, is not what was written, or is no copy. */
export async function readManifest(folder) {
  const text = await read(join(folder, manifest));
  const sealed = await read(join(folder, seal));
  if (text === null) throw new Trouble(1, `${folder} holds no copy, or one that was not finished: ${manifest} is missing.`);
  if (sealed?.trim() !== `${sha256(text)}  ${manifest}`) throw new Trouble(1, `${manifest} is not what ${seal} says.`);
  const all = JSON.parse(text);
  if (all.format !== format) throw new Trouble(1, `${folder} is a copy in the format ${all.format}; this version reads ${format}.`);
  return all;
}

/** { wrong: [...], rows, confirmed } */
export async function verifyUnit(folder, { kind, id, sha256: expected }) {
  const place = folderOf({ kind, id });
  const text = await read(join(folder, place, unitFile));
  if (text === null || sha256(text) !== expected) return { wrong: [`${place}/${unitFile}: ${text === null ? 'missing' : 'changed'}`], rows: 0, confirmed: 0 };
  const unit = JSON.parse(text);
  const names = [...places(unit), ...(decidingRow(unit) === null ? [listed] : [])].map(one => one.name);
  const wrong = names.filter(name => !unit.files.some(file => file.name === name)).map(name => `${place}/${name}: missing`);
  const found = new Found(unit);
  for (const file of unit.files) wrong.push(...(await verifyFile(join(folder, place, file.name), file, found)).map(what => `${place}/${file.name}: ${what}`));
  if (wrong.length === 0) wrong.push(...found.differences().map(what => `${place}: ${what}`));
  return { wrong, rows: found.rows, confirmed: found.confirmed };
}

async function verifyFile(path, file, found) {
  const hash = createHash('sha256');
  let bytes = 0, rows = 0, confirmed = 0, last = '', header = null;
  try {
    for await (const line of fileLines(path)) {
      hash.update(line).update('\n');
      bytes += line.length + 1;
      rows++;
      const row = JSON.parse(line);
      if (!(row.row > last)) return [`row ${rows} is out of order`];
      last = row.row;
      if (isConfirmed(row)) confirmed++;
      if (row.row === 'header') header = row;
      found.see(row);
    }
  } catch (trouble) {
    return [trouble.code === 'ENOENT' ? 'missing' : trouble instanceof SyntaxError ? `row ${rows} is cut off or changed` : String(trouble.message)];
  }
  if (rows !== file.rows) return [`${rows} rows, not ${file.rows}: it was cut off`];
  if (bytes !== file.bytes || hash.digest('hex') !== file.sha256) return ['changed'];
  found.confirmed += confirmed;
  return header && (valueOf(header, 'Counted') ?? confirmed) !== confirmed ? [`${confirmed} confirmed rows, its header counts ${valueOf(header, 'Counted')}`] : [];
}

/** What all files of a unit say together. */
class Found {
  constructor(unit) {
    Object.assign(this, { unit, rows: 0, confirmed: 0, hasDeciding: decidingRow(unit) === null, hasKey: false, pages: [], leaves: 0 });
  }

  see(row) {
    this.rows++;
    if (row.row === decidingRow(this.unit)) this.hasDeciding = true;
    if (row.row === 'key') this.hasKey = true;
    if (!row.row.startsWith('leaves|')) return;
    const bytes = Buffer.from(valueOf(row, 'Leaves'), 'base64');
    this.leaves += bytes.length / 32;
    this.pages.push(merkleRoot(Array.from({ length: bytes.length / 32 }, (_, at) => bytes.subarray(32 * at, 32 * at + 32))));
  }

  differences() {
    const { list, phase } = this.unit;
    return [
      ...(this.hasDeciding ? [] : ['the row that makes it exist is missing']),
      ...(this.hasKey || phase === 'Archived' ? [] : ['its key is missing']),
      ...(list && (this.leaves !== list.size || merkleRoot(this.pages).toString('hex') !== list.root) ? ['the leaves are not those of the list\'s root'] : []),
    ];
  }
}

async function read(path) {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return null;
  }
}
