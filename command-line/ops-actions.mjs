// The actions of POST /ops/{id}/{action}, with the fields that each needs beside the reason.
export const actions = {
  retry: { says: 'look at once at what it has to do; begin its orchestration anew if it is gone' },
  reattach: { says: 'end its orchestration, also one that runs, and begin it anew from the tables' },
  suspend: { says: 'nothing happens by itself until it is resumed' },
  resume: { says: 'it goes on' },
  leave: { says: 'leave letters of unknown outcome as they are' },
  skip: {
    says: 'one addressee gets no letter in this round; only before it was begun',
    usage: '--addressee N [--round N]',
    fields: ['addressee'],
    optional: ['round'],
  },
  cancel: { says: 'cancel the campaign, as its coordinator can: no letter, a mail to who signed; for good', usage: '--yes', needsYes: true },
  release: {
    says: 'a restored campaign goes on: did letters leave since the copy (hold), or not (send)?',
    usage: '--letters send|hold --mail send|drop',
    fields: ['letters', 'mail'],
  },
  purge: {
    says: 'destroy its personal data: danger, request or finished; for good',
    usage: '--why WHY --yes',
    fields: ['why'],
    needsYes: true,
    hasNoReason: true,
  },
};
