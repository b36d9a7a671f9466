// The keys of the grid, by their places on the keyboard: the layout does not matter.
const fast = document.getElementById('grid-fast'), tools = document.getElementById('grid-tools'), {digits, cards} = form.dataset;
const symbols = {N: 'Н', Y: 'Н', O: 'ОП', О: 'ОП', J: 'ОП', П: 'ОП', Period: '·', '.': '·', Ю: '·', Slash: '/', NumpadDivide: '/', Space: '/', ' ': '/'};
let active;

const hasTwo = ({head}) => head.dataset.parts > 1;
// What a cell holds after one more key, null when the key is refused. «5/» waits for its second mark.
const typed = (cell, value, char) => {
  const symbol = symbols[char] || char, [marks, noted] = split(value);
  if (symbol === 'Н') return symbol;
  if (symbol === 'ОП') return whole(marks, symbol);
  if (symbol === '/') return hasTwo(cell) && +marks[0] ? marks[0] + symbol : null;
  if (!`·${digits}`.includes(symbol)) return null;
  return marks[1] === '/' && !marks[2] ? marks + symbol : whole(symbol, (marks || noted === 'ОП') && noted);
};
const press = (cell, char) => {
  const input = field(cell), value = typed(cell, input.value === cell.shown ? cell.value : input.value, char);
  if (!value) return say(words.allowed);
  if (value.endsWith('/')) return input.value = value;
  enter([cell, value]);
  show(cell);
  if (fast.checked && !(hasTwo(cell) && +value)) goTo(near(cell, 1));
};
const read = (cell, text) => {
  const value = [...text.toUpperCase().replace(/ (?=\D)/, '')].reduce((so, char) => so === null ? so : typed(cell, so, char), /ОП/.test(cell.value) ? 'ОП' : '');
  return value?.endsWith('/') ? null : value;
};
// Emptiness counts when its cell is left, and so does what was typed without keys.
const leave = (cell = active) => {
  const text = cell && field(cell)?.value;
  if (text == null || text === cell.shown) return;
  const value = text && read(cell, text);
  if (value === null) say(words.allowed);
  else enter([cell, value]);
  show(cell);
};

const range = () => [...table.querySelectorAll('[data-picked]')];
const pick = (cell, isPicked) => cell.toggleAttribute('data-picked', isPicked);
const extend = (by) => (cell) => {
  const to = near(cell, by);
  pick(cell, !to.matches('[data-picked]'));
  pick(to, true);
  goTo(to);
};
// Marks given to the wrong students move by one row; what they meet goes round to their other end.
const shift = (by) => (cell) => {
  const picked = range(), part = picked[0] ? picked : [cell];
  if (by < 0) part.reverse();
  const met = near(part.at(-1), by);
  if (met === part.at(-1)) return;
  enter([part[0], met.value], ...part.map((one) => [near(one, by), one.value]));
  if (picked[0]) pick(met, pick(part[0], false) || true);
  goTo(near(cell, by));
};

const down = (by) => (cell) => goTo(near(cell, by));
const across = (by) => (cell) => goTo(near(cell, by, [...cell.parentNode.cells].filter(({key}) => key)));
const clear = (cell) => { field(cell).value = ''; };
const redo = turn(undone, done, words.redone);
const card = ({key}) => { location = `${cards}${key}/`; };
const acts = {
  Enter: down(1), 'Shift Enter': down(-1), ArrowDown: down(1), ArrowUp: down(-1), PageDown: down(10), PageUp: down(-10),
  ArrowRight: across(1), ArrowLeft: across(-1), Home: across(-999), End: across(999), 'Ctrl Home': down(-999), 'Ctrl End': down(999),
  'Shift ArrowDown': extend(1), 'Shift ArrowUp': extend(-1), 'Alt ArrowDown': shift(1), 'Alt ArrowUp': shift(-1),
  'Ctrl KeyZ': turn(done, undone, words.undone), 'Ctrl KeyY': redo, 'Ctrl Shift KeyZ': redo,
  F2: card, 'Alt Enter': card, Backspace: clear, Delete: clear, 'Ctrl KeyD': (cell) => enter([cell, near(cell, -1).value]),
  Escape: (cell) => {
    asked(cell.key)?.children[1].click();
    if (drop(cell.key)) enter([cell, cell.saved]);
    else told({cell: cell.key}, '', {});
    show(cell);
  },
};
table.onkeydown = ({target, key, code, ctrlKey, metaKey, altKey, shiftKey}) => {
  const cell = target.closest('td'), name = whole((ctrlKey || metaKey) && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', key[1] ? key : code);
  if (!cell) return;
  // From a neighbouring column Tab leaves the table.
  if (name === 'Tab' && !cell.head.className) [...table.querySelectorAll('input[id]')].at(-1).focus();
  if (!/^(Alt|Shift) (Arrow|Alt|Shift)/.test(name)) for (const one of range()) pick(one, false);
  if (acts[name]) acts[name](cell);
  else if (key[1] || !code || /Ctrl|Alt/.test(name)) return;
  // Where there is no second mark, the point of the Russian layout is a point.
  else press(cell, key === '.' && !hasTwo(cell) ? key : code.replace(/^(Digit|Numpad|Key)(?=.$)/, ''));
  return false;
};
table.onpaste = ({clipboardData}) => {
  const {own} = active.head, lines = clipboardData.getData('text').trimEnd().split('\n').map((line, place) => {
    const cell = own[own.indexOf(active) + place], text = line.trim();
    return [cell, cell && text && read(cell, text), text];
  }).filter(([, , text]) => text);
  const good = lines.filter(([, value]) => value), replaced = good.filter(([cell, value]) => cell.value && cell.value !== value);
  const list = lines.map(([cell, value, text]) => `\n${cell?.name || words.nobody}: ${whole(cell?.value && `${cell.value} →`, value || `${text}, ${words.unread}`)}`);
  if (!good[0]) say(words.allowed);
  else if (!lines[1] || confirm(`${count(good)}, ${words.replaces} ${replaced.length}${list.join('')}`)) enter(...good);
  return false;
};
table.onclick = ({target}) => {
  const cell = target.closest('td');
  if (cell?.key) goTo(cell);
  else if (cell) say(heads[cell.cellIndex].dataset.closed || '');
};
table.addEventListener('focusin', ({target}) => {
  active = target.closest('td') || active;
  target.select?.();
});
table.addEventListener('focusout', ({target}) => {
  const cell = target.closest('td');
  leave(cell);
  if (cell && !cell.head.className) cell.textContent = cell.shown;
});
form.onsubmit = () => {
  leave();
  send();
  // Questions of the server are answered by the form.
  return !!questions.querySelector('input');
};
addEventListener('pagehide', () => leave(), true);
tools.onclick = ({target: {value}}) => { if (active && +value) shift(+value)(active); };
tools.hidden = false;
fast.checked = box.fast;
fast.onchange = () => { box.fast = fast.checked || ''; };
table.parentNode.scrollLeft = table.querySelector('.chosen').offsetLeft - innerWidth / 2;
