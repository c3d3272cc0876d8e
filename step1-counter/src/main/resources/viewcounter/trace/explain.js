// What the lines of a request and a response mean, in a sentence each.

const HEADERS = {
  'cookie': 'Set by this site; sent automatically. Its id is truncated here.',
  'set-cookie': 'Asks the browser to keep this, and to send it back.',
  'host': 'The site that the browser wants to reach.',
  'user-agent': 'The browser, as it describes itself. It can say anything.',
  'referer': 'The page that led here.',
  'origin': 'The site whose page sends this.',
  'sec-fetch-site': 'Whether this site caused the request, or another one.',
  'location': 'The URL that the browser is redirected to.',
  'cache-control': 'Whether the browser may keep the page.',
  'content-type': 'What the body is, and how its characters are encoded.',
  'content-security-policy': 'What the page may load and run.',
  'strict-transport-security': 'From now on, the browser uses only HTTPS.',
  'x-content-type-options': 'The browser must not guess another type.',
  'x-frame-options': 'Whether other sites may show the page in a frame.',
  'referrer-policy': 'What the next site learns about this page.',
  'x-real-ip': 'The IP address of the browser, as the proxy saw it.',
};

const STATUS = { 200: 'OK', 302: 'redirect to', 303: 'redirect to',
  400: 'bad request', 403: 'forbidden', 404: 'not found', 409: 'conflict',
  422: 'invalid input', 429: 'too many requests', 500: 'server error' };

const ATTRIBUTES = {
  'path': 'Path: the browser sends it with requests below this path.',
  'domain': 'Domain: subdomains get it, too.',
  'httponly': 'HttpOnly: no script in the page can read it.',
  'secure': 'Secure: the browser sends it over HTTPS only (or to localhost).',
  'samesite': 'SameSite: Lax keeps it away from what forms and frames of other'
    + ' sites send; Strict from links as well.',
  'expires': 'Expires: the browser deletes it then; a time in the past means'
    + ' now. A cookie without it (or Max-Age) is gone when the browser closes.',
  'max-age': 'Max-Age: the browser deletes it after so many seconds.',
};

export const meaning = status => STATUS[status] ?? '';

/** Sentences about a header, and about each part of a Set-Cookie. */
export function explain({ name, value }) {
  const header = name.toLowerCase();
  const parts = header === 'set-cookie' ? value.split('; ').slice(1) : [];
  return [HEADERS[header], value.startsWith('__Host-') && parts.length
    && '__Host-: the browser accepts it only from this very host, over HTTPS.',
  ...parts.map(part => ATTRIBUTES[part.split('=')[0].toLowerCase()])]
    .filter(each => each);
}
