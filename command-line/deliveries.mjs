// ./campaigns ops deliveries: letters and mails by state. ./campaigns ops resend: some of them again.
import { needed, Trouble, usage } from './arguments.mjs';
import { instant, print, table } from './table.mjs';

const filter = ({ state, kind, campaign, network, since }) => Object.fromEntries(Object.entries({ state, kind, campaign, network, since }).filter(([, value]) => value));

export async function deliveries(doors, options) {
  const first = await page(doors, options, options.after);
  const all = { ...first };
  // --all: to the last page, of the state that the first one showed.
  while (options.all && all.next) {
    const { deliveries: more, next } = await page(doors, { ...options, state: first.state }, all.next);
    Object.assign(all, { deliveries: [...all.deliveries, ...more], next });
  }
  print(options, all, () => [
    table(['state', 'kind', 'number'], all.counts.map(one => [one.state, one.kind, one.count])),
    '',
    `${all.state}${all.count === null ? '' : `: ${all.count}`}`,
    table(['key', 'kind', 'round', 'no.', 'attempt', 'since', 'again', 'campaign', ''], all.deliveries.map(one =>
      [one.key, one.kind, one.round, one.number, one.attempt, instant(one.changedAt), instant(one.triedAgainAt), one.title ?? '', one.said ?? ''])),
    ...(all.next ? [`More: --state ${all.state} --after '${all.next}'`] : []),
  ].join('\n'));
}

const page = (doors, options, after) => doors.get(`/ops/deliveries?${new URLSearchParams({ ...filter(options), ...(after && { after }) })}`);

export async function resend(doors, keys, options) {
  if (keys.length > 0 === Boolean(options.all)) throw usage('ops', '"ops resend" needs keys (ops deliveries shows them), or --all and what is meant by it.');
  if (options.all && !options.state) throw usage('ops', '"ops resend --all" needs --state.');
  const chosen = options.all ? { all: true, ...filter(options) } : { deliveries: keys };
  if (options.preview) {
    const seen = await doors.act('/ops/deliveries/resend', { ...chosen, step: 'preview' });
    return print(options, seen, () => [table(['key', 'would be', 'but'], seen.deliveries.map(one => [one.key, one.act ?? '-', one.warning ?? one.refusal])),
      ...(seen.more ? ['There are more: they do not go at once.'] : [])].join('\n'));
  }
  const done = await doors.act('/ops/deliveries/resend', { ...chosen, step: 'apply', reason: needed('ops', options, 'reason') });
  print(options, done, () => table(['key', '', 'done', 'now', 'why not'], done.results.map(one => [one.key, one.done ? 'done' : 'not done', one.act, one.state, one.refusal])));
  if (done.results.some(one => !one.done)) throw new Trouble(1, 'Not all of it was done.');
}
