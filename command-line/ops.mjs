// ./campaigns ops ...: the operator's room, as tables.
import { needed, usage } from './arguments.mjs';
import { actions } from './ops-actions.mjs';
import { audit } from './audit.mjs';
import { deliveries, resend } from './deliveries.mjs';
import { openDoors } from './doors.mjs';
import { instant, print, table } from './table.mjs';

const lastEntries = 12;

export async function ops({ words: [what, id, ...more], options }) {
  if (what === 'now' && id === undefined) return now(openDoors(options), options);
  if (what === 'system' && id === undefined) return system(openDoors(options), options);
  if (what === 'list' && id === undefined) return list(openDoors(options), options);
  if (what === 'audit' && id === undefined) return audit(openDoors(options), options);
  if (what === 'deliveries' && id === undefined) return deliveries(openDoors(options), options);
  if (what === 'resend') return resend(openDoors(options), [id, ...more].filter(Boolean), options);
  const known = ['show', 'history', ...Object.keys(actions)];
  if (!known.includes(what)) throw usage('ops', what ? `There is no "ops ${what}".` : 'What is to be done?');
  if (!id || more.length > 0) throw usage('ops', `"ops ${what}" needs the id of one campaign.`);
  if (what === 'show') return show(openDoors(options), id, options);
  if (what === 'history') return history(openDoors(options), id, options);
  return act(what, id, options);
}

async function now(doors, options) {
  const seen = await doors.get('/ops');
  print(options, seen, () => [
    ...(seen.watchdog.isWatching ? [] : ['The watchdog is not looking. Restart the app.']),
    ...seen.alarms.map(alarm => `! ${alarm.says}`),
    ...seen.attention.flatMap(one => one.alarms.map(alarm => `! ${one.id} ${one.title}: ${alarm.says}`)),
    ...(seen.more > 0 ? [`! ${seen.more} more campaigns with alarms: ./campaigns ops list --state alarms`] : []),
    table(['id', 'state', 'next', 'due', 'orchestration', 'title'], seen.next.map(one =>
      [one.id, one.state, one.nextStep, instant(one.nextDueAt), one.orchestration, one.title])),
  ].join('\n'));
}

async function system(doors, options) {
  const seen = await doors.get('/ops/system');
  const rows = Object.entries(seen).flatMap(([name, value]) => lines(name, value));
  print(options, seen, () => table(['what', ''], rows));
}

function lines(name, value) {
  if (!value || typeof value !== 'object') return [[name, `${value ?? ''}`]];
  if (!Array.isArray(value)) return Object.entries(value).map(([part, one]) => [`${name}.${part}`, `${one ?? ''}`]);
  if (value.every(one => typeof one !== 'object')) return [[name, value.join(', ')]];
  return value.map((one, index) => [`${name}.${index + 1}`, Object.entries(one).map(([part, it]) => `${part} ${it}`).join(', ')]);
}

async function list(doors, options) {
  const found = await page(doors, options, options);
  // --all: to the last page, and those that have ended, too.
  const rest = options.all ? [await others(doors, options, found.next, options.state), ...(options.state || options.search ? [] : [await others(doors, options, '', 'ended')])].flat() : [];
  const all = options.all ? { ...found, campaigns: [...found.campaigns, ...rest], next: null, count: found.campaigns.length + rest.length } : found;
  print(options, all, () => [
    table(['id', 'state', 'next', 'due', 'alarm', 'title'], all.campaigns.map(one =>
      [one.id, one.state, one.nextStep, instant(one.nextDueAt), one.alarms.map(alarm => alarm.kind).join(','), one.title])),
    ...(all.next ? [`More: --after '${all.next}'`] : []),
  ].join('\n'));
}

const page = (doors, { search, state, phase, network }, { after }) => doors.get(`/ops/campaigns?${new URLSearchParams(
  Object.entries({ q: search, state, phase, network, after }).filter(([, value]) => value))}`);

async function others(doors, options, from, state) {
  const rest = [];
  for (let after = from; after !== null;) {
    const found = await page(doors, { ...options, state }, { after });
    rest.push(...found.campaigns);
    after = found.next;
  }
  return rest;
}

async function show(doors, id, options) {
  const one = await doors.get(`/ops/${encodeURIComponent(id)}`);
  print(options, { campaign: one.campaign, journal: one.journal }, () => said(one));
}

function said({ campaign, journal }) {
  return [
    campaign.title,
    table(['', ''], [
      ['id', campaign.id],
      ['state', campaign.state],
      ['next', [campaign.nextStep, instant(campaign.nextDueAt), campaign.overdue ? '(overdue)' : ''].filter(Boolean).join(' ')],
      ['orchestration', campaign.orchestration],
      ...(campaign.heldSince ? [['held since', `${instant(campaign.heldSince)}, restored from a copy of ${instant(campaign.copiedAt)}`]] : []),
      ...(campaign.lastError ? [['last error', campaign.lastError]] : []),
    ]).trimStart(),
    ...campaign.alarms.map(alarm => `! ${alarm.says} (since ${instant(alarm.since)})`),
    '',
    table(['when', 'who', 'what', ''], journal.slice(-lastEntries).map(entry =>
      [instant(entry.at), entry.actor, [entry.what, ...entry.arguments].join(' '), entry.note ?? ''])),
  ].join('\n');
}

async function history(doors, id, options) {
  const { histories } = await doors.get(`/ops/${encodeURIComponent(id)}/history.json`);
  print(options, histories, () => histories.length === 0 ? 'There is no history, or this installation keeps it elsewhere.' : histories.map(({ instance, events }) => `${instance}\n${
    table(['when', 'event', 'name', 'until', ''], events.map(event => [instant(event.at), event.kind, event.name, instant(event.until), event.said]))}`).join('\n\n'));
}

async function act(name, id, options) {
  const { fields = [], optional = [], needsYes, hasNoReason } = actions[name];
  if (needsYes && !options.yes) throw usage('ops', `"ops ${name}" cannot be undone: say --yes.`);
  const sent = Object.fromEntries([...fields, ...(hasNoReason ? [] : ['reason'])].map(field => [field, needed('ops', options, field)]));
  for (const field of optional) if (options[field]) sent[field] = options[field];
  const after = await openDoors(options).act(`/ops/${encodeURIComponent(id)}/${name}`, needsYes ? { ...sent, confirm: 'yes' } : sent);
  print(options, { campaign: after.campaign, journal: after.journal }, () => `Done.\n\n${said(after)}`);
}
