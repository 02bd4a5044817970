// What was written, read back and held against the file, row by row.
import { Trouble } from '../arguments.mjs';
import { decidingRow } from './format.mjs';
import { fileLines } from './lines.mjs';
import { rowsOf } from './partition.mjs';

/** What a campaign that was overwritten keeps, whatever the copy says: see docs/backup.md. */
const isKept = name => name === 'key' || ['letter|', 'attempt|', 'journal|'].some(prefix => name.startsWith(prefix));
const isMessage = name => name.startsWith('outbox|') || name.startsWith('held|');
const text = row => JSON.stringify(row.values, Object.keys(row.values).sort());

/** @throws Trouble at the first row that is not as in the file. */
export async function compare(doors, unit, file, path) {
  const wrong = what => new Trouble(1, `${unit.kind} ${unit.id}, ${file.name}: ${what}. The restore is not finished; give it again.`);
  const messages = new Map();
  const written = rowsOf(doors, file);
  let there = await next(written, file, messages);
  for await (const line of fileLines(path)) {
    const row = JSON.parse(line);
    if (row.row === decidingRow(unit)) continue;
    if (isMessage(row.row)) {
      if (unit.kind === 'campaign') expect(messages, row);
      continue;
    }
    while (there && there.row < row.row && isKept(there.row)) there = await next(written, file, messages);
    if (there?.row !== row.row) throw wrong(there && there.row < row.row ? `there is a row too many, ${there.row}` : `the row ${row.row} is missing`);
    if (!isKept(row.row) && text(there) !== text(row)) throw wrong(`the row ${row.row} is not as in the copy`);
    there = await next(written, file, messages);
  }
  while (there && isKept(there.row)) there = await next(written, file, messages);
  if (there) throw wrong(`there is a row too many, ${there.row}`);
  const odd = [...messages.values()].find(count => count !== 0);
  if (odd !== undefined) throw wrong('the messages that waited are not those of the copy');
}

/** A message comes back under another name, so in another place: each is counted once up, and once down. */
const expect = (messages, row) => count(messages, row.row.startsWith('held|') ? row : { ...row, row: `held|${row.row}` }, 1);

function count(messages, row, by) {
  const name = `${row.row} ${text(row)}`;
  messages.set(name, (messages.get(name) ?? 0) + by);
  if (messages.get(name) === 0) messages.delete(name);
}

async function next(written, file, messages) {
  for (;;) {
    const { done, value } = await written.next();
    if (done) return null;
    if (!isMessage(value[1].row)) return value[1];
    count(messages, value[1], -1);
  }
}
