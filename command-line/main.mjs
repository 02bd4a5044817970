// What was asked for, and what comes out: 0 done, 1 refused or not whole, 2 not understood, 3 the app does not answer.
import { readArguments, Trouble } from './arguments.mjs';
import { help } from './help.mjs';
import { ops } from './ops.mjs';
import { backup } from './copy/backup.mjs';
import { restore } from './copy/restore.mjs';
import { verify } from './copy/verify.mjs';

const commands = { ops, backup, restore, verify };

async function run([name, ...rest]) {
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') return console.log(help());
  if (!(name in commands)) throw new Trouble(2, `There is no command "${name}".\n\n${help()}`);
  if (rest.includes('--help') || rest.includes('-h')) return console.log(help(name));
  await commands[name](readArguments(name, rest));
}

try {
  await run(process.argv.slice(2));
} catch (trouble) {
  if (!(trouble instanceof Trouble)) throw trouble;
  console.error(trouble.message);
  process.exitCode = trouble.code;
}
