// SPDX-License-Identifier: AGPL-3.0-or-later
// ./release --to FOLDER: the source as git has it, the list of components, and the SHA-256 of both.
// ./release --check FOLDER: whether the files are those that the hashes name. Everything is made of the commit alone, so that
// anyone with the same commit makes the same bytes.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentsOf } from './components.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sums = 'SHA256SUMS';
const help = `./release --to FOLDER      makes a release of what is committed here
./release --check FOLDER   are the files those that ${sums} names? Ends with 1 if not
It needs git and Node.js 20 or later.`;

const git = (...asked) => execFileSync('git', ['-C', root, ...asked], { maxBuffer: 1 << 30 });
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex');

function make(folder) {
  if (git('status', '--porcelain').length > 0) return fail('There are changes that are not committed: a release is of a commit.');
  const read = path => git('show', `HEAD:${path}`).toString('utf8');
  const version = /<VersionPrefix>(.+)<\/VersionPrefix>/.exec(read('Directory.Build.props'))[1];
  const [commit, moment] = git('log', '-1', '--format=%H %cI').toString('utf8').trim().split(' ');
  if (!read('CHANGELOG.md').includes(`\n## ${version}`)) return fail(`CHANGELOG.md has no part on ${version}.`);
  const name = `campaigns-${version}`;
  // Not compressed: compressors differ, and the same commit has to give the same bytes.
  const source = git('archive', '--format=tar', `--prefix=${name}/`, 'HEAD');
  const files = {
    [`${name}.tar`]: source,
    [`${name}-components.json`]: Buffer.from(JSON.stringify(componentsOf(read, { version, commit, moment }), null, 2) + '\n'),
  };
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) return fail(`${folder} is not empty.`);
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, file), bytes);
  const lines = Object.entries(files).map(([file, bytes]) => `${sha256(bytes)}  ${file}\n`).join('');
  writeFileSync(join(folder, sums), lines);
  console.log(`${name}, commit ${commit}\n${lines}SHA-256 of ${sums}: ${sha256(lines)}`);
  return 0;
}

function check(folder) {
  const listed = readFileSync(join(folder, sums), 'utf8').trim().split('\n').map(line => line.split('  '));
  const wrong = listed.filter(([hash, file]) => hash !== hashOf(join(folder, file))).map(([, file]) => file);
  const strange = readdirSync(folder).filter(file => file !== sums && !listed.some(([, known]) => known === file));
  for (const file of wrong) console.log(`${file}: not the file that was released`);
  for (const file of strange) console.log(`${file}: not part of the release`);
  if (wrong.length + strange.length > 0) return 1;
  console.log(`${listed.length} files are those that ${sums} names. Its own SHA-256: ${hashOf(join(folder, sums))}`);
  return 0;
}

function hashOf(path) {
  try {
    return sha256(readFileSync(path));
  } catch {
    return 'missing';
  }
}

function fail(why) {
  console.error(why);
  return 1;
}

const [what, folder, ...more] = process.argv.slice(2);
if (what === '--help' || !folder || more.length > 0 || !['--to', '--check'].includes(what)) {
  console.log(help);
  process.exitCode = what === '--help' ? 0 : 2;
} else {
  process.exitCode = what === '--to' ? make(folder) : check(folder);
}
