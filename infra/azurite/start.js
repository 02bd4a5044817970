// SPDX-License-Identifier: AGPL-3.0-or-later
// Azurite, tied to the process that started it: when that one ends, however it ends, standard input closes
// and Azurite saves and stops. Ctrl-C reaches the whole foreground group; it is left to the launcher, so that
// storage outlives the app that still writes to it.
// And a storage that keeps its word when it cannot save (a full disk): by itself it would go on answering "stored" and
// never say a word. Here it tries until the file is written, and answers 503 meanwhile.
'use strict';

const once = process.once;
process.once = function (event, listener) {
  return event === 'SIGINT' ? process : once.call(process, event, listener);
};
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));

const fs = require('fs');
const http = require('http');
const unsaved = new Set();

const writeFile = fs.writeFile;
fs.writeFile = function (file, ...rest) {
  const done = rest[rest.length - 1];
  if (!/__azurite_db_.*~$/.test(String(file))) return writeFile.call(fs, file, ...rest);
  const attempt = () => writeFile.call(fs, file, ...rest.slice(0, -1), (error) => {
    if (!error) {
      unsaved.delete(file);
      return done(null);
    }
    if (!unsaved.has(file)) console.error(`Storage cannot save (${error.code}); it refuses everything until it can.`);
    unsaved.add(file);
    setTimeout(attempt, 1000);
  });
  attempt();
};

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function (event, request, response) {
  if (event !== 'request' || unsaved.size === 0) return emit.apply(this, arguments);
  response.writeHead(503, { 'Retry-After': '1' }).end();
  return true;
};

require('azurite/dist/src/azurite.js');
