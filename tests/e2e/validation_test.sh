#!/usr/bin/env bash
# The whole window program under the validation layer, with resizing: not one message.
STIPPLE=$1
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

"$STIPPLE" devices 2>/dev/null | grep -q '^validation: *installed' ||
    skip "the Vulkan validation layer is not installed"
start_display 1400x900
start_program --validation practice training/lessons/pad_first_passes.toml --pen scripted:expert \
    --speed 4 --out "$WORK/attempts"
sleep 5
xdotool windowsize "$window" 1024 640
sleep 2
xdotool windowsize "$window" 1300 860
sleep 2
xdotool key Escape # pause: the map lies on the skin
sleep 2
xdotool key Escape
sleep 1
xdotool key Return
sleep 1
xdotool key Return # the review
sleep 4
leave_by_key
wait_for_end 60
[ "$code" -eq 0 ] || fail "the program ended with $code"
grep -q 'validation layer' "$WORK/program.log" && fail "$(cat "$WORK/program.log")"
echo "passed"
