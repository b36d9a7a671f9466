// Results of a course by the keyboard: arrows and Enter go from student to student, as in the grid.
const form = document.getElementById('results');
const ways = {ArrowDown: 1, Enter: 1, ArrowUp: -1};
let changed = false;

form.addEventListener('keydown', (event) => {
  const way = ways[event.key], {className} = event.target;
  if (!way || !className.startsWith('result-') || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const column = [...form.getElementsByClassName(className)];
  const next = column[column.indexOf(event.target) + way];
  next?.focus();
  next?.select();
});
form.addEventListener('input', () => { changed = true; });
form.addEventListener('submit', () => { changed = false; });
// What was typed is not lost by a slip of the hand.
addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
