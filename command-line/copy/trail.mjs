// The audit trail in a copy: a file as `ops audit` downloads it, to be read and verified for itself. It is never written back.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chain } from '../audit.mjs';
import { sha256 } from './format.mjs';

export const trailFile = 'audit.jsonl';

/** Copies it as it is, whole or not. Gives what the manifest says of it. */
export async function copyTrail(doors, folder) {
  const text = (await doors.bytes('/ops/audit.jsonl')).toString();
  await writeFile(join(folder, trailFile), text, { mode: 0o600 });
  return said(text);
}

/** What is wrong with the file: it is not the one that was copied. Where the chain was broken then already, it still is. */
export async function verifyTrail(folder, audit) {
  if (!audit) return []; // of one campaign only, or made before copies had it
  let text;
  try {
    text = await readFile(join(folder, trailFile), 'utf8');
  } catch {
    return [`${trailFile}: missing`];
  }
  if (sha256(text) !== audit.sha256) return [`${trailFile}: changed`];
  return JSON.stringify(said(text)) === JSON.stringify(audit) ? [] : [`${trailFile}: not as the manifest says`];
}

function said(text) {
  const stored = text.split('\n').filter(Boolean).map(line => JSON.parse(line));
  const { rows, brokenAt } = chain(stored);
  return { sha256: sha256(text), rows, brokenAt, newest: stored.length > 0 ? { number: stored[0].number, hash: stored[0].hash } : null };
}
