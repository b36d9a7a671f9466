// Results of a course by the keyboard, as in the grid: arrows go to the neighbouring field, Enter to the next student.
const form = document.getElementById('results');
const along = {ArrowDown: 1, Enter: 1, ArrowUp: -1};
const across = {ArrowRight: 'result-comment', ArrowLeft: 'result-value'};
let changed = false;

function neighbour(field, {key, shiftKey}) {
  if (key in along) {
    const column = [...form.getElementsByClassName(field.className)];
    return column[column.indexOf(field) + (shiftKey && key === 'Enter' ? -1 : along[key])];
  }
  // Within a sentence the caret walks first.
  const atEdge = key === 'ArrowRight' ? field.selectionEnd === field.value.length : field.selectionStart === 0;
  return atEdge && across[key] !== field.className ? field.closest('tr').querySelector(`.${across[key]}`) : null;
}

form.addEventListener('keydown', (event) => {
  const {target: field, key} = event;
  if (!field.className.startsWith('result-') || event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === 'Escape' && field.value !== field.defaultValue) field.value = field.defaultValue;
  if (!(key in along || key in across)) return;
  const next = neighbour(field, event);
  if (next || key in along) event.preventDefault();
  next?.focus();
  next?.select();
});
form.addEventListener('input', () => { changed = true; });
form.addEventListener('submit', () => { changed = false; });
// What was typed is not lost by a slip of the hand.
addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
