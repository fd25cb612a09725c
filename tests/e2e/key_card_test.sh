#!/usr/bin/env bash
# F1 opens and closes the card of keys on every screen; that it was seen is written when it closes.
STIPPLE=$1
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

seen() { grep -rqs 'key_card_seen *= *true' "$WORK/home"; }

shows() { # shows SCREEN: opened and closed by F1, then left
    xdotool key F1
    sleep 1
    seen && fail "the card was closed on $1 before it was opened"
    xdotool key F1
    sleep 1
    seen || fail "F1 does not show the card on $1"
    leave_by_key
    wait_for_end 30
    [ "$code" -eq 0 ] || fail "leaving $1 ended with $code"
    rm -rf "${WORK:?}/home"
    mkdir -p "$XDG_DATA_HOME"
}

start_display 1280x800
start_program
sleep 2
shows "the start screen"

start_program practice training/lessons/pad_first_passes.toml --pen scripted:expert --speed 4 \
    --out "$WORK/attempts"
sleep 3
shows "an attempt"

start_program practice training/lessons/pad_first_passes.toml --pen scripted:expert --speed 4 \
    --out "$WORK/attempts"
sleep 3
xdotool key Return
sleep 1
xdotool key Return
sleep 3
shows "the review"
echo "passed"
