#!/usr/bin/env bash
# Ctrl + Q leaves from every screen, however slow its frames are, and an attempt that is left keeps
# its score.
STIPPLE=$1
WORK=$(mktemp -d)
# shellcheck source-path=SCRIPTDIR source=display.sh
source "$(dirname "$0")/display.sh"
trap 'stop_all; rm -rf "$WORK"' EXIT
LESSON=training/lessons/pad_first_passes.toml

leaves() { # leaves SCREEN
    leave_by_key
    wait_for_end 30
    [ "$code" -eq 0 ] || fail "leaving $1 ended with $code"
    echo "left $1"
}

begin() { # begin FOLDER: a scripted attempt
    start_program practice $LESSON --pen scripted:expert --speed 4 --out "$WORK/$1"
    sleep 3
}

to_review() {
    xdotool key Return
    sleep 1
    xdotool key Return
    sleep 3
}

start_display 1280x800

start_program
sleep 2
leaves "the start screen"

start_program
sleep 2
xdotool mousemove 640 545 click 1 # the field for the name
sleep 0.5
xdotool type ada
leaves "the field for the name"

start_program
sleep 2
xdotool mousemove 160 766 click 1 # the settings, over the start screen
sleep 1
leaves "the settings"

begin live
leaves "an attempt"
record=$(ls "$WORK"/live/*.stipple) || fail "no record was kept"
"$STIPPLE" score "$record" >/dev/null 2>"$WORK/score.log" || fail "the record does not score"
[ ! -s "$WORK/score.log" ] || fail "the record was cut off: $(cat "$WORK/score.log")"

begin paused
xdotool key Escape
sleep 1
leaves "a pause"

begin review
to_review
leaves "the review"

begin replay
to_review
xdotool mousemove 300 192 click 1 # its second tab: traces and replay
sleep 1
leaves "the replay"

# the whole chord within one frame
begin quick
to_review
kill -STOP "$program_pid"
xdotool key ctrl+q
kill -CONT "$program_pid"
wait_for_end 30
[ "$code" -eq 0 ] || fail "a quick chord ended with $code"

# a person's Q before Ctrl is the dial, not the chord
start_program practice $LESSON --out "$WORK/dial"
sleep 2
xdotool key F1 # closes the card of keys
sleep 1
kill -STOP "$program_pid"
xdotool key q keydown ctrl
kill -CONT "$program_pid"
sleep 1
xdotool keyup ctrl
kill -0 "$program_pid" 2>/dev/null || fail "Q followed by Ctrl left the program"
leaves "an attempt with the mouse"
echo "passed"
