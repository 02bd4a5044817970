// ./campaigns ops ...: the operator's room, as tables.
import { needed, usage } from './arguments.mjs';
import { actions } from './ops-actions.mjs';
import { openDoors } from './doors.mjs';
import { instant, print, table } from './table.mjs';

const lastEntries = 12;

export async function ops({ words: [what, id, ...more], options }) {
  if (what === 'list' && id === undefined) return list(openDoors(options), options);
  const known = ['show', 'history', ...Object.keys(actions)];
  if (!known.includes(what)) throw usage('ops', what ? `There is no "ops ${what}".` : 'What is to be done?');
  if (!id || more.length > 0) throw usage('ops', `"ops ${what}" needs the id of one campaign.`);
  if (what === 'show') return show(openDoors(options), id, options);
  if (what === 'history') return history(openDoors(options), id, options);
  return act(what, id, options);
}

async function list(doors, options) {
  const all = await doors.get('/ops');
  const campaigns = options.all ? [...all.active, ...all.past] : all.active;
  print(options, options.all ? all : { ...all, past: undefined }, () => [
    ...(all.watchdog.isWatching ? [] : ['The watchdog is not looking. Restart the app.']),
    ...all.alarms.map(alarm => `! ${alarm.says}`),
    table(['id', 'state', 'next', 'due', 'orchestration', 'alarm', 'title'], campaigns.map(one =>
      [one.id, one.state, one.nextStep, instant(one.nextDueAt), one.orchestration, one.alarms.map(alarm => alarm.kind).join(','), one.title])),
  ].join('\n'));
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
  const { fields = [], needsYes, hasNoReason } = actions[name];
  if (needsYes && !options.yes) throw usage('ops', `"ops ${name}" cannot be undone: say --yes.`);
  const sent = Object.fromEntries([...fields, ...(hasNoReason ? [] : ['reason'])].map(field => [field, needed('ops', options, field)]));
  const after = await openDoors(options).act(`/ops/${encodeURIComponent(id)}/${name}`, needsYes ? { ...sent, confirm: 'yes' } : sent);
  print(options, { campaign: after.campaign, journal: after.journal }, () => `Done.\n\n${said(after)}`);
}
