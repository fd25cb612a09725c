#!/usr/bin/env bash
# A person with a mouse on a patient: opens the forehead lesson in a real window, turns and frames the
# view, needles the forehead, ends the attempt, and gets a record that scores to the same bits again.
# Without the patients' bodies the same record says what is missing and ends with 3.
# Arguments: the program, attempt_probe.
STIPPLE=$1
PROBE=$2
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

[ -f "$STIPPLE_ROOT/.build/patients/people.stipple-people" ] || skip "the patients are not here"

# every Vulkan call on a real person is looked at, where the layer is there
checked=()
"$STIPPLE" devices 2>/dev/null | grep -q '^validation: *installed' && checked=(--validation)
start_display 1280x800
start_program "${checked[@]}" practice training/lessons/face_forehead.toml --out "$WORK/attempts" --close-at-end
sleep 8
xdotool key F1 # closes the card of keys
sleep 1

# the middle of the forehead, which the start view frames above the insets
xdotool mousemove 464 255
sleep 1
for key in i x f Home; do
    xdotool key "$key"
    sleep 1.5
done
xdotool key m # motor on
sleep 0.5
xdotool mousedown 1
sleep 1
glide 464 255 514 255 40
xdotool mouseup 1
sleep 1
xdotool key Return
sleep 1
xdotool key Return
wait_for_end 90
[ "$code" -eq 0 ] || fail "the program ended with $code"
grep -q 'validation layer' "$WORK/program.log" && fail "$(cat "$WORK/program.log")"

record=$(ls "$WORK"/attempts/*.stipple) || fail "no record was kept"
"$PROBE" "$record" >"$WORK/punctures" || fail "the record cannot be read"
cat "$WORK/punctures"
total=$(sed -n 's/^total //p' "$WORK/punctures")
[ "$total" -gt 200 ] || fail "only $total punctures"
read -r _ count _ < <(grep '^forehead ' "$WORK/punctures") || fail "none on the forehead"
[ "$count" -gt $((total / 2)) ] || fail "only $count of $total punctures on the forehead"

"$STIPPLE" score "$record" --json >"$WORK/score.json" || fail "the record does not score to the same bits"
grep -q '"matchesRecord": *true' "$WORK/score.json" || fail "matchesRecord is not true"
"$STIPPLE" report "$record" --out "$WORK/report" >/dev/null || fail "no report"
grep -q 'Forehead' "$WORK/report/report.html" || fail "the report does not name the zone"

# the same data without the bodies
mkdir "$WORK/bare"
ln -s "$STIPPLE_ROOT/scenes" "$STIPPLE_ROOT/training" "$WORK/bare/"
STIPPLE_ROOT="$WORK/bare" "$STIPPLE" score "$record" >/dev/null 2>"$WORK/bare.log"
[ $? -eq 3 ] || fail "without the patients, the exit code was not 3"
grep -q 'stipple patients' "$WORK/bare.log" || fail "nothing says how to get the patients"
STIPPLE_ROOT="$WORK/bare" "$STIPPLE" perform training/lessons/face_forehead.toml \
    --pen scripted:expert --out "$WORK/none" 2>"$WORK/bare.log"
[ $? -eq 3 ] || fail "a lesson without its patient did not end with 3"
echo "passed"
