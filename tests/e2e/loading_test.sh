#!/usr/bin/env bash
# A patient is got ready beside the window: its steps are shown, Esc gives it up and leads back to the
# start screen, the next try works, and a window that is closed meanwhile ends well. What was given
# up leaves no record.
# Arguments: the program, attempt_probe, close_window.
STIPPLE=$1
CLOSE=$3
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT
LESSON=training/lessons/face_forehead.toml

[ -f "$STIPPLE_ROOT/.build/patients/people.stipple-people" ] || skip "the patients are not here"

said() { # said PATTERN SECONDS: until the program has said it
    local i
    for ((i = 0; i < $2 * 10; ++i)); do
        grep -q "$1" "$WORK/program.log" && return 0
        kill -0 "$program_pid" 2>/dev/null || fail "the program ended before '$1'"
        sleep 0.1
    done
    fail "not within $2 s: $1"
}

records() { find "$WORK/home" "$WORK/attempts" -name '*.stipple' 2>/dev/null | wc -l; }

start_display 1280x800

# begun from the command line: the card at once, then given up, then begun again from the screen
start_program practice $LESSON --pen scripted:expert --out "$WORK/attempts"
xdotool key --window "$window" Escape
said 'given up after' 30
[ "$(records)" -eq 0 ] || fail "what was given up left a record"
sleep 3 # the start screen reads the lessons
kill -0 "$program_pid" 2>/dev/null || fail "giving up ended the program"
xdotool mousemove 230 520 click 1 # Forehead
sleep 1
xdotool mousemove 578 623 click 1 # Start the lesson
said 'ready after' 60
grep 'ready after' "$WORK/program.log"
steps=$(sed -n 's/.* \([0-9]*\) steps shown.*/\1/p' "$WORK/program.log")
[ "$steps" -ge 1 ] || fail "no step was shown"
longest=$(sed -n 's/.*longest frame took \([0-9]*\) ms.*/\1/p' "$WORK/program.log")
# far above what it takes, far below a load on the window's own thread
[ "$longest" -lt 1000 ] || fail "the window stood still for $longest ms"
leave_by_key
wait_for_end 30
[ "$code" -eq 0 ] || fail "leaving ended with $code"
[ "$(records)" -eq 1 ] || fail "there are $(records) records, not the one of the second try"

# closed while it loads
start_program practice $LESSON --out "$WORK/closed"
"$CLOSE" "$window" || fail "the window could not be asked to close"
wait_for_end 30
[ "$code" -eq 0 ] || fail "closing the window while loading ended with $code"
grep -q 'ready after' "$WORK/program.log" && fail "it had loaded before it was closed"
[ -z "$(ls "$WORK/closed" 2>/dev/null)" ] || fail "a window closed while loading left a record"
echo "passed"
