// The cells of the grid: what stands in each, how it looks, what is entered, undone and answered.
const form = document.getElementById('grid'), table = form.querySelector('table'), heads = table.tHead.rows[0].cells;
const cells = {}, done = [], undone = [];
const whole = (...parts) => parts.filter(Boolean).join(' ');
const field = (cell) => cell.querySelector('input');
// «5/4 ОП» is marks and what is noted beside the student.
const split = (value) => /^([\d/·]*) ?(.*)/.exec(value).slice(1);

// Cells that may be written know their key, their column, and what stands there.
for (const {cells: [{id, textContent: name}, ...rest]} of table.tBodies[0].rows) {
  for (const cell of rest) {
    const head = heads[cell.cellIndex], key = `${head.id}-${id.slice(1)}`, base = cell.dataset.v || '0.', [, noted] = base.split('.');
    if (cell.className === 'off' || head.dataset.closed) continue;
    const shown = field(cell)?.value ?? cell.textContent, value = whole(shown !== noted && shown, noted);
    (head.own ||= []).push(cells[key] = Object.assign(cell, {key, name, head, base, value, shown, saved: value}));
  }
}
const near = (cell, by, own = cell.head.own) => own[own.indexOf(cell) + by] || own.at(by > 0 ? -1 : 0);

const show = (cell, value = cell.value) => {
  const [marks, noted] = split(value), shown = cell.shown = marks || noted, input = field(cell);
  cell.className = whole(+marks[0] ? `m${marks[0]}` : shown && 'code', marks && noted && (noted === 'ОП' ? 'late' : 'away'));
  if (input) input.value = shown;
  else cell.textContent = shown;
};
const goTo = (cell) => {
  if (!field(cell)) {
    cell.innerHTML = `<input id="${cell.key}" aria-labelledby="s${cell.key.split('-')[1]} ${cell.head.id}" autocomplete="off">`;
    show(cell);
  }
  field(cell).focus();
};
// What the homeroom teacher noted stays; beside a work, Н and ОП belong to the lesson's own column.
const fit = ([cell, value]) => {
  const [marks, noted] = split(value), [theirs] = /(Б|УП|НП)?$/.exec(cell.value), first = cells[cell.key.replace(/.*-/, `${cell.head.dataset.lesson}-`)];
  if (first && noted) return [...fit([first, whole(split(first.value)[0], noted)]), [cell, marks || cell.value]];
  return [[cell, whole(marks, theirs || noted.replace(/Б|УП|НП/, ''))]];
};
const write = (cell, value, base = cell.base) => put(cell.key, base, value, form.dataset.entries);
// Takes pairs of a cell and its value; they are undone together.
const enter = (...pairs) => {
  const deed = pairs.flatMap(fit).map(([cell, is]) => [cell, cell.value, is]).filter(([, was, is]) => was !== is);
  if (deed[0]) undone.length = done.push(deed) && 0;
  for (const [cell, , is] of deed) write(cell, is);
};
const count = ({length}) => `${length} ${words[new Intl.PluralRules('ru').select(length)]}`;
const turn = (from, to, sentence) => () => {
  const deed = from.pop(), [cell] = deed?.[0] || [];
  if (!cell) return;
  to.push(deed.map(([cell, was, is]) => [cell, is, was]));
  // What somebody else has changed since is not overwritten: of so old a base the server asks.
  for (const [cell, was, is] of deed) if (cell.value !== was) write(cell, was, cell.value === is ? cell.base : '0.');
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
