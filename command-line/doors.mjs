// The app's doors: where they are, the key, and what to do when they do not open.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { Trouble } from './arguments.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const longest = 240_000; // Azure ends a request after 230 s

/** A door said no: its status, and its words as the message. */
export class Refused extends Trouble {
  constructor(status, words) {
    super(1, words);
    this.status = status;
  }
}

function runFile() {
  try {
    return JSON.parse(readFileSync(join(resolve(root, process.env.CAMPAIGNS_DATA || '.data'), 'run.json'), 'utf8'));
  } catch {
    return null;
  }
}

/** @param tries How often a request is made that may be made again; whoever looks at a screen wants to know at once. */
export function openDoors(options, tries = 1) {
  const run = runFile();
  const url = options.url || process.env.CAMPAIGNS_URL || run?.app.url;
  if (!url) throw new Trouble(2, 'Where is the app? Give --url, or start ./run.');
  if (!/^https?:\/\//.test(url)) throw new Trouble(2, `${url} is no address: it begins with http:// or https://`);
  // The key of this machine's run.json goes to no other address.
  const key = process.env.CAMPAIGNS_KEY || (run && new URL(url).origin === new URL(run.app.url).origin ? run.key : undefined);
  if (!key) throw new Trouble(2, `The key for ${url} is missing: put it into CAMPAIGNS_KEY.`);
  return new Doors(url.replace(/\/+$/, ''), key, tries);
}

class Doors {
  constructor(url, key, tries) {
    Object.assign(this, { url, key, tries });
  }

  /** JSON. May be asked again: so are all but the acts of an operator. */
  get = path => this.#again(async () => (await this.#send('GET', path)).json());
  bytes = path => this.#again(async () => Buffer.from(await (await this.#send('GET', path)).arrayBuffer()));
  post = (path, fields) => this.#again(async () => (await this.#send('POST', path, JSON.stringify(fields), 'application/json')).json());
  postText = (path, text) => this.#again(async () => (await this.#send('POST', path, text, 'application/x-ndjson')).json());
  act = async (path, fields) => (await this.#send('POST', path, JSON.stringify(fields), 'application/json')).json();

  async #again(ask) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask();
      } catch (trouble) {
        const isPassing = !(trouble instanceof Refused) || trouble.status === 429 || trouble.status >= 500;
        if (!isPassing || attempt >= this.tries) throw trouble instanceof Trouble ? trouble : this.#silent(trouble);
        await pause(250 * 2 ** attempt);
      }
    }
  }

  async #send(method, path, body, type) {
    let answer;
    try {
      answer = await fetch(this.url + path, {
        method, body, redirect: 'manual', signal: AbortSignal.timeout(longest),
        headers: { 'x-functions-key': this.key, accept: 'application/json', 'accept-language': 'en', ...(type && { 'content-type': type }) },
      });
    } catch (silence) {
      throw this.#silent(silence);
    }
    if (answer.ok) return answer;
    if (answer.status === 401) throw new Refused(401, `${this.url} does not take this key (CAMPAIGNS_KEY).`);
    const refused = new Refused(answer.status, await words(answer));
    if (answer.status >= 500) refused.code = 3;
    throw refused;
  }

  #silent = trouble => new Trouble(3, `${this.url} does not answer (${trouble.cause?.code ?? trouble.name ?? trouble}).`);
}

async function words(answer) {
  const text = await answer.text();
  try {
    const problem = JSON.parse(text);
    return [problem.title, ...(problem.errors ?? []).map(error => `${error.field}: ${error.message}`)].join('\n');
  } catch {
    return `The app answers ${answer.status}.`;
  }
}
