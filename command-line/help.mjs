// All that --help says.
import { actions } from './ops-actions.mjs';

const start = `./campaigns COMMAND: what an operator can do, from a shell. It asks the app's own doors, so it serves a laptop and Azure alike.

  ops now | list | deliveries | system | show | history | audit | ACTION   look at campaigns and act on them
  backup --to FOLDER                    copy one campaign, or all, to files
  verify FOLDER                         is a copy whole?
  restore --from FOLDER                 bring one campaign, or all, back
  COMMAND --help                        more about one of them

Where: --url ADDRESS, or CAMPAIGNS_URL, or what ./run has written to run.json in the data folder (CAMPAIGNS_DATA, .data).
Key: CAMPAIGNS_KEY, or run.json. Exit codes: 0 done, 1 refused or not whole, 2 not understood, 3 the app does not answer.`;

const more = {
  ops: () => `./campaigns ops now [--json]                what needs somebody, and what happens next anywhere
./campaigns ops system [--json]             what the app stands on, and who looked last
./campaigns ops list [--json]               campaigns, newest first, fifty at a time; --all: all of them
    [--search TEXT] [--state active|ended|alarms] [--phase PHASE] [--network ID] [--after NEXT]
./campaigns ops show ID [--json]            where a campaign stands, its alarms, the last entries of its journal
./campaigns ops history ID [--json]         all that its orchestrations did, the rounds of letters and updates, too
./campaigns ops deliveries [--json]         letters and mails by state, fifty at a time; --all: all of them. Of what needs somebody first
    [--state waiting|accepted|deferred|delivered|bounced|refused|unknown|handed-over|withdrawn] [--kind letter|office-reminder|invitation|reminder|confirmation|update|notice|staff]
    [--campaign ID] [--network ID] [--since P7D|PT24H|2026-05-01] [--after NEXT]
./campaigns ops resend KEY... --reason TEXT [--preview] [--json]
                                            send these again; or --all with --state and the other choices: a hundred at most. 1: not all was done
./campaigns ops audit [--campaign ID] [--action NAME] [--verify] [--json]
                                            who did what, when and why; --verify: is the chain of its hashes whole? (1: no)
./campaigns ops ACTION ID --reason TEXT     act on it; the reason goes into the journal

${Object.entries(actions).map(([name, { says, usage }]) => `  ${(name + (usage ? ` ${usage}` : '')).padEnd(46)} ${says}`).join('\n')}`,
  backup: () => `./campaigns backup --to FOLDER [--campaign ID] [--json]

Copies a campaign (or draft), or all campaigns, drafts and networks, to a folder that does not exist or is empty. Names and addresses stay
encrypted in it; the master key (Campaigns__MasterKey) is not in it, and without that nobody can read or restore it. Keep the two apart.
The app may run meanwhile. A copy that was broken off is begun anew in the same folder. Exit code 1: something could not be copied.`,
  verify: () => `./campaigns verify FOLDER [--json]

Holds every file of a copy against its SHA-256 and its number of rows, every shard's confirmed rows against its header, and every frozen list
against its root. Needs neither the app nor a key.`,
  restore: () => `./campaigns restore --from FOLDER [--campaign ID [--overwrite ID]] [--json]

Brings back what is in a copy, after it was verified. What is there already is left alone (exit code 1), unless --overwrite spells the id of the
one campaign to be replaced; letters that its ledger knows, and its journal, stay. A restore that was broken off is given again, and finishes.
Each campaign with something left to do comes back held: nothing leaves until ./campaigns ops release ID ... (or its page below /ops).`,
};

export const help = command => command === undefined ? start : more[command]();
