// One partition to one file, while the app may write to it.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Trouble } from '../arguments.mjs';
import { fileLines, linesOf } from './lines.mjs';
import { isConfirmed, valueOf } from './format.mjs';

const looks = 5;
const at = ({ table, partition }) => `table=${table}&partition=${partition}`;

export const markOf = async (doors, place) => (await doors.get(`/ops/backup/mark?${at(place)}`)).mark;

/** Rows as [line, row], page by page; a page that did not come whole is asked for again. */
export async function* rowsOf(doors, place) {
  for (let after = ''; after !== null;) {
    const lines = await page(doors, place, after);
    const last = JSON.parse(lines.pop());
    for (const line of lines) yield [line, JSON.parse(line)];
    after = last.end ? null : last.next;
  }
}

async function page(doors, place, after) {
  for (let attempt = 1; ; attempt++) {
    const lines = [];
    for await (const line of linesOf([await doors.bytes(`/ops/backup/rows?${at(place)}&after=${encodeURIComponent(after)}`)])) lines.push(line);
    if (/^\{"(next|end)":/.test(lines.at(-1) ?? '')) return lines;
    if (attempt === looks) throw new Trouble(3, `The rows of ${place.table} ${place.partition} do not come whole.`);
  }
}

/** Writes lines to a file and says what is in it: { rows, bytes, sha256, confirmed, header }. */
export async function write(path, lines) {
  const file = createWriteStream(path, { mode: 0o600 });
  const hash = createHash('sha256');
  const said = { rows: 0, bytes: 0, confirmed: 0 };
  for await (const [line, row] of lines) {
    const bytes = Buffer.concat([line, Buffer.from('\n')]);
    hash.update(bytes);
    if (!file.write(bytes)) await once(file, 'drain');
    said.rows++;
    said.bytes += bytes.length;
    if (isConfirmed(row)) said.confirmed++;
    if (row.row === 'header') said.header = row;
  }
  file.end();
  await finished(file);
  return { ...said, sha256: hash.digest('hex') };
}

export async function copyRows(doors, place, path) {
  const { header, confirmed, ...said } = await write(path, rowsOf(doors, place));
  return said;
}

/**
 * A shard of a book as it was at one moment: its header did not change while it was read, and counts what is there. In a crowd that does not pause
 * the last reading is taken, and the header's count made that of its rows: each row is whole in itself.
 */
export async function copyBook(doors, place, path) {
  for (let look = 1; ; look++) {
    const before = await markOf(doors, place);
    const { header, ...said } = await write(path, rowsOf(doors, place));
    const isOneMoment = before === await markOf(doors, place) && (valueOf(header, 'Counted') ?? said.confirmed) === said.confirmed;
    if (isOneMoment || header === undefined) return said;
    if (look === looks) return recount(path, said.confirmed);
    await pause(100 * 2 ** look);
  }
}

async function recount(path, confirmed) {
  const { header, ...said } = await write(`${path}.new`, counted(path, confirmed));
  await rename(`${path}.new`, path);
  return { ...said, recounted: true };
}

async function* counted(path, confirmed) {
  for await (const line of fileLines(path)) {
    const row = JSON.parse(line);
    if (row.row === 'header') row.values.Counted = ['Int32', confirmed];
    yield [row.row === 'header' ? Buffer.from(JSON.stringify(row)) : line, row];
  }
}
