// Text in columns, for people; programs take --json.

export function table(head, rows) {
  const all = [head, ...rows.map(row => row.map(cell => String(cell ?? '')))];
  const widths = head.map((_, column) => Math.max(...all.map(row => [...row[column]].length)));
  return all.map(row => row.map((cell, column) => cell + ' '.repeat(widths[column] - [...cell].length)).join('  ').trimEnd()).join('\n');
}

/** 2026-11-30 12:00:00Z */
export const instant = at => at ? new Date(at).toISOString().replace('T', ' ').replace(/\.\d+/, '') : '';

export const print = (options, json, text) => console.log(options.json ? JSON.stringify(json, null, 2) : text());
