// What a teacher enters waits in this browser until it is answered, and is stored once: keys and values, no names.
const words = document.getElementById('words').dataset, mine = `marks:${words.user}:`;
const line = document.getElementById('grid-status'), questions = document.getElementById('grid-questions');
// Where storage is forbidden, entries wait in memory.
const box = (() => { try { return localStorage; } catch { return {}; } })();
let waiting = [], isBusy, fails = 0, next = 0, quiet = 0, saying, timer;

// A screen reader hears one sentence in two seconds, the newest.
const say = (sentence, number = waiting.length) => {
  clearTimeout(saying);
  saying = setTimeout(() => {
    line.textContent = sentence.replace('%', number);
    quiet = Date.now() + 2000;
    saying = 0;
  }, quiet - Date.now());
};
const add = (parent, name, facts) => parent.appendChild(Object.assign(document.createElement(name), facts));
// Choices are labels and what each does; Esc takes the first.
const ask = (name, sentence, choices) => {
  const question = add(questions, 'fieldset', {name});
  add(question, 'legend', {textContent: sentence});
  for (const [textContent, act] of choices) {
    const onclick = () => {
      question.remove();
      act();
      return false;
    };
    add(question, 'button', {textContent, onclick});
  }
  say(sentence);
};
const asked = (cell) => [...questions.children].find(({name}) => name === cell);

const store = (entry) => { try { box[mine + entry.id] = JSON.stringify(entry); } catch { /* It is full. */ } };
const forget = (entry) => {
  waiting = waiting.filter((other) => other !== entry);
  delete box[mine + entry.id];
};
const newest = (cell) => waiting.findLast((entry) => entry.cell === cell);
const newer = (entry) => newest(entry.cell) !== entry && newest(entry.cell);
// The page shows what became of an entry, and returns its place.
const tell = (entry, state, answer = {}) => window.told?.(entry, state, answer, newer(entry));
// What was sent may have arrived: another entry follows it. Returns what stays.
const drop = (cell) => {
  const last = newest(cell);
  if (last && (last.asked || !last.sent)) forget(last);
  asked(cell)?.remove();
  return newest(cell);
};
const put = (cell, base, value, to, sure = false) => {
  drop(cell);
  // A blob's address ends with a new UUID, also without https.
  const entry = {id: URL.createObjectURL(new Blob()).slice(-36), cell, base, value, sure, at: new Date(), to};
  waiting.push(entry);
  store(entry);
  tell(entry, 'wait');
  plan();
};
const plan = () => {
  clearTimeout(timer);
  timer = setTimeout(send, Math.max(400, next - Date.now()));
};

const send = async (isLeaving) => {
  // One entry of a cell, for the next takes its base from the answer; and of one journal.
  const ready = waiting.filter((entry) => !entry.asked && entry === waiting.find(({cell}) => cell === entry.cell))
    .filter(({to}, place, [first]) => to === first.to).slice(0, 100);
  if (!ready[0] || isBusy && !isLeaving) return;
  isBusy = true;
  next = Date.now() + 3000;
  for (const entry of ready) tell(Object.assign(entry, {sent: true}), 'send');
  const trouble = await fetch(ready[0].to, {
    method: 'POST',
    keepalive: true,
    signal: AbortSignal.timeout(20000),
    headers: {'Content-Type': 'application/json', 'X-CSRFToken': /csrftoken=(\w*)/.exec(document.cookie)?.[1]},
    body: JSON.stringify({user: +words.user, ops: ready.map(({to, sent, ...op}) => op)}),
  }).then((answer) => answer.json()).then(receive).catch(() => words.offline);
  isBusy = false;
  fails = trouble ? fails + 1 : 0;
  if (trouble) {
    next = Date.now() + Math.min(60, 2 * 2 ** fails) * 1000;
    for (const entry of waiting) if (!entry.asked) tell(entry, 'queue');
    say(`${trouble} ${words.queued}`);
  }
  if (waiting[0]) plan();
};
// Returns what went wrong.
const receive = ({error, foreign, results = foreign?.map((id) => ({id, reason: error, status: 'refused'})), cells, time}) => {
  if (!results) return error || words.offline;
  for (const result of results) settle({...result, time});
  for (const cell in cells) if (!newest(cell)) window.told?.({cell}, null, cells[cell]);
  if (!waiting[0] && !saying) say(words.ok, time);
};
const settle = (answer) => {
  const entry = waiting.find(({id}) => id === answer.id), {status, base, reason, choices = [{label: words.seen}]} = answer;
  if (!entry) return;
  const {cell, value, to} = entry, last = newer(entry), place = tell(entry, status, answer), isAsked = status === 'ask';
  // A question stays in the box until somebody chooses. What is newer keeps its base then, and is what will be asked about.
  if (last || !isAsked) forget(entry);
  else entry.asked = true;
  if (last && base && !isAsked) store(Object.assign(last, {base}));
  if (last || !reason) return;
  ask(cell, isAsked ? reason : `${words.refused} ${place?.name || ''} ${value}. ${reason}`, choices.map(({label, value: chosen}, number) => [label, () => {
    forget(entry);
    if (number) put(cell, base, chosen, to, true);
    else tell(entry, '', answer);
    place?.click();
  }]));
};

// All deferred files are here by now. What waits since an earlier page may have been sent by it.
addEventListener('DOMContentLoaded', () => {
  const keys = Object.keys(box).filter((key) => /^marks:/.test(key)), own = keys.filter((key) => key.startsWith(mine));
  waiting = own.map((key) => ({...JSON.parse(box[key]), sent: true})).sort((one, other) => one.at < other.at ? -1 : 1);
  for (const entry of waiting) tell(entry, 'queue');
  if (waiting[0]) say(words.queued);
  if (keys[own.length]) ask('', words.others.replace('%', keys.length - own.length), []);
  send();
});
addEventListener('online', () => send());
addEventListener('pagehide', send);
document.querySelector('[action$="/logout/"]').onsubmit = () => !waiting[0] || confirm(words.logout.replace('%', waiting.length));
