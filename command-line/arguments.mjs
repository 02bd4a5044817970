// Words and options of a command.

/** Ends the command: with this exit code, and this to read. */
export class Trouble extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

const values = {
  ops: ['url', 'reason', 'why', 'letters', 'mail', 'addressee', 'round', 'campaign', 'action', 'search', 'state', 'phase', 'network', 'after', 'kind', 'since'],
  backup: ['url', 'to', 'campaign'],
  restore: ['url', 'from', 'campaign', 'overwrite'],
  verify: [],
};
const switches = { ops: ['json', 'all', 'yes', 'verify', 'preview'], backup: ['json'], restore: ['json'], verify: ['json'] };

/** { words: [...], options: { url, json, ... } } */
export function readArguments(command, given) {
  const words = [], options = {};
  for (let at = 0; at < given.length; at++) {
    const [, name, joined] = /^--([^=]+)(?:=(.*))?$/s.exec(given[at]) ?? [];
    if (name === undefined) words.push(given[at]);
    else if (switches[command].includes(name)) options[name] = true;
    else if (!values[command].includes(name)) throw usage(command, `There is no option --${name} here.`);
    else if (joined === undefined && at + 1 >= given.length) throw usage(command, `--${name} needs a value.`);
    else options[name] = joined ?? given[++at];
  }
  return { words, options };
}

export const usage = (command, what) => new Trouble(2, `${what} See ./campaigns ${command} --help`);

export function needed(command, options, name) {
  if (!options[name]) throw usage(command, `--${name} is missing.`);
  return options[name];
}
