// ./campaigns restore: what is in a copy, back into an installation.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { needed, Trouble, usage } from '../arguments.mjs';
import { openDoors, Refused } from '../doors.mjs';
import { print } from '../table.mjs';
import { decidingRow, folderOf, listed, unitFile, valueOf } from './format.mjs';
import { fileLines } from './lines.mjs';
import { compare } from './compare.mjs';
import { readManifest, verifyUnit } from './verify.mjs';

const bytesAtOnce = 1_000_000;
const rowsAtOnce = 500;
const tries = 6;
const order = ['network', 'draft', 'campaign'];

export async function restore({ options }) {
  const folder = needed('restore', options, 'from');
  const { campaign, overwrite } = options;
  if (overwrite && overwrite !== campaign) throw usage('restore', '--overwrite spells the id that --campaign names.');
  const doors = openDoors(options, tries);
  const all = await readManifest(folder);
  const chosen = all.units.filter(unit => campaign ? unit.id === campaign && unit.kind !== 'network' : true);
  if (chosen.length === 0) throw new Trouble(1, campaign ? `${campaign} is not in this copy.` : 'Nothing is in this copy.');
  await verifyAll(folder, chosen);
  const done = [];
  for (const unit of chosen.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind)))
    done.push(await restoreUnit(doors, folder, await readUnit(folder, unit), all.id, overwrite, options));
  const refused = done.filter(one => one.outcome === 'refused').length;
  print(options, { copy: all.id, units: done }, () => `${done.length - refused} of ${done.length} are there.${done.some(one => one.outcome === 'restored' && one.kind === 'campaign')
    ? ' Campaigns with something left to do are held: see ./campaigns ops list, then ./campaigns ops release --help.' : ''}`);
  if (refused > 0) process.exitCode = 1;
}

/** Nothing is written before everything that will be was found whole. */
async function verifyAll(folder, chosen) {
  const wrong = [];
  for (const one of chosen) wrong.push(...(await verifyUnit(folder, one)).wrong);
  if (wrong.length > 0) throw new Trouble(1, `The copy is not whole; nothing was written.\n${wrong.join('\n')}`);
}

const readUnit = async (folder, unit) => JSON.parse(await readFile(join(folder, folderOf(unit), unitFile), 'utf8'));

async function restoreUnit(doors, folder, unit, copy, overwrite, options) {
  const said = (outcome, why) => {
    if (!options.json) console.log(`${unit.kind} ${unit.id}: ${why ?? outcome}`);
    return { kind: unit.kind, id: unit.id, outcome, why };
  };
  try {
    const outcome = await write(doors, join(folder, folderOf(unit)), unit, copy, overwrite);
    return said(outcome, outcome === 'present' ? 'there already, from this copy; left alone' : undefined);
  } catch (refused) {
    if (!(refused instanceof Refused) || refused.status !== 409) throw refused;
    return said('refused', refused.message);
  }
}

async function write(doors, folder, unit, copy, overwrite) {
  const named = { kind: unit.kind, id: unit.id, copy };
  const { deciding, wrapped } = await look(folder, unit);
  for (let state = 'clear'; state !== 'write';) {
    ({ state } = await doors.post('/ops/restore/begin', { ...named, wrapped, ...(overwrite && { overwrite }) }));
    if (state === 'present') return state;
  }
  for (const file of unit.files.filter(one => one.name !== listed.name)) {
    for await (const lines of chunks(join(folder, file.name)))
      await doors.postText(`/ops/restore/rows?kind=${unit.kind}&id=${unit.id}&copy=${copy}&table=${file.table}&partition=${file.partition}`, lines);
    await compare(doors, unit, file, join(folder, file.name));
  }
  await doors.post('/ops/restore/end', { ...named, copiedAt: unit.copiedAt, row: deciding });
  return 'restored';
}

/** The row that is written last, and the wrapped key, which the app tries before anything is written. */
async function look(folder, unit) {
  const found = { deciding: null, wrapped: '' };
  for await (const line of fileLines(join(folder, unit.files[0].name))) {
    const row = JSON.parse(line);
    if (row.row === decidingRow(unit)) found.deciding = line.toString();
    if (row.row === 'key') found.wrapped = valueOf(row, 'Wrapped');
  }
  if (decidingRow(unit) === null) for await (const line of fileLines(join(folder, listed.name))) found.deciding = line.toString();
  return found;
}

async function* chunks(path) {
  let lines = [], bytes = 0;
  for await (const line of fileLines(path)) {
    if (lines.length >= 2 * rowsAtOnce || (lines.length > 0 && bytes + line.length > bytesAtOnce)) {
      yield Buffer.concat(lines);
      [lines, bytes] = [[], 0];
    }
    lines.push(line, Buffer.from('\n'));
    bytes += line.length + 1;
  }
  if (lines.length > 0) yield Buffer.concat(lines);
}
