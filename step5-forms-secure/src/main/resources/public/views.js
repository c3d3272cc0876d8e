// A browser keeps the page that one leaves in its back/forward cache, even a
// page with no-store. So that Back shows no account after the log-out, the page
// empties itself when it is left, and loads again when Back brings it out.
addEventListener('pagehide', () => document.body.replaceChildren());
addEventListener('pageshow', event => {
  if (event.persisted) {
    location.reload();
  }
});

// The cookie has come back, so the URL needs no mark of the login any more.
history.replaceState(null, '', '/');
