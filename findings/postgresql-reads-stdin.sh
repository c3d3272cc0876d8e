#!/usr/bin/env bash
# PostgreSQL 15.18 (Debian's package): a commit waits for a synchronous standby,
# and the postmaster is killed.
# Expected: its children end, and PostgreSQL can be started again.
# Seen: the process of that commit reads its next command from the standard
#   input that it inherited, as one with --single would. It ends if that is
#   /dev/null, as pg_ctl and systemd have it. If it is a pipe or a terminal,
#   the process remains, and keeps PostgreSQL from being started.
# Why: for this case SyncRepWaitForLSN sets whereToSendOutput to DestNone, and
#   ProcDiePending, but not InterruptPending; ReadCommand then asks stdin.
# Exits with 0 if it is still so.
set -euo pipefail

bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
dir=$(mktemp -d)
as=()
if [ "$(id -u)" = 0 ]; then
  as=(runuser -u postgres --)
  chown postgres "$dir"
fi
started=()
trap 'kill -9 "${started[@]}" 2>/dev/null || true; rm -rf "$dir"' EXIT
cd "$dir"
"$bin/postgres" --version
"${as[@]}" "$bin/initdb" -D "$dir/data" -A trust -U postgres >/dev/null
"${as[@]}" mkfifo "$dir/stdin"
exec 9<>"$dir/stdin" # so that it has no end

start() {
  "${as[@]}" "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= \
    -c synchronous_standby_names=nobody <"$dir/stdin" 9>&- >>"$dir/log" 2>&1 &
}
query() {
  psql -h "$dir" -U postgres -Atc "$1" postgres
}
soon() { # for at most 20 seconds
  for _ in $(seq 100); do
    if "$@" >/dev/null 2>&1; then return 0; fi
    sleep 0.2
  done
  return 1
}
waiting() {
  pid=$(query "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'")
  [ -n "$pid" ]
}
ended() {
  ! kill -0 "$pid"
}

start
soon query "SELECT 1"
query "CREATE TABLE t ()" >/dev/null 2>&1 9>&- &
soon waiting
postmaster=$(head -n 1 "$dir/data/postmaster.pid")
started=("$pid" "$postmaster")
kill -9 "$postmaster"
if soon ended; then
  echo "The process of the commit has ended: it is no longer so."
  exit 1
fi
read -r call descriptor _ <"/proc/$pid/syscall"
echo "20 s after the postmaster's end, process $pid is in system call $call" \
  "(read is 0 on amd64), file descriptor $descriptor"
start
soon grep "pre-existing shared memory" "$dir/log"
echo "The log says: $(grep "FATAL" "$dir/log" | tail -n 1)"
exec 9>&- # its end
soon ended
echo "At the end of standard input, the process ends."
