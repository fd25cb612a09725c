#!/usr/bin/env bash
# The README's first command: without a display and in a window.
STIPPLE=$1
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT

check_files() { # check_files FOLDER
    local file
    for file in attempt.stipple report.html report.json end.png; do
        [ -s "$1/$file" ] || fail "$1/$file is missing"
    done
    head -c 4 "$1/end.png" | grep -q PNG || fail "end.png is no PNG"
    "$STIPPLE" score "$1/attempt.stipple" --json >"$WORK/score.json" || fail "the demo does not re-score"
    score=$(sed -n 's/^ *"score": *\([0-9]*\).*/\1/p' "$WORK/score.json" | head -n 1)
    [ "${score:-0}" -gt 85 ] || fail "the expert scored ${score:-nothing}"
}

(
    unset DISPLAY WAYLAND_DISPLAY
    "$STIPPLE" demo --out "$WORK/headless" >"$WORK/headless.txt" || exit 1
) || fail "the demo without a display failed"
grep -q 'No display' "$WORK/headless.txt" || fail "it does not say that there is no display"
check_files "$WORK/headless"

start_display 1280x800
"$STIPPLE" demo --out "$WORK/window" --speed 32 >"$WORK/window.txt" 2>"$WORK/program.log" ||
    fail "the demo in a window failed"
grep -q 'In the window' "$WORK/window.txt" || fail "the demo did not use the window"
check_files "$WORK/window"
echo "passed"
