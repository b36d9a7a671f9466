// The cells of the grid: what stands in each, how it looks, what is entered, undone and answered.
const form = document.getElementById('grid'), table = form.querySelector('table'), heads = table.tHead.rows[0].cells;
const cells = {}, done = [], undone = [];
const whole = (...parts) => parts.filter(Boolean).join(' ');
const field = (cell) => cell.querySelector('input');
// «5/4 ОП» is marks and what is noted beside the student.
const split = (value) => /^([\d/·]*) ?(.*)/.exec(value).slice(1);

// Cells that may be written know their key, their neighbours, and what stands there.
for (const row of table.tBodies[0].rows) {
  const [{id, textContent: name}, ...rest] = row.cells;
  row.own = rest.filter((cell) => cell.className !== 'off' && !heads[cell.cellIndex].dataset.closed);
  for (const cell of row.own) {
    const head = heads[cell.cellIndex], key = `${head.id}-${id.slice(1)}`, base = cell.dataset.v || '0.', [, noted] = base.split('.');
    const shown = field(cell) ? cell.lastChild.value.split('=')[1] : cell.textContent, value = whole(shown !== noted && shown, noted);
    (head.own ||= []).push(cells[key] = Object.assign(cell, {key, name, head, base, value, shown, saved: value}));
  }
}
const near = (cell, by, {own} = cell.head) => own[Math.max(0, Math.min(own.length - 1, own.indexOf(cell) + by))];

const show = (cell, value = cell.value) => {
  const [marks, noted] = split(value);
  cell.shown = marks || noted;
  cell.className = whole(+marks[0] ? `m${marks[0]}` : value && 'code', marks && noted && (noted === 'ОП' ? 'late' : 'away'));
  if (field(cell)) field(cell).value = cell.shown;
  else cell.textContent = cell.shown;
};
const goTo = (cell) => {
  if (!field(cell)) {
    cell.innerHTML = `<input id="${cell.key}" aria-labelledby="${cell.parentNode.cells[0].id} ${cell.head.id}" autocomplete="off">`;
    field(cell).value = cell.shown;
  }
  field(cell).focus();
};
// What the homeroom teacher noted stays; beside a work, Н and ОП belong to the lesson's own column.
const fit = ([cell, value]) => {
  const [marks, noted] = split(value), [, stands] = split(cell.value), theirs = /Б|УП|НП/;
  const first = cells[cell.key.replace(/.*-/, `${cell.head.dataset.lesson}-`)];
  if (first && noted) return [...fit([first, whole(split(first.value)[0], noted)]), ...(marks ? [[cell, marks]] : [])];
  return [[cell, whole(marks, theirs.test(stands) ? stands : noted.replace(theirs, ''))]];
};
const write = (cell, value, base = cell.base) => put(cell.key, base, value, form.dataset.entries);
// Takes pairs of a cell and its value; they are undone together.
const enter = (...pairs) => {
  const deed = pairs.flatMap(fit).map(([cell, value]) => [cell, cell.value, value]).filter(([, was, is]) => was !== is);
  if (deed[0]) undone.length = done.push(deed) && 0;
  for (const [cell, , is] of deed) write(cell, is);
};
const count = ({length}) => `${length} ${words[new Intl.PluralRules('ru').select(length)]}`;
const turn = (from, to, sentence) => {
  const deed = from.pop() || [];
  if (!deed[0]) return;
  to.push(deed.map(([cell, was, is]) => [cell, is, was]));
  // What somebody else has changed since is not overwritten: of so old a base the server asks.
  for (const [cell, was, is] of deed) if (cell.value !== was) write(cell, was, cell.value === is ? cell.base : '0.');
  const [[cell]] = deed;
  goTo(cell);
  say(`${sentence}: ${deed[1] ? count(deed) : `${cell.name}, ${words.again} ${cell.value || words.none}`}`);
};

// What the queue tells of an entry, or of a cell that somebody else has changed.
function told({cell: key, value: typed}, state, {base, value, reason, time}, isOlder) {
  const cell = cells[key];
  if (!cell || state === null && cell.base === base) return;
  if (base && state !== 'ask') Object.assign(cell, {base, saved: value});
  if (isOlder) return cell;
  cell.value = /wait|send|queue|ask/.test(state) ? typed : cell.saved;
  // Not over what is being typed.
  if (!field(cell) || field(cell).value === cell.shown) show(cell, state === 'refused' ? typed : cell.value);
  cell.dataset.state = state || '';
  cell.title = whole(words[state]?.replace('%', time), reason);
  return cell;
}
