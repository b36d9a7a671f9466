// Each part of a page is saved by itself, and the page is loaded anew: what is typed in another part is asked about first.
document.querySelector('main').addEventListener('submit', (event) => {
  const others = [...document.querySelectorAll('main textarea, main input:not([type])')].filter(({form}) => form !== event.target);
  const typed = others.find(({value, defaultValue}) => value !== defaultValue);
  if (!typed || confirm(`Не сохранено: «${typed.labels[0].textContent.trim()}». Сохранить только эту часть?`)) return;
  event.preventDefault();
  typed.focus();
});
