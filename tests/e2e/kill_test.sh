#!/usr/bin/env bash
# Kills the program in the middle of an attempt: what was done until then must open and score.
STIPPLE=$1
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

start_display 1024x700
start_program practice training/lessons/pad_first_passes.toml --pen scripted:expert --speed 8 \
    --out "$WORK/attempts" --close-at-end
sleep 4
kill -9 "$program_pid"
wait "$program_pid" 2>/dev/null
program_pid=

record=$(ls "$WORK"/attempts/*.stipple) || fail "no record was kept"
"$STIPPLE" score "$record" --json >"$WORK/score.json" 2>"$WORK/score.log"
code=$?
cat "$WORK/score.log"
[ "$code" -eq 0 ] || fail "the cut-off record scores with exit code $code"
grep -q 'cut off' "$WORK/score.log" || fail "nothing says that the attempt was cut off"
grep -q '"matchesRecord": *true' "$WORK/score.json" || fail "the marks until the cut do not match"
echo "passed"
