# shellcheck shell=bash disable=SC2034  # STIPPLE and WORK come from, code and window go to, the test
# Sourced by the window tests: a display of their own, a home of their own, and words for the mouse.
# Needs STIPPLE (the program) and WORK (an empty folder); leaves nothing behind.

set -uo pipefail

skip() { # in CI a skip is a failure: the packages are the launcher's to install
    printf 'skipped: %s\n' "$1"
    [ -n "${CI:-}" ] && exit 1
    exit 77
}

for tool in Xvfb xdotool; do
    command -v "$tool" >/dev/null || skip "$tool is not installed"
done

start_display() { # start_display WIDTHxHEIGHT
    local number_file="$WORK/display"
    : >"$number_file"
    # -noreset: without it the server starts anew when the first question below has left, and turns the program away
    Xvfb -displayfd 3 -screen 0 "${1}x24" -nolisten tcp -noreset 3>"$number_file" 2>"$WORK/xvfb.log" &
    display_pid=$!
    for _ in $(seq 100); do
        [ -s "$number_file" ] && break
        sleep 0.1
    done
    [ -s "$number_file" ] || { cat "$WORK/xvfb.log"; echo "the display did not start"; exit 1; }
    DISPLAY=":$(cat "$number_file")"
    export DISPLAY
    unset WAYLAND_DISPLAY
    # the number is told before the first client is let in
    for _ in $(seq 50); do
        xdotool getmouselocation >/dev/null 2>&1 && break
        sleep 0.1
    done
    export HOME="$WORK/home" XDG_DATA_HOME="$WORK/home/data"
    mkdir -p "$XDG_DATA_HOME"
}

stop_all() {
    [ -n "${program_pid:-}" ] && kill "$program_pid" 2>/dev/null
    [ -n "${display_pid:-}" ] && kill "$display_pid" 2>/dev/null
    wait 2>/dev/null
}
trap stop_all EXIT

start_program() { # start_program ARGUMENTS...: in the background, log in $WORK/program.log
    "$STIPPLE" "$@" >"$WORK/program.out" 2>"$WORK/program.log" &
    program_pid=$!
    for _ in $(seq 200); do
        window=$(xdotool search --name '^Stipple' 2>/dev/null | head -n 1)
        [ -n "$window" ] && return 0
        kill -0 "$program_pid" 2>/dev/null || break
        sleep 0.1
    done
    cat "$WORK/program.log"
    echo "the window did not open"
    exit 1
}

wait_for_end() { # wait_for_end SECONDS: the program's exit code in $code
    local i
    for ((i = 0; i < $1 * 10; ++i)); do
        kill -0 "$program_pid" 2>/dev/null || break
        sleep 0.1
    done
    if kill -0 "$program_pid" 2>/dev/null; then
        echo "the program did not end within $1 s"
        exit 1
    fi
    wait "$program_pid"
    code=$?
    program_pid=
}

glide() { # glide X0 Y0 X1 Y1 STEPS: moves the pointer evenly
    local i
    for ((i = 0; i <= $5; ++i)); do
        xdotool mousemove $(($1 + ($3 - $1) * i / $5)) $(($2 + ($4 - $2) * i / $5))
        sleep 0.03
    done
}

fail() {
    echo "FAILED: $*"
    [ -f "$WORK/program.log" ] && tail -n 20 "$WORK/program.log"
    exit 1
}

# Ctrl + Q on a slow machine: one frame sees Ctrl go down, the next one Q and the release of both.
leave_by_key() {
    xdotool keydown ctrl
    sleep 0.5
    kill -STOP "$program_pid"
    xdotool key q keyup ctrl
    kill -CONT "$program_pid"
}
