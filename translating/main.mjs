// ./translate: exports a language's texts beside the English ones, and imports them again when every check holds.
import fs from 'node:fs';
import { readTable, writeTable } from './csv.mjs';
import { problems } from './checks.mjs';
import { rows, write } from './texts.mjs';

const help = `./translate export TAG        writes TAG.csv: every text that signatories read, in English and in the language, empty where it is not translated yet.
                              --semicolon for spreadsheets that expect semicolons
./translate check TAG FILE    says what is wrong with the file, line by line
./translate import TAG FILE   the same, and writes the language's two resource files when nothing is wrong

TAG is the language's code: uk, es, ar. How a language is added: docs/translating.md`;

const columns = tag => ['file', 'key', 'where it stands', 'for numbers such as', 'English', tag];

function fail(message) {
  console.error(message);
  process.exit(1);
}

function exported(tag, semicolon) {
  const file = `${tag}.csv`;
  if (fs.existsSync(file)) fail(`There is ${file} already. Please move it away first.`);
  const all = rows(tag);
  fs.writeFileSync(file, writeTable([columns(tag), ...all.map(row => [row.file, row.key, row.where, row.numbers, row.english, row.text])], semicolon ? ';' : ','));
  console.log(`${file}: ${all.length} texts, ${all.filter(row => !row.text).length} of them not translated yet.`);
}

function read(tag, file) {
  const [head, ...lines] = readTable(fs.readFileSync(file, 'utf8'));
  const places = columns(tag).map(name => head.cells.indexOf(name));
  const missing = columns(tag).filter((_, i) => places[i] < 0);
  if (missing.length > 0) fail(`These columns are missing: ${missing.join(', ')}`);
  return lines.map(({ line, cells }) => {
    const [from, key, , , english, text] = places.map(place => cells[place] ?? '');
    return { line, file: from, key, english, text };
  });
}

function checked(tag, file) {
  const given = read(tag, file);
  const found = problems(rows(tag), given);
  for (const { line, key, problem } of found) console.error(`${line ? `line ${line}, ` : ''}${key}: ${problem}`);
  if (found.length > 0) fail(`${found.length} to mend. Nothing was changed.`);
  return given;
}

const [act, tag, ...rest] = process.argv.slice(2);
const file = rest.find(one => !one.startsWith('--'));
if (!act || act === '--help' || act === '-h') console.log(help);
else if (!/^[a-z]{2,3}$/.test(tag ?? '') || tag === 'en') fail('Which language? Its code has two or three small letters, such as uk. English is what is translated from.');
else if (act === 'export') exported(tag, rest.includes('--semicolon'));
else if ((act === 'check' || act === 'import') && file) {
  const given = checked(tag, file);
  if (act === 'import') write(tag, given);
  console.log(act === 'import' ? `${given.length} texts are written.` : `${given.length} texts, nothing wrong.`);
} else fail(help);
