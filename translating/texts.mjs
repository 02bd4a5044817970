// The texts that signatories read, in the resource files of the product.
import fs from 'node:fs';
import path from 'node:path';

const root = process.env.CAMPAIGNS_TEXTS ?? path.join(import.meta.dirname, '..');
const files = { pages: 'functions/Pages/Texts/Pages', mails: 'workflows/Texts/Texts' };

const FORMS = ['zero', 'one', 'two', 'few', 'many', 'other'];
const plural = /^(.*)_(one|other)$/;

/** Alarms and rehearsals: staff read them, in fewer languages. They stay as they are. */
const isForStaff = key => key.startsWith('Alarm') || key.startsWith('Mail_Alarm') || key.startsWith('Rehearsal_');

const plain = xml => xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Comments and texts of a file, in their order. */
function entries(file) {
  if (!fs.existsSync(file)) return [];
  const found = fs.readFileSync(file, 'utf8').matchAll(/<!--\s*([\s\S]*?)\s*-->|<data name="([^"]+)"[^>]*>\s*<value>([\s\S]*?)<\/value>\s*(?:<comment>([\s\S]*?)<\/comment>\s*)?<\/data>/g);
  return [...found].map(([, section, key, text, comment]) => section ? { section } : { key, text: plain(text), comment: comment && plain(comment) });
}

const keyed = all => new Map(all.filter(one => one.key).map(one => [one.key, one]));

/** The forms of a counted thing in a language, each with a few numbers that take it. */
function forms(tag) {
  const rule = new Intl.PluralRules(tag);
  const numbers = [...Array(201).keys(), 1_000_000];
  return FORMS.filter(form => rule.resolvedOptions().pluralCategories.includes(form))
    .map(form => [form, numbers.filter(n => rule.select(n) === form).slice(0, 5).join(', ') || 'fractions only']);
}

/** One for each text: of a counted thing as many as the language has forms. In the order of the English file. */
export function rows(tag) {
  const all = [];
  for (const [file, place] of Object.entries(files)) {
    const english = entries(path.join(root, `${place}.resx`));
    const [originals, own] = [keyed(english), keyed(entries(path.join(root, `${place}.${tag}.resx`)))];
    let section = '';
    for (const entry of english) {
      if (entry.section) { section = entry.section; continue; }
      if (isForStaff(entry.key)) continue;
      const row = (key, from, numbers = '') =>
        all.push({ file, key, numbers, where: [section, entry.comment].filter(Boolean).join(': '), english: (originals.get(key) ?? from).text, text: own.get(key)?.text ?? '' });
      const [, stem, form] = plural.exec(entry.key) ?? [];
      if (!stem) row(entry.key, entry);
      else if (form === 'one') for (const [one, numbers] of forms(tag)) row(`${stem}_${one}`, originals.get(`${stem}_other`), numbers);
    }
  }
  return all;
}

const line = (key, text) => `  <data name="${key}" xml:space="preserve"><value>${escaped(text)}</value></data>\n`;

/** Writes a language's files, in the order and under the headings of the English ones. */
export function write(tag, given) {
  const texts = new Map(given.map(one => [`${one.file} ${one.key}`, one.text]));
  const wanted = rows(tag);
  for (const [file, place] of Object.entries(files)) {
    const english = fs.readFileSync(path.join(root, `${place}.resx`), 'utf8');
    let [content, section] = [english.slice(0, english.lastIndexOf('</resheader>') + '</resheader>'.length) + '\n', ''];
    for (const row of wanted.filter(one => one.file === file)) {
      const heading = row.where.split(': ')[0];
      if (heading !== section && heading) content += `\n  <!-- ${heading} -->\n`;
      section = heading;
      content += line(row.key, texts.get(`${file} ${row.key}`));
    }
    const own = path.join(root, `${place}.${tag}.resx`);
    const kept = entries(own).filter(one => one.key && isForStaff(one.key));
    if (kept.length > 0) content += '\n  <!-- For staff -->\n';
    for (const one of kept) content += line(one.key, one.text);
    fs.writeFileSync(own, content + '</root>\n');
  }
}
