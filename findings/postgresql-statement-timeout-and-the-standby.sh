#!/usr/bin/env bash
# PostgreSQL: statement_timeout does not end the wait for a standby; and once it
# is cancelled, the statement reports success.
#
# Version: Debian's postgresql 15 (printed below), as one server whose
# synchronous_standby_names names a standby that is not there.
# Expected: after statement_timeout = 1s, the INSERT fails, and is rolled back.
# Seen: six seconds later it still waits, and holds its connection. When another
# session cancels it, it ends with success and a WARNING (SQLSTATE 01000), and
# its row is there: a driver that reads no warnings takes it for replicated.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
if [ -z "$bin" ]; then echo "There is no PostgreSQL of Debian's."; exit 75; fi
folder=$(mktemp -d)
as=() # the server does not run as root
if [ "$(id -u)" = 0 ]; then as=(runuser -u postgres --); fi
trap '"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -m immediate stop \
  >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; fi
cd "$folder"
"${as[@]}" "$bin/initdb" -D "$folder/data" -A trust -U finding >/dev/null
"${as[@]}" "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o \
  "-c listen_addresses='' -k $folder" start >/dev/null
sql() {
  "${as[@]}" "$bin/psql" -X -h "$folder" -U finding -d postgres -qAt "$@"
}
sql -c "SELECT version()" | cut -d , -f 1
sql -c "CREATE TABLE t (id int)" \
  -c "ALTER SYSTEM SET synchronous_standby_names = 'nobody'" \
  -c "SELECT pg_reload_conf()" >/dev/null
until [ "$(sql -c "SHOW synchronous_standby_names")" = nobody ]; do
  sleep 0.1
done

sql -c "SET statement_timeout = '1s'" -c "INSERT INTO t VALUES (1)" \
  >"$folder/client" 2>&1 && echo "success" >>"$folder/client" &
client=$!
sleep 7
waits=$(sql -c "SELECT wait_event FROM pg_stat_activity
  WHERE query LIKE 'INSERT%'")
echo "expected after 7 s with statement_timeout = 1s: an error"
echo "seen: it waits for ${waits:-nothing}"
sql -c "SELECT pg_cancel_backend(pid) FROM pg_stat_activity
  WHERE query LIKE 'INSERT%'" >/dev/null
wait $client || true
rows=$(sql -c "SELECT count(*) FROM t")
sed 's/^/after a cancel: /' "$folder/client"
echo "rows: $rows"
[ "$waits" = SyncRep ] && grep -q ^success "$folder/client" && [ "$rows" = 1 ]
