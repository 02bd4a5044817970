// Lines of bytes, one at a time, whatever the size of the file.
import { createReadStream } from 'node:fs';

const feed = 0x0a;

/** Buffers without their line feed. What stands after the last one is a line, too: a file that was cut off shows it. */
export async function* linesOf(chunks) {
  let rest = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(feed); at >= 0; at = chunk.indexOf(feed, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      [rest, from] = [[], at + 1];
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}

export const fileLines = path => linesOf(createReadStream(path, { highWaterMark: 1 << 20 }));
