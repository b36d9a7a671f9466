// Lets a person see the password being typed. Without this script the button is simply absent.
for (const field of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement('button');
  const show = (shown) => {
    field.type = shown ? 'text' : 'password';
    button.textContent = shown ? 'Скрыть пароль' : 'Показать пароль';
    button.setAttribute('aria-pressed', String(shown));
  };
  button.type = 'button';
  button.className = 'button-link';
  button.addEventListener('click', () => show(field.type === 'password'));
  // A shown password must not stay in the browser's memory of form fields.
  field.form.addEventListener('submit', () => show(false));
  show(false);
  field.after(button);
}
