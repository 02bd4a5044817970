// SPDX-License-Identifier: AGPL-3.0-or-later
// Azurite, tied to the process that started it: when that one ends, however it ends, standard input closes
// and Azurite saves and stops. Ctrl-C reaches the whole foreground group; it is left to the launcher, so that
// storage outlives the app that still writes to it.
'use strict';

const once = process.once;
process.once = function (event, listener) {
  return event === 'SIGINT' ? process : once.call(process, event, listener);
};
process.on('SIGINT', () => {});
process.stdin.resume();
process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));

require('azurite/dist/src/azurite.js');
