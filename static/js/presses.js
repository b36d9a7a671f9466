// Marks by large buttons: each press waits in the queue of the journal, as the cell that the row is.
const rows = {}, isMark = (text) => /[\d.]/.test(text);
for (const picks of document.querySelectorAll('[data-cell]')) {
  const row = picks.closest('li'), name = row.querySelector('.roster-name');
  // What the plain form tells that the page has shown.
  const [seen, version] = [picks, row].map((place) => place.querySelector(':scope > [type=hidden]'));
  rows[picks.dataset.cell] = Object.assign(picks, {seen, version, head: name, name: name.firstElementChild.textContent});
}
// The button of a value: the mark, else the absence; one who is late has none.
const buttonOf = (value) => /^[\d·]/.exec(value)?.[0].replace('·', '.') || value.replace('ОП', '');

document.addEventListener('change', ({target}) => {
  const picks = target.closest('[data-cell]');
  if (!picks) return;
  const {dataset: {cell, v}, seen} = picks, pressed = target.value, [, noted] = v.split('.');
  const mark = isMark(pressed) ? pressed.replace('.', '·') : '';
  // Beside a mark stands what is noted; «—» takes away the mark, and where there is none, the absence.
  const code = mark || !pressed && (!seen.value || isMark(seen.value)) ? noted : pressed && (noted.replace('ОП', '') || 'Н');
  put(cell, v, `${mark} ${code}`.trim(), picks.closest('form').dataset.entries);
});

// What the queue tells of an entry, or of a cell that somebody else has changed.
function told({cell, value: typed}, state, {base, value, reason, time}, isOlder) {
  const picks = rows[cell];
  if (!picks || state === null && picks.dataset.v === base) return;
  const {seen, version, head} = picks;
  if (base && state !== 'ask') {
    picks.dataset.v = version.value = base;
    seen.value = buttonOf(value);
  }
  if (isOlder) return picks;
  const shown = /wait|send|queue|ask/.test(state) ? buttonOf(typed) : seen.value;
  const button = [...picks.querySelectorAll('[type=radio]')].find((one) => one.value === shown);
  if (button) button.checked = true;
  head.dataset.state = state || '';
  head.title = [words[state]?.replace('%', time), reason].filter(Boolean).join(' ');
  return picks;
}
