# Part of bin/tepui, which sets home and fail: a master and an agent as two processes, for a first look. Ends when either ends.

port=5050
agent_port=5051
work_dir=
demo=

for argument in "$@"; do
  case $argument in
    --port=*) port=${argument#*=} ;;
    --agent_port=*) agent_port=${argument#*=} ;;
    --work_dir=*) work_dir=${argument#*=} ;;
    --demo) demo='echo "Hello from a task, process $$ on $(uname -n)"' ;;
    --demo=*) demo=${argument#*=} ;;
    --help | -h)
      cat <<'USAGE'
Usage: tepui local [FLAGS]

Runs a master (registry in memory) and an agent on loopback until interrupted.

  --port=NUMBER        port of the master (default 5050)
  --agent_port=NUMBER  port of the agent (default 5051)
  --work_dir=FOLDER    where the agent keeps the sandboxes of tasks (default: a new temporary folder)
  --demo[=COMMAND]     runs one task, shows what it printed, and ends everything with its status
USAGE
      exit 0
      ;;
    *) fail "local does not know '$argument'; see tepui local --help" ;;
  esac
done

for number in "$port" "$agent_port"; do
  case $number in
    '' | *[!0-9]*) fail "'$number' is no port number" ;;
  esac
done

if [ -z "$work_dir" ]; then
  work_dir=$(mktemp -d "${TMPDIR:-/tmp}/tepui-local.XXXXXX") || fail "no temporary folder: give one with --work_dir"
fi

"$home/bin/tepui" master --ip=127.0.0.1 --port="$port" --hostname=localhost --registry=in_memory </dev/null &
master=$!
"$home/bin/tepui" agent --master=127.0.0.1:"$port" --ip=127.0.0.1 --port="$agent_port" --hostname=localhost \
  --work_dir="$work_dir" </dev/null &
agent=$!

stop() {
  kill -TERM "$agent" "$master" 2>/dev/null
}
trap 'stop; wait; exit 143' TERM
trap 'stop; wait; exit 130' INT
trap 'stop; wait; exit 129' HUP

alive() {
  kill -0 "$master" 2>/dev/null && kill -0 "$agent" 2>/dev/null
}

echo "Web address: http://127.0.0.1:$port/state (start: http://127.0.0.1:$port/startup); sandboxes: $work_dir" >&2

if [ -n "$demo" ]; then
  "$home/bin/tepui" execute --master=127.0.0.1:"$port" --name=demo --command="$demo" </dev/null
  status=$?
  echo "--- what the task printed:"
  find "$work_dir" -type f -name stdout -exec cat {} +
  echo "--- it ran on http://127.0.0.1:$port"
  stop
  wait
  exit "$status"
fi

while alive; do
  sleep 1 &
  wait $!
done
stop
wait "$master"
status=$?
wait "$agent"
exit "$status"
