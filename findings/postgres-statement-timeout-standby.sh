#!/usr/bin/env bash
# PostgreSQL: statement_timeout does not end the wait for a synchronous standby.
#
# Expected, by the manual: "Abort any statement that takes more than the
# specified amount of time". The client gets an answer after a second.
# Seen: the INSERT waits without an end, and so does its connection after the
# client has gone. A cancel ends it, with success and a warning: the row is
# there, but a failover would lose it. (Debian's postgresql, as installed.)
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
dir=$(mktemp -d)
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then # as whom PostgreSQL does not run
  chown postgres "$dir"
  as() { runuser -u postgres -- "$@"; }
fi
cd "$dir"
stop() {
  as "$bin/pg_ctl" -D "$dir/data" -m immediate stop >"$dir/stop" 2>&1 || true
  rm -rf "$dir"
}
trap stop EXIT

as "$bin/initdb" -D "$dir/data" -U postgres -A trust >/dev/null
as "$bin/pg_ctl" -D "$dir/data" -w -t 120 -l "$dir/log" start -o \
  "-c listen_addresses= -k $dir -c synchronous_standby_names=nobody" >/dev/null
sql() { as "$bin/psql" -h "$dir" -U postgres -AtX "$@" postgres; }

sql -c "SELECT version()"
sql -c "SET synchronous_commit = local" -c "CREATE TABLE t (i int)" >/dev/null

sql -c "SET statement_timeout = '1s'" -c "INSERT INTO t VALUES (1)" \
  >"$dir/said" 2>&1 &
client=$!
waiting="FROM pg_stat_activity WHERE wait_event = 'SyncRep'
  AND now() - query_start > '10s'"
for ((i = 0; i < 60; i++)); do
  [ "$(sql -c "SELECT count(*) $waiting")" = 0 ] || break
  sleep 1
done
echo "waiting for more than 10 s, with statement_timeout = 1s:" \
  "$(sql -c "SELECT count(*) $waiting")"
sql -c "SELECT pg_cancel_backend(pid) $waiting" >"$dir/cancelled"
status=0
wait $client || status=$?
echo "after a cancel, psql ends with status $status and says:"
cat "$dir/said"
echo "rows: $(sql -c "SELECT count(*) FROM t")"

grep -q t "$dir/cancelled" && [ $status = 0 ] \
  && grep -q "INSERT 0 1" "$dir/said"
