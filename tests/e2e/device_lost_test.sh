#!/usr/bin/env bash
# The graphics device is lost in the middle of an attempt: one sentence, exit code 3, and what was
# done until then opens and scores.
# Arguments: the program, attempt_probe, the folder of the layer that loses the device.
STIPPLE=$1
LAYER=$3
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT
LESSON=training/lessons/pad_first_passes.toml

loses() { # loses CALL:TIMES COMMAND...: after so many calls the device is gone
    STIPPLE_LOSE=$1 VK_LAYER_PATH=$LAYER VK_INSTANCE_LAYERS=VK_LAYER_STIPPLE_losing \
        timeout -k 5 60 "${@:2}"
}

one_sentence() { # one_sentence CODE: in program.log
    [ "$1" -eq 3 ] || fail "a lost device ended with $1"
    grep -q 'the graphics device was lost' "$WORK/program.log" || fail "the lost device is not named"
    [ "$(grep -vc "^stipple: info:" "$WORK/program.log")" -eq 1 ] || fail "it says more than one thing"
}

start_display 1024x700
declare -A doing=([vkQueueSubmit2]='\(Drawing a frame\|Submitting work\)'
    [vkWaitForFences]='Waiting for the graphics device'
    [vkAcquireNextImageKHR]="Asking for the window's next picture"
    [vkQueuePresentKHR]='Showing a frame in the window')
for call in "${!doing[@]}"; do
    loses "$call":60 "$STIPPLE" practice $LESSON --pen scripted:expert --speed 4 \
        --out "$WORK/$call" --close-at-end >"$WORK/program.out" 2>"$WORK/program.log"
    one_sentence $?
    grep -q "${doing[$call]} failed" "$WORK/program.log" || fail "$call was not the first to tell"
    grep -q "kept up to" "$WORK/program.log" || fail "it does not say what is kept"
    "$STIPPLE" score "$WORK/$call"/*.stipple --json >"$WORK/score.json" 2>"$WORK/score.log" ||
        fail "the record does not score after $call"
    grep -q 'cut off' "$WORK/score.log" || fail "nothing says that the attempt was cut off"
    grep -q '"matchesRecord": *true' "$WORK/score.json" || fail "the marks until the cut do not match"
    # while the exercise is still being prepared
    loses "$call":1 "$STIPPLE" practice $LESSON --out "$WORK/early" \
        >"$WORK/program.out" 2>"$WORK/program.log"
    one_sentence $?
    echo "survived $call"
done

# without a window
record=("$WORK"/vkQueueSubmit2/*.stipple)
for call in vkQueueSubmit2:0 vkQueueSubmit2:8 vkQueueWaitIdle:0 vkQueueWaitIdle:3; do
    loses $call "$STIPPLE" render "${record[0]}" --at 0.1 --out "$WORK/x.png" --size 64x64 \
        >"$WORK/program.out" 2>"$WORK/program.log"
    one_sentence $?
    [ ! -e "$WORK/x.png" ] || fail "a picture was written by a lost device"
done
echo "passed"
