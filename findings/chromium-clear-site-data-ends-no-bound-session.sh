#!/usr/bin/env bash
# Chromium: Clear-Site-Data: "cookies" does not end a device-bound session.
#
# Version: Debian's chromium 156.0.8078.108 (printed below), with keys in
# software, as there is no TPM.
# Expected: it ends the session, too, as the explainer of Device Bound Session
# Credentials says (and clear-site-data.https.html of web-platform-tests).
# Seen: the cookies are gone, but with the next request, the browser asks the
# server for another bound cookie.
set -euo pipefail

for tool in chromium python3 openssl; do
  command -v $tool >/dev/null || { echo "There is no $tool."; exit 75; }
done
folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder
cd "$folder"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes \
  -subj /CN=localhost -addext subjectAltName=DNS:localhost \
  -keyout key.pem -out cert.pem 2>/dev/null
cat > server.py <<'END'
import http.server, ssl, time
PAGE = b"""<script>(async () => {
for (const path of ['/before', '/logout', '/after']) {
  await new Promise(done => setTimeout(done, 3000)); await fetch(path); }
})();</script><img src=/wait>"""
JSON = (b'{"session_identifier":"1","refresh_url":"/refresh",'
        b'"scope":{"include_site":false},"credentials":[{"type":"cookie",'
        b'"name":"bound","attributes":"Path=/; Secure"}]}')
ANSWERS = {
    "/": (PAGE, {"Content-Type": "text/html", "Secure-Session-Registration":
                 '(ES256);path="/register";challenge="abc"'}),
    "/register": (JSON, {"Set-Cookie": "bound=1; Path=/; Secure; Max-Age=300",
                         "Content-Type": "application/json"}),
    "/logout": (b"", {"Clear-Site-Data": '"cookies"'})}
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/wait":  # the page is loading meanwhile
            time.sleep(12)
        else:
            print(self.path, self.headers.get("Cookie", "-"), flush=True)
        body, headers = ANSWERS.get(self.path, (b"", {}))
        self.send_response(200)
        for header in headers.items():
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(body)
    do_POST = do_GET
    def log_message(self, *arguments): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain("cert.pem", "key.pem")
server.socket = context.wrap_socket(server.socket, server_side=True)
print(f"https://localhost:{server.server_port}/", flush=True)
server.serve_forever()
END
python3 server.py > log & server=$!
until [ -s log ]; do sleep 0.1; done
key=$(openssl x509 -noout -pubkey -in cert.pem \
  | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
timeout 60 chromium --headless --no-sandbox --disable-gpu --dump-dom \
  --user-data-dir=profile --enable-features="DeviceBoundSessions,\
EnableBoundSessionCredentialsSoftwareKeysForManualTesting" \
  --ignore-certificate-errors-spki-list="$key" "$(head -n 1 log)" &> page
chromium --version 2>/dev/null
grep "^/before bound=1" log # it was bound
seen=$(sed '1,/^\/logout/d' log | head -n 2 | xargs)
echo "expected after the log-out: /after -, seen: $seen"
[ "$seen" = "/refresh - /after -" ]
