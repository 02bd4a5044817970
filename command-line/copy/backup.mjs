// ./campaigns backup: everything that is stored of one campaign, or of all, to files.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { needed, Trouble } from '../arguments.mjs';
import { openDoors } from '../doors.mjs';
import { print } from '../table.mjs';
import { decidingRow, folderOf, format, home, listed, manifest, places, seal, sha256, unfinished, unitFile, valueOf } from './format.mjs';
import { copyBook, copyRows, markOf, rowsOf, write } from './partition.mjs';
import { fileLines } from './lines.mjs';
import { copyTrail } from './trail.mjs';

const looks = 7;
const tries = 6;

export async function backup({ options }) {
  const folder = needed('backup', options, 'to');
  const doors = openDoors(options, tries);
  const first = await doors.get(options.campaign ? `/ops/backup/units?id=${encodeURIComponent(options.campaign)}` : '/ops/backup/units');
  if (options.campaign && first.units.length === 0) throw new Trouble(1, `There is no campaign or draft ${options.campaign}.`);
  await begin(folder);
  const all = { format, id: randomUUID(), startedAt: first.at, only: options.campaign, units: [], failed: [] };
  const seen = new Set();
  for (let page = first; ; page = await doors.get(`/ops/backup/units?from=${encodeURIComponent(page.next)}`)) {
    for (const unit of page.units) {
      if (seen.has(`${unit.kind} ${unit.id}`)) continue;
      seen.add(`${unit.kind} ${unit.id}`);
      await copyUnit(doors, folder, { ...unit, copiedAt: page.at }, all, options);
    }
    if (!page.next) break;
  }
  if (!options.campaign) all.audit = await copyTrail(doors, folder); // last: the copying is in it, too
  all.finishedAt = new Date().toISOString();
  const hash = await end(folder, all);
  print(options, { ...all, sha256: hash }, () => `${all.units.length} copied${all.failed.length ? `, ${all.failed.length} not` : ''}. SHA-256 of ${manifest}: ${hash}
The master key is not in the copy. Without it nobody can restore it: keep it, and keep it elsewhere.`);
  if (all.failed.length > 0) process.exitCode = 1;
}

/** A folder of one's own; one that was broken off is begun anew. */
async function begin(folder) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const there = await readdir(folder);
  if (there.length > 0 && !there.includes(unfinished)) throw new Trouble(2, `${folder} is not empty.`);
  await writeFile(join(folder, unfinished), 'This copy was not finished.\n', { mode: 0o600 });
  for (const name of there.filter(one => one !== unfinished)) await rm(join(folder, name), { recursive: true });
}

async function end(folder, all) {
  const text = JSON.stringify(all, null, 1) + '\n';
  await writeFile(join(folder, `${manifest}.new`), text, { mode: 0o600 });
  await writeFile(join(folder, seal), `${sha256(text)}  ${manifest}\n`, { mode: 0o600 });
  await rename(join(folder, `${manifest}.new`), join(folder, manifest));
  await rm(join(folder, unfinished));
  return sha256(text);
}

async function copyUnit(doors, folder, unit, all, options) {
  const place = join(folder, folderOf(unit));
  await mkdir(place, { recursive: true, mode: 0o700 });
  const said = await copyWhole(doors, place, unit);
  if (said === null) {
    await rm(place, { recursive: true });
    all.failed.push({ kind: unit.kind, id: unit.id });
    console.error(`${unit.kind} ${unit.id}: changes all the time (letters leave, or it was removed). Not copied; try again in a minute.`);
    return;
  }
  const text = JSON.stringify({ ...unit, ...said }, null, 1) + '\n';
  await writeFile(join(place, unitFile), text, { mode: 0o600 });
  all.units.push({ kind: unit.kind, id: unit.id, sha256: sha256(text) });
  if (unit.kind === 'campaign') await doors.post(`/ops/backup/done?id=${unit.id}`, {});
  if (!options.json) console.log(`${unit.kind} ${unit.id}: ${sum(said.files, 'rows')} rows${unit.kind === 'campaign' ? `, ${sum(said.files, 'confirmed')} confirmed signatures` : ''}`);
}

/** The unit as a whole at one moment: nothing that belongs together changed while it was read. Null when that did not succeed. */
async function copyWhole(doors, folder, unit) {
  for (let look = 1; look <= looks; look++) {
    const before = await markOf(doors, home(unit));
    const files = [];
    for (const place of places(unit)) {
      const copy = place.table === 'Signatures' ? copyBook : copyRows;
      files.push({ ...place, ...await copy(doors, place, join(folder, place.name)) });
    }
    if (decidingRow(unit) === null) files.push({ ...listed, ...await copyListed(doors, unit, join(folder, listed.name)) });
    if (before === await markOf(doors, home(unit)) && await isThere(unit, folder, files)) return { ...await stateOf(unit, folder), files };
    await pause(250 * 2 ** look);
  }
  return null;
}

async function copyListed(doors, unit, path) {
  const { header, confirmed, ...said } = await write(path, (async function* () {
    for await (const found of rowsOf(doors, listed)) if (found[1].row === unit.id) yield found;
  })());
  return said;
}

/** It may have been removed a moment ago. */
async function isThere(unit, folder, files) {
  if (decidingRow(unit) === null) return files.at(-1).rows === 1;
  for await (const line of fileLines(join(folder, files[0].name))) if (JSON.parse(line).row === decidingRow(unit)) return true;
  return false;
}

/** For whoever reads the copy: where the campaign stood, and what its frozen list is proven by. */
async function stateOf(unit, folder) {
  if (unit.kind !== 'campaign') return {};
  for await (const line of fileLines(join(folder, places(unit)[0].name))) {
    const row = JSON.parse(line);
    if (row.row !== 'campaign') continue;
    const state = JSON.parse(valueOf(row, 'State'));
    return { title: state.Title, phase: state.Phase, list: state.List ? { root: state.List.Root, size: state.List.Size } : null };
  }
  return {};
}

const sum = (files, name) => files.reduce((all, file) => all + (file[name] ?? 0), 0);
