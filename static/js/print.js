// The button that prints the page. Without this script there is none, and the page says to press Ctrl+P;
// where there is nothing to print, there is no place for it.
const button = document.createElement('button');
button.type = 'button';
button.textContent = 'Распечатать';
button.addEventListener('click', () => window.print());
document.querySelector('#printing')?.prepend(button);
