// Tables for spreadsheets, RFC 4180, in UTF-8 with the mark that makes spreadsheets read them as that.

const MARK = '\uFEFF';

export const writeTable = (table, separator) =>
  MARK + table.map(cells => cells.map(cell => quoted(cell, separator)).join(separator) + '\r\n').join('');

const quoted = (cell, separator) =>
  cell.includes(separator) || /["\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Rows with the line of the file on which each begins. Whether commas, semicolons or tabs part the cells is seen from the first line. */
export function readTable(text) {
  text = text.replace(MARK, '');
  const separator = [',', ';', '\t'].map(one => [one, text.split('\n')[0].split(one).length]).sort((a, b) => b[1] - a[1])[0][0];
  const table = [];
  let [cells, cell, inQuotes, line, begun] = [[], '', false, 1, 1];
  const endCell = () => { cells.push(cell); cell = ''; };
  const endRow = () => {
    endCell();
    if (cells.some(one => one !== '')) table.push({ line: begun, cells });
    [cells, begun] = [[], line + 1];
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inQuotes) {
      if (c === '"' && text[i + 1] === '"') { cell += c; i++; }
      else if (c === '"') inQuotes = false;
      else if (c !== '\r') cell += c;
    } else if (c === '"' && cell === '') inQuotes = true;
    else if (c === separator) endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
    if (c === '\n') line++;
  }
  if (cell || cells.length > 0) endRow();
  return table;
}
