#!/usr/bin/env bash
# A person with a mouse: needles the middle patch in a real window, ends the attempt, and gets a
# record whose punctures are where the pointer went and that scores to the same bits again.
# Arguments: the program, attempt_probe.
STIPPLE=$1
PROBE=$2
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

start_display 1280x800
start_program practice training/lessons/pad_first_passes.toml --out "$WORK/attempts" --close-at-end
sleep 2
xdotool key F1 # closes the card of keys, which opens by itself the first time
sleep 1

# where the start camera shows the middle patch in a window of this size
xdotool mousemove 430 290
sleep 0.5
xdotool key m # motor on
sleep 0.3
xdotool mousedown 1
sleep 0.5
glide 430 290 500 290 40
xdotool mouseup 1
sleep 0.5
xdotool key Return
sleep 1
xdotool key Return
wait_for_end 60
[ "$code" -eq 0 ] || fail "the program ended with $code"

record=$(ls "$WORK"/attempts/*.stipple) || fail "no record was kept"
"$PROBE" "$record" >"$WORK/punctures" || fail "the record cannot be read"
cat "$WORK/punctures"
total=$(sed -n 's/^total //p' "$WORK/punctures")
[ "$total" -gt 200 ] || fail "only $total punctures"
read -r _ count low high < <(grep '^cheek_medial ' "$WORK/punctures") || fail "none on the middle patch"
[ "$count" -gt $((total * 9 / 10)) ] || fail "only $count of $total punctures on the middle patch"
[ $((high - low)) -ge 5 ] || fail "the punctures span $low to $high mm: they did not follow the pointer"

# the same bits again, and a report
"$STIPPLE" score "$record" --json >"$WORK/score.json" || fail "the record does not score to the same bits"
grep -q '"matchesRecord": *true' "$WORK/score.json" || fail "matchesRecord is not true"
# what a mouse cannot measure is not scored
grep -q '"not assessed"' "$WORK/score.json" || fail "force and tilt of a mouse were scored"
"$STIPPLE" report "$record" --out "$WORK/report" >/dev/null || fail "no report"
[ -s "$WORK/report/report.html" ] || fail "report.html is empty"
echo "passed"
