// Asks the browser for a passkey: for a new one where they are listed, for a known one on the way in. Without it, or without this script, a code does the same.
const form = document.querySelector('form[data-passkey]');
const note = document.getElementById('passkey-note');
const isNew = form.dataset.passkey === 'new';
const read = isNew ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';

const say = (words) => { note.textContent = words; };

function post(step, fields) {
  return fetch(form.dataset.path + step + location.search, {
    method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: JSON.stringify(fields),
  });
}

async function ask() {
  const asked = await post('begin', {});
  if (!asked.ok || asked.redirected) { location.reload(); return; }
  const publicKey = PublicKeyCredential[read](await asked.json());
  const credential = await (isNew ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
  const answer = await post('finish', { label: form.elements.label?.value ?? '', credential: JSON.stringify(credential) });
  if (answer.redirected) { location.reload(); return; } // signed out meanwhile
  const told = await answer.json();
  if (answer.ok) location.assign(told.next); else say(told.title);
}

form.hidden = !globalThis.PublicKeyCredential?.[read];
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const button = form.querySelector('button');
  button.disabled = true;
  say('');
  try {
    await ask();
  } catch {
    say(form.dataset.failed); // shut by the person, too late, known already, or no network
  }
  button.disabled = false;
});
