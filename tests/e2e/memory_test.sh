#!/usr/bin/env bash
# A scripted treatment of a face, drawn frame by frame without a window: the process grows by what
# the attempt keeps of it and by nothing else.
# Arguments: the program.
STIPPLE=$1
unset DISPLAY WAYLAND_DISPLAY
if [ ! -f "$STIPPLE_ROOT/.build/patients/people.stipple-people" ]; then
    echo "skipped: the patients are not here"
    [ -n "${CI:-}" ] && exit 1
    exit 77
fi
out=$("$STIPPLE" bench memory --lesson training/lessons/face_forehead.toml --seconds 20) ||
    { echo "FAILED: the pen could not perform"; exit 1; }
echo "$out"
made=$(sed -n 's/.*punctures made *\([0-9.e+]*\).*/\1/p' <<<"$out")
awk -v made="$made" 'BEGIN { exit !(made > 500) }' || { echo "FAILED: only $made punctures"; exit 1; }
grep -q 'growth of what is allocated.*met' <<<"$out" || { echo "FAILED: memory grew"; exit 1; }
echo "passed"
