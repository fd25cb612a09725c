#!/usr/bin/env bash
# What happens to a window in the middle of an attempt: squeezed, hidden, left by the pointer and
# closed; a full disk; no Vulkan. The program never falls, and what was done is kept.
# Arguments: the program, close_window.
STIPPLE=$1
CLOSE=$2
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT
LESSON=training/lessons/pad_first_passes.toml

alive() { kill -0 "$program_pid" 2>/dev/null || fail "the program fell: $1"; }

start_display 1280x800

start_program practice $LESSON --out "$WORK/mouse"
sleep 2
xdotool key F1 # closes the card of keys
sleep 0.5
xdotool mousemove 430 430 key m mousedown 1
glide 430 430 460 430 10
for size in '1 1' '3 900' '900 3' '1279 797' '200 150'; do
    # shellcheck disable=SC2086
    xdotool windowsize "$window" $size
    sleep 0.4
    alive "resized to $size"
done
xdotool windowsize "$window" 1280 800
xdotool windowunmap "$window"
sleep 0.5
alive "hidden"
xdotool windowmap "$window"
sleep 0.5
# the pointer leaves the pad and the picture with the button down; then the window is closed
glide 430 430 5 5 5
glide 5 5 1275 795 5
alive "left by the pointer"
"$CLOSE" "$window" || fail "the window could not be asked to close"
wait_for_end 30
[ "$code" -eq 0 ] || fail "closing the window ended with $code"
record=$(ls "$WORK"/mouse/*.stipple) || fail "no record was kept"
"$STIPPLE" score "$record" --json >"$WORK/score.json" 2>"$WORK/score.log" || fail "the record does not score"
[ ! -s "$WORK/score.log" ] || fail "the record was cut off: $(cat "$WORK/score.log")"
grep -q '"matchesRecord": true' "$WORK/score.json" || fail "matchesRecord is not true"

# a full disk ends the attempt with a sentence, and what was recorded opens
(ulimit -f 300 && exec "$STIPPLE" practice $LESSON --pen scripted:expert --speed 16 \
    --out "$WORK/full" --close-at-end) >"$WORK/program.out" 2>"$WORK/program.log" &
program_pid=$!
wait_for_end 90
[ "$code" -eq 3 ] || fail "a full disk ended with $code"
grep -q 'cannot be recorded any further' "$WORK/program.log" || fail "a full disk is not named"
grep -q 'kept up to' "$WORK/program.log" || fail "it does not say what is kept"
"$STIPPLE" score "$WORK"/full/*.stipple >/dev/null 2>"$WORK/score.log" || fail "the rest does not score"
grep -q 'cut off' "$WORK/score.log" || fail "nothing says that the attempt was cut off"

# no Vulkan: no window, and words
VK_DRIVER_FILES=/dev/null VK_ICD_FILENAMES=/dev/null "$STIPPLE" practice $LESSON --out "$WORK/none" \
    >"$WORK/program.out" 2>"$WORK/program.log"
code=$?
[ "$code" -eq 3 ] || fail "practice without Vulkan ended with $code"
grep -q 'no Vulkan driver is installed' "$WORK/program.log" || fail "the missing driver is not named"
echo "passed"
