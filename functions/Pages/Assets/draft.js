// Keeps what an editor types: on this device at once, at the desk after a moment. Without it the buttons of the form do the same.
const form = document.querySelector('form[data-draft]');
const { statement, base, copy, language } = form.elements;
const note = document.getElementById('kept');
const warning = document.getElementById('notice');
const all = `draft:${form.dataset.draft}:${language.value}:`;
const own = all + copy.value;
const pause = 1500, again = 10000;
let timer, sent = statement.value;

const say = (what) => { note.textContent = form.dataset[what]; };
const fields = () => ({ language: language.value, copy: copy.value, base: base.value, statement: statement.value });

function remember() {
  try { localStorage.setItem(own, JSON.stringify({ base: base.value, statement: statement.value })); return true; }
  catch { return false; } // no room, or not allowed: the desk still keeps it
}

function send(act) {
  return fetch(form.dataset.path + act, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(fields()),
  });
}

async function keep() {
  clearTimeout(timer);
  const typed = statement.value;
  if (typed === sent) return;
  try {
    const answer = await send('keep');
    const told = await answer.json();
    if (!answer.ok) { note.textContent = told.title; return; }
    sent = typed;
    warning.textContent = told.notice;
    if (statement.value === typed) { localStorage.removeItem(own); say('kept'); } else later(pause);
  } catch {
    say('offline');
    later(again);
  }
}

function later(wait) { clearTimeout(timer); timer = setTimeout(keep, wait); }

async function save(event) {
  if (event.submitter?.hasAttribute('formaction')) { localStorage.removeItem(own); return; } // "keep" and "discard" need no script
  event.preventDefault();
  clearTimeout(timer);
  remember();
  try {
    const answer = await send('save');
    if (!answer.ok) { form.submit(); return; } // the desk's own page says what is wrong, and shows both texts
    localStorage.removeItem(own);
    location.assign((await answer.json()).next);
  } catch {
    say('offline');
    later(again);
  }
}

// What was typed here while the desk could not be reached, and the page then closed.
function restore() {
  const left = JSON.parse(localStorage.getItem(own) ?? 'null');
  if (left && left.statement !== statement.value) {
    // On the page that shows two texts the form is made from the newest version already; the text is the person's.
    if (!form.dataset.conflict) base.value = left.base;
    statement.value = left.statement;
    say('restored');
    later(pause);
  }
  for (const name of Object.keys(localStorage).filter((key) => key.startsWith(all) && key !== own)) {
    const link = document.createElement('a');
    link.href = `?text=${encodeURIComponent(language.value)}&copy=${encodeURIComponent(name.slice(all.length))}`;
    link.textContent = form.dataset.elsewhere;
    const line = document.createElement('p');
    line.append(link);
    note.before(line);
  }
}

// So that the page opens again with this text, whether it is reloaded or a closed tab comes back.
history.replaceState(null, '', `/desk/drafts/${form.dataset.draft}/edit?text=${encodeURIComponent(language.value)}&copy=${encodeURIComponent(copy.value)}`);
restore();
statement.addEventListener('input', () => { if (remember()) say('here'); later(pause); });
form.addEventListener('submit', save);
addEventListener('online', keep);
addEventListener('pagehide', () => { if (statement.value !== sent) remember(); });
