#!/usr/bin/env bash
# Chromium: at http://localhost, a session is not bound to the device.
#
# Version: Debian's chromium 156.0.8078.108 (printed below), with keys in
# software, as there is no TPM.
# Expected: Secure-Session-Registration is obeyed at http://localhost as it is
# over HTTPS. The draft of Device Bound Session Credentials (17 February 2026)
# allows a registration at localhost, and its explainer names that for tests.
# Seen: over HTTPS, the browser sends its POST; at http://localhost, the header
# is ignored, and nothing says so.
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
import http.server, ssl, threading, time
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/wait":  # the page is loading meanwhile
            time.sleep(5)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Secure-Session-Registration",
                         '(ES256);path="/register";challenge="abc"')
        self.end_headers()
        self.wfile.write(b"<img src=/wait>" if self.path == "/" else b"")
    def do_POST(self):
        print(self.scheme + self.path, flush=True)
        self.send_error(400)
    def log_message(self, *arguments):
        pass
for scheme in "http", "https":
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), type(scheme, (Handler,), {"scheme": scheme}))
    if scheme == "https":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain("cert.pem", "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever).start()
    print(f"{scheme}://localhost:{server.server_port}/", flush=True)
END
python3 server.py > sites & server=$!
until [ "$(wc -l < sites)" = 2 ]; do sleep 0.1; done
key=$(openssl x509 -noout -pubkey -in cert.pem \
  | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | base64)
for site in $(cat sites); do
  timeout 60 chromium --headless --no-sandbox --disable-gpu --dump-dom \
    --user-data-dir="$(mktemp -d -p .)" --enable-features="DeviceBoundSessions,\
EnableBoundSessionCredentialsSoftwareKeysForManualTesting" \
    --ignore-certificate-errors-spki-list="$key" "$site" > page 2>/dev/null
  grep -q /wait page
done
chromium --version 2>/dev/null
seen=$(tail -n +3 sites | sort -u | xargs)
echo "expected: http/register https/register, seen: $seen"
[ "$seen" = "https/register" ]
