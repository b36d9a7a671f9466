// The button that prints the page. Without this script it is hidden, and the page says to press Ctrl+P.
const button = document.querySelector('#print');
button.hidden = false;
button.addEventListener('click', () => window.print());
