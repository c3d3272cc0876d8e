#!/usr/bin/env bash
# ELinks: a cookie that expires at the epoch is kept, and sent.
#
# Version: Debian's elinks 0.13.2 (printed below).
# Expected: "Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=0" deletes a cookie:
# so do many servers (RFC 6265, section 3.1).
# Seen: it replaces the cookie, which is sent with the next request. The date
# one second later deletes it: time 0 seems to mean "until the browser closes".
# Max-Age is ignored.
set -euo pipefail

for tool in elinks python3; do
  command -v $tool >/dev/null || { echo "There is no $tool."; exit 75; }
done
folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder
cat > "$folder/server.py" <<'END'
import http.server
DELETES = {
    "epoch": "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT",
    "later": "Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:01 GMT",
}
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, _, step = self.path[1:].partition("/")
        self.send_response(200 if step == "show" else 302)
        if step == "set":
            self.send_header("Set-Cookie", "a=kept; Path=/")
            self.send_header("Location", f"/{kind}/delete")
        if step == "delete":
            self.send_header("Set-Cookie", "a=gone; Path=/; " + DELETES[kind])
            self.send_header("Location", f"/{kind}/show")
        body = ("Cookie: %s\n" % self.headers.get("Cookie")).encode()
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
    def log_message(self, *arguments):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
server.serve_forever()
END
python3 "$folder/server.py" > "$folder/port" & server=$!
until [ -s "$folder/port" ]; do sleep 0.1; done

ask() { # what the browser sends after the deletion
  elinks -dump "http://127.0.0.1:$(cat "$folder/port")/$1/set" | xargs
}
elinks -version | head -n 1
epoch=$(ask epoch)
later=$(ask later)
echo "expires at the epoch: expected Cookie: None, seen $epoch"
echo "a second later:       expected Cookie: None, seen $later"
[ "$epoch, $later" = "Cookie: a=gone, Cookie: None" ]
