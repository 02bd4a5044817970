// Names in a copy, and what its rows mean. docs/backup.md describes the format.
import { createHash } from 'node:crypto';

export const format = 'campaigns-copy-1';
export const manifest = 'manifest.json';
export const seal = 'manifest.sha256';
export const unfinished = 'unfinished';
export const unitFile = 'unit.json';

export const folderOf = unit => `${unit.kind}s/${unit.id}`;

/** Where a unit's own rows are. */
export const home = unit => ({ table: unit.kind === 'network' ? 'Networks' : 'Campaigns', partition: unit.id });

/** The files of a unit: each is one partition. */
export const places = unit => [
  { ...home(unit), name: `${unit.kind}.ndjson` },
  ...Array.from({ length: unit.kind === 'campaign' ? unit.shards : 0 }, (_, shard) => {
    const number = String(shard).padStart(3, '0');
    return { table: 'Signatures', partition: `${unit.id}-${number}`, name: `book-${number}.ndjson` };
  }),
];

/** The row that makes a unit exist, in its first file; of a network it is in the list of networks, and has a file of its own. */
export const decidingRow = unit => ({ campaign: 'campaign', draft: 'draft' })[unit.kind] ?? (unit.id === 'unassigned' ? 'key' : null);
export const listed = { table: 'Networks', partition: 'index', name: 'index.ndjson' };

export const valueOf = (row, name) => row?.values[name]?.[1];

/** What counts: a signature that its own address has confirmed. */
export const isConfirmed = row => row.row.startsWith('signature|') && valueOf(row, 'State') === 'Confirmed';

export const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

const node = (left, right) => createHash('sha256').update(Buffer.from([1])).update(left).update(right).digest();

/** RFC 6962 over hashes (of leaves, or of whole pages of 1,024); docs/verify/README.md. */
export function merkleRoot(hashes) {
  if (hashes.length === 0) return createHash('sha256').digest();
  while (hashes.length > 1) hashes = hashes.flatMap((hash, at) => at % 2 ? [] : [at + 1 < hashes.length ? node(hash, hashes[at + 1]) : hash]);
  return hashes[0];
}
