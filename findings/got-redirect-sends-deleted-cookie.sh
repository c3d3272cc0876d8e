#!/usr/bin/env bash
# got 14.4.7 with a jar of tough-cookie 6.0.0 (npm), on Node.js 20 or newer.
# A response deletes the only cookie of a site, and redirects, as a log-out does.
# Expected: the request that follows the redirect has no cookie (RFC 6265, 5.4:
#   the jar has none to send).
# Seen: it has the deleted cookie once more. The jar itself is right: the next
#   request, which no redirect leads to, has none.
# Why: got takes the headers along to the request after a redirect, and only
#   replaces the Cookie header if the jar has a cookie for it.
# Exits with 0 if it is still so.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund got@14.4.7 tough-cookie@6.0.0
cat >test.mjs <<'END'
import got from 'got';
import http from 'node:http';
import {CookieJar} from 'tough-cookie';

const seen = {};
const server = http.createServer((request, response) => {
  seen[request.url] = request.headers.cookie ?? 'none';
  if (request.url === '/login') {
    response.setHeader('Set-Cookie', 'id=1');
  } else if (request.url === '/logout') {
    response.statusCode = 303;
    response.setHeader('Set-Cookie', 'id=; Max-Age=0');
    response.setHeader('Location', '/after');
  }
  response.end();
}).listen(0, '127.0.0.1', async () => {
  const site = `http://127.0.0.1:${server.address().port}`;
  const cookieJar = new CookieJar();
  for (const path of ['/login', '/logout', '/again']) {
    await got(site + path, {cookieJar});
  }
  console.log(`Node.js ${process.version}, got 14.4.7. Cookies sent:`, seen);
  const still = seen['/after'] === 'id=1' && seen['/again'] === 'none';
  console.log(still ? 'The redirect carries the deleted cookie.'
    : 'It is no longer so.');
  process.exit(still ? 0 : 1);
});
END
node test.mjs
