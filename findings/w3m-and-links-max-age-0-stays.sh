#!/usr/bin/env bash
# w3m and Links: a cookie with Max-Age=0 is kept, and sent.
#
# Versions: Debian's w3m 0.5.3+git20230121 and links 2.28 (printed below).
# Expected: Max-Age=0 deletes a cookie. "If delta-seconds is less than or equal
# to zero", it has expired (RFC 6265, section 5.2.2).
# Seen: it replaces the cookie, which is sent with the next request. Max-Age=-1
# deletes it: so 0 seems to mean "until the browser closes".
set -euo pipefail

for tool in w3m links python3; do
  command -v $tool >/dev/null || { echo "There is no $tool."; exit 75; }
done
folder=$(mktemp -d)
trap 'kill $server 2>/dev/null || true; rm -rf "$folder"' EXIT
export HOME=$folder
cat > "$folder/server.py" <<'END'
import http.server
DELETES = {
    "zero": "Max-Age=0",
    "less": "Max-Age=-1",
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
  "$1" $2 -dump "http://127.0.0.1:$(cat "$folder/port")/$3/set" 2>/dev/null |
    xargs
}
w3m -version | cut -d , -f 1
links -version | head -n 1
changed=0
for browser in w3m links; do
  option=$([ $browser = w3m ] && echo -cookie || true)
  zero=$(ask $browser "$option" zero)
  less=$(ask $browser "$option" less)
  echo "$browser, Max-Age=0:  expected Cookie: None, seen $zero"
  echo "$browser, Max-Age=-1: expected Cookie: None, seen $less"
  [ "$zero, $less" = "Cookie: a=gone, Cookie: None" ] || changed=1
done
exit $changed
