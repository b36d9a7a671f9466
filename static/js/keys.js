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
  if (symbol === '/') return hasTwo(cell) && +marks[0] ? `${marks[0]}/` : null;
  if (symbol === '·' || digits.includes(symbol)) return marks[1] && !marks[2] ? marks + symbol : whole(symbol, noted === 'ОП' && noted);
  return null;
};
const press = (cell, char) => {
  const {value} = field(cell), result = typed(cell, value === cell.shown ? cell.value : value, char);
  if (!result) return say(words.allowed);
  if (/\/$/.test(result)) return field(cell).value = result;
  enter([cell, result]);
  show(cell);
  if (fast.checked && (result[1] || !hasTwo(cell))) goTo(near(cell, 1));
};
const read = (cell, text) => {
  const start = !cell ? null : split(cell.value)[1] === 'ОП' ? 'ОП' : '';
  const value = [...text.toUpperCase().replace(/ (?=\D)/, '')].reduce((so, char) => so === null ? so : typed(cell, so, char), start);
  return value?.at(-1) === '/' ? null : value;
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
  const to = near(cell, by), isBack = to.matches('[data-picked]');
  pick(cell, !isBack);
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
  for (const one of picked) pick(one, one !== part[0]);
  if (picked[0]) pick(met, true);
  goTo(near(cell, by));
};

const down = (by) => (cell) => goTo(near(cell, by));
const across = (by) => (cell) => {
  const {closed} = heads[cell.cellIndex + by]?.dataset || {};
  if (closed) say(closed);
  goTo(near(cell, by, cell.parentNode));
};
const clear = (cell) => { field(cell).value = ''; };
const redo = () => turn(undone, done, words.redone);
const card = ({key}) => {
  leave();
  location = `${cards}${key}/`;
};
const acts = {
  Enter: down(1), '+Enter': down(-1), ArrowDown: down(1), ArrowUp: down(-1), PageDown: down(10), PageUp: down(-10), '^Home': down(-999), '^End': down(999),
  ArrowLeft: across(-1), ArrowRight: across(1), Home: across(-999), End: across(999),
  '+ArrowDown': extend(1), '+ArrowUp': extend(-1), '!ArrowDown': shift(1), '!ArrowUp': shift(-1),
  Backspace: clear, Delete: clear, '^KeyZ': () => turn(done, undone, words.undone), '^KeyY': redo, '^+KeyZ': redo, F2: card, '!Enter': card,
  '^KeyD': (cell) => enter([cell, near(cell, -1).value]),
  Escape: (cell) => {
    asked(cell.key)?.querySelector('button').click();
    if (drop(cell.key)) enter([cell, cell.saved]);
    else told({cell: cell.key}, '', {});
    show(cell);
  },
};
table.addEventListener('keydown', (event) => {
  const {key, code, shiftKey, altKey} = event, isCtrl = event.ctrlKey || event.metaKey, cell = event.target.closest('td');
  if (!cell) return;
  const name = `${isCtrl ? '^' : ''}${altKey ? '!' : ''}${shiftKey ? '+' : ''}${key[1] ? key : code}`;
  // From a neighbouring column Tab leaves the table.
  if (name === 'Tab' && !cell.head.className) [...table.querySelectorAll('input[id]')].at(-1).focus();
  if (!/^[!+](Arrow|Alt|Shift)/.test(name)) for (const one of range()) pick(one, false);
  if (acts[name]) acts[name](cell);
  // Where there is no second mark, the point of the Russian layout is a point.
  else if (!key[1] && code && !isCtrl && !altKey) press(cell, key === '.' && !hasTwo(cell) ? key : code.replace(/^(Digit|Numpad|Key)(?=.$)/, ''));
  else return;
  event.preventDefault();
});
table.addEventListener('paste', (event) => {
  const cell = active, own = cell.head.own.slice(cell.head.own.indexOf(cell)), back = () => goTo(cell);
  const lines = event.clipboardData.getData('text').trimEnd().split(/\r?\n/).map((text, place) => [own[place], read(own[place], text.trim()), text]);
  const good = lines.filter(([, value]) => value), list = lines.filter(([, , text]) => text.trim());
  event.preventDefault();
  if (!lines[1]) return good[0] ? enter(...good) : say(words.allowed);
  ask(cell.key, `${count(good)}, ${words.replaces} ${good.filter(([one, value]) => one.value && one.value !== value).length}`, [[words.no, back], [words.put, () => {
    enter(...good);
    back();
  }]], list.map(([one, value, text]) => `\n${one?.name || words.nobody}: ${value ? whole(one.value && `${one.value} →`, value) : `${text}, ${words.unread}`}`).join(''));
  asked(cell.key).lastChild.focus();
});
table.addEventListener('focusin', ({target}) => {
  active = target.closest('td') || active;
  target.select?.();
});
table.addEventListener('focusout', ({target}) => {
  const cell = target.closest('td');
  leave(cell);
  if (cell && !cell.head.className) cell.textContent = cell.shown;
});
table.addEventListener('click', ({target}) => {
  const cell = target.closest('td');
  if (cell?.key) goTo(cell);
  else if (cell) say(heads[cell.cellIndex].dataset.closed || '');
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
table.parentNode.scrollLeft = table.querySelector('.chosen')?.offsetLeft - table.parentNode.clientWidth / 2;
