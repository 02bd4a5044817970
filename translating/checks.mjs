// What must hold of a translation before it is taken over.

const gaps = text => [...new Set(text.match(/\{\d+\}/g))].sort().join(' ');
const count = (text, sign) => text.split(sign).length - 1;
const longest = english => Math.ceil(english.length * 2.2) + 25;

/** Forms that some languages say without a number: "two organisations" in one word. */
const isWord = key => /_(zero|one|two)$/.test(key);

const checks = [
  [(row, text) => text.trim() === '', () => 'is not translated'],
  [(row, text) => gaps(text) !== gaps(row.english) && !(isWord(row.key) && gaps(text) === ''), row => `has to hold exactly these gaps: ${gaps(row.english) || 'none'}`],
  [(row, text) => /[{}]/.test(text.replace(/\{\d+\}/g, '')), () => 'has a brace that belongs to no gap'],
  [(row, text) => ['<', '>', '&'].some(sign => count(text, sign) > count(row.english, sign)), () => 'has < or > or & where the English text has none: texts are plain, without HTML'],
  [(row, text) => count(text, '\n') !== count(row.english, '\n'), row => `has to have as many line breaks as the English text (${count(row.english, '\n')})`],
  [(row, text) => text.startsWith(' ') !== row.english.startsWith(' '), row => row.english.startsWith(' ') ? 'has to begin with a space' : 'begins with a space'],
  [(row, text) => text.trimEnd() !== text && !/\s$/.test(row.english), () => 'ends with a space'],
  [(row, text) => /[\u0000-\u0009\u000B-\u001F\u007F]/.test(text), () => 'has a control character'],
  [(row, text) => text.length > longest(row.english), row => `is too long: at most ${longest(row.english)} characters fit`],
];

/** @returns {{line?: number, key: string, problem: string}[]} */
export function problems(wanted, given) {
  const found = [];
  const rows = new Map(wanted.map(row => [`${row.file} ${row.key}`, row]));
  const seen = new Set();
  for (const { line, file, key, english, text } of given) {
    const row = rows.get(`${file} ${key}`);
    const say = problem => found.push({ line, key, problem });
    if (!row) say('is no text of the product, or a form that the language does not have');
    else if (seen.has(row)) say('is there twice');
    else if (english !== row.english) say('the English text has changed since the export; please export again');
    else for (const [isWrong, words] of checks) if (isWrong(row, text)) { say(words(row)); break; }
    seen.add(row);
  }
  return [...found, ...wanted.filter(row => !seen.has(row)).map(row => ({ key: row.key, problem: `is missing (${row.file})` }))];
}
