// SPDX-License-Identifier: AGPL-3.0-or-later
// Unpacks the browser of @sparticuz/chromium into node_modules/.browser and prints the folder, which then holds
// `chromium`, `fonts` and `al2023/lib` (shared libraries for machines without a desktop). Safe for two at once:
// each unpacks into a folder of its own, and the first to finish gives it the final name.
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const modules = join(dirname(fileURLToPath(import.meta.url)), 'node_modules');
const finished = join(modules, '.browser');

if (!existsSync(finished)) {
  const draft = mkdtempSync(join(modules, '.unpacking-'));
  process.env.TMPDIR = draft; // where the package unpacks to
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  await chromium.executablePath();
  await inflate(join(modules, '@sparticuz', 'chromium', 'bin', 'al2023.tar.br'));
  try {
    renameSync(draft, finished);
  } catch (failure) {
    if (!existsSync(finished)) throw failure;
    rmSync(draft, { recursive: true });
  }
}
console.log(finished);
