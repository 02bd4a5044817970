// ./campaigns ops audit: the audit trail, and whether its chain is whole. The hashes are computed here, from the rows as they are stored.
import { createHash } from 'node:crypto';
import { Trouble } from './arguments.mjs';
import { instant, print, table } from './table.mjs';

const order = ['format', 'number', 'previous', 'at', 'act', 'part', 'role', 'person', 'sealedPerson', 'action', 'subject', 'network', 'facts', 'sealedReason'];

export async function audit(doors, options) {
  const query = new URLSearchParams({ ...(options.campaign && { subject: options.campaign }), ...(options.action && { act: options.action }), ...(options.verify && { verify: 'yes' }) });
  const page = await doors.get(`/ops/audit?${query}`);
  const { verified } = page;
  const here = verified ? chain((await doors.bytes('/ops/audit.jsonl')).toString().split('\n').filter(Boolean).map(line => JSON.parse(line))) : undefined;
  print(options, options.verify ? { ...page, computedHere: here } : page, () => (verified ? said(verified, here) : rows(page)));
  if (verified && !(verified.whole && here.whole)) throw new Trouble(1, 'The chain is not whole.');
}

const rows = page => table(['row', 'when', 'who', 'what', '', 'of', 'why'], page.rows.map(row =>
  [row.number, instant(row.at), row.who ?? row.role, row.action, row.part, row.subject, row.why]));

function said(verified, here) {
  return [
    verified.whole ? `Whole, says the app: ${verified.rows} rows.` : `Broken at row ${verified.brokenAt}, says the app: ${verified.what}.`,
    here.whole ? `Whole, as computed here: ${here.rows} rows.` : `Broken at row ${here.brokenAt}, as computed here.`,
    `Newest row ${verified.number}: ${verified.hash}`,
    ...verified.unfinished.map(row => `Begun and never ended: row ${row.number}, ${instant(row.at)}, ${row.action} ${row.subject}`),
  ].join('\n');
}

/** The first row that does not follow the one before it, or is not as its hash says. */
export function chain(stored) {
  let previous = '0'.repeat(64), number = 0;
  for (const row of stored.toReversed()) {
    number += 1;
    const text = order.map(name => `${name}: ${row[name]}\n`).join('');
    const hash = createHash('sha256').update(text).digest('hex');
    if (row.number !== number || row.previous !== previous || row.hash !== hash) return { whole: false, brokenAt: number, rows: stored.length };
    previous = hash;
  }
  return { whole: true, brokenAt: null, rows: stored.length };
}
