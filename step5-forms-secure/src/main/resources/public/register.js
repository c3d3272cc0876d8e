// Says that the passwords differ before the form is sent. The server checks
// again: a form can be sent without this script, or without a browser.
const password = document.getElementById('password');
const repeated = document.getElementById('repeated');
const error = document.getElementById('repeated-error');

function compare() {
  const differ = repeated.value !== '' && repeated.value !== password.value;
  const message = differ ? 'The two passwords are not the same' : '';
  repeated.setCustomValidity(message);
  repeated.setAttribute('aria-invalid', String(differ));
  error.textContent = message;
}

password.addEventListener('input', compare);
repeated.addEventListener('input', compare);

// The second click of a double click would have the browser drop the response
// to the first one, and with it the cookie of the new session.
let sent = false;

document.getElementById('register').addEventListener('submit', event => {
  if (sent) {
    event.preventDefault();
  }
  sent = true;
  setTimeout(() => { sent = false; }, 3000); // somebody may have stopped it
});
