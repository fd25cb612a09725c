#!/usr/bin/env bash
# What people get wrong on the command line: each mistake ends with its exit code and a sentence
# that names it, and nothing is lost. No window is opened.
# Arguments: the program, bad_input_forge.
STIPPLE=$1
FORGE=$2
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
unset DISPLAY WAYLAND_DISPLAY LC_ALL
export HOME="$WORK/home" XDG_DATA_HOME="$WORK/home/data"
mkdir -p "$XDG_DATA_HOME"
LESSON=training/lessons/pad_first_passes.toml
ROOT=$STIPPLE_ROOT
cd "$WORK" || exit 1
failures=0

expect() { # expect CODE WORDS COMMAND...: WORDS as grep takes them, in what it says
    local code=$1 words=$2
    shift 2
    "$@" >out.txt 2>err.txt </dev/null
    local got=$?
    if [ "$got" -ne "$code" ]; then
        echo "FAILED: $* ended with $got, not $code"
    elif ! grep -q -e "$words" out.txt err.txt; then
        echo "FAILED: $* does not say '$words'"
    elif [ "$got" -ne 0 ] && [ ! -s err.txt ] && [ "$2" != lint ]; then
        echo "FAILED: $* says nothing on standard error"
    else
        return 0
    fi
    head -c 600 out.txt err.txt
    failures=$((failures + 1))
}

wants() { # wants WORDS FILE
    grep -q -e "$1" "$2" && return 0
    echo "FAILED: '$1' is not in $2"
    failures=$((failures + 1))
}

changed() { # changed FILE FROM TO: a data file with the first FROM replaced
    sed "0,/$2/s//$3/" "$ROOT/$1"
}

# --- wrong usage ---------------------------------------------------------------------------------
expect 2 'nonsense' "$STIPPLE" nonsense
expect 2 'help' "$STIPPLE" --nonsense
expect 2 'FILE is required; .stipple score --help' "$STIPPLE" score
expect 2 'LESSON' "$STIPPLE" perform
expect 2 'nope not in' "$STIPPLE" bench nope
expect 2 'WIDTHxHEIGHT' "$STIPPLE" render x --at 1 --out y.png --size 0x0
for command in '' practice perform score render report lint devices bench demo; do
    # shellcheck disable=SC2086
    expect 0 'Usage' "$STIPPLE" $command --help
done

# --- data files ----------------------------------------------------------------------------------
(cd "$ROOT" && find scenes training -name '*.toml' -print0 | xargs -0 "$STIPPLE" lint) >shipped.txt ||
    { cat shipped.txt; failures=$((failures + 1)); }
[ "$(grep -c ': fine$' shipped.txt)" -ge 12 ] || { echo "FAILED: few files"; failures=$((failures + 1)); }

PROTOCOL=training/protocols/training_default.toml
changed $LESSON '^time_limit_s' 'time_limits' >unknown.toml
expect 1 "unknown.toml:[0-9]*: unknown key 'time_limits'" "$STIPPLE" lint unknown.toml
changed $PROTOCOL 'unit = "mm"' 'unit = "cm"' >unit.toml
expect 1 "unit.toml:[0-9]*: key 'depth': unit is 'cm', must be 'mm'" "$STIPPLE" lint unit.toml
changed $PROTOCOL 'zone_max = { value = 1,' 'zone_max = { value = 0.3,' >above.toml
expect 1 'above.toml:[0-9]*: .*target 0.375 mm is above the zone maximum 0.3 mm' "$STIPPLE" lint above.toml
# the pens of the lesson cannot do what the protocol asks on the forehead: 36 needles, wide steps
sed -e '/pen_16.toml"/d' -e '/pen_12.toml"/d' "$ROOT/$LESSON" >coarse.toml
expect 1 "coarse.toml: .*no pen of the lesson can treat zone 'forehead'" "$STIPPLE" lint coarse.toml
changed $LESSON 'pen_12.toml' 'pen_99.toml' >names.toml
expect 1 'names.toml: .*pen_99.toml: cannot be opened' "$STIPPLE" lint names.toml
changed $LESSON 'zone = "forehead"' 'zone = "forhead"' >zone.toml
expect 1 "zone.toml: .*zone 'forhead' is not in the scene" "$STIPPLE" lint zone.toml
printf '\377\376\000' >binary.toml
expect 1 'binary.toml:1: ' "$STIPPLE" lint binary.toml
printf 'kind = "fish"\n' >kind.toml
expect 1 "kind.toml:1: .*'fish' is none of lesson, .*roller, .*input_devices" "$STIPPLE" lint kind.toml
: >empty.toml
expect 1 "empty.toml:1: key 'kind' is missing" "$STIPPLE" lint empty.toml
expect 3 'scenes: is a folder' "$STIPPLE" lint "$ROOT/scenes"
expect 3 'absent.toml: cannot be opened' "$STIPPLE" lint absent.toml
# one bad file does not hide the others
expect 1 'zone.toml' "$STIPPLE" lint "$ROOT/$PROTOCOL" zone.toml unit.toml
wants 'training_default.toml: fine' out.txt
wants "unit.toml:[0-9]*: key 'depth'" out.txt

# --- pens, lessons, folders ----------------------------------------------------------------------
expect 2 "no scripted pen 'nobody'; there are: expert" "$STIPPLE" perform $LESSON --pen scripted:nobody --out o
expect 2 'seed must be a whole number' "$STIPPLE" perform $LESSON --pen scripted:expert,seed=x --out o
expect 2 'a mouse needs a window' "$STIPPLE" perform $LESSON --pen mouse --out o
expect 2 "pen 'fish' is not known" "$STIPPLE" perform $LESSON --pen fish --out o
expect 3 'absent: cannot be opened' "$STIPPLE" perform $LESSON --pen recorded:absent --out o
expect 3 'absent.toml: there is no such lesson' "$STIPPLE" perform absent.toml --pen scripted:expert --out o
expect 1 'zone.toml: ' "$STIPPLE" perform zone.toml --pen scripted:expert --out o
[ ! -e o ] || { echo "FAILED: a refused attempt left a folder"; failures=$((failures + 1)); }
expect 3 '/dev/null' "$STIPPLE" perform $LESSON --pen scripted:expert --out /dev/null
expect 3 'no display' "$STIPPLE" practice $LESSON
expect 2 "no scripted pen 'nobody'" "$STIPPLE" practice $LESSON --pen scripted:nobody
expect 3 'there is no such lesson' "$STIPPLE" practice absent.toml

# a lesson is found from the data root, by an absolute path and from here; the record tells the same
cp "$ROOT/$LESSON" mine.toml
expect 0 '"matchesRecord": true' "$STIPPLE" perform $LESSON --pen scripted:expert --out whole --json
cp out.txt whole.json
head -c 250000 whole/attempt.stipple >cut.stipple
expect 0 'written' "$STIPPLE" perform "$ROOT/$LESSON" --pen recorded:cut.stipple --out short
wants 'cut.stipple: the attempt was cut off; it is performed again until' err.txt
expect 0 'written' "$STIPPLE" perform mine.toml --pen recorded:cut.stipple --out elsewhere
for folder in short elsewhere; do
    expect 0 'of 100' "$STIPPLE" score $folder/attempt.stipple
    if grep -aq -e "$WORK" -e "$ROOT/" $folder/attempt.stipple; then
        echo "FAILED: the record in $folder names folders of this machine"
        failures=$((failures + 1))
    fi
done
SHORT=short/attempt.stipple
expect 2 'overwritten' "$STIPPLE" perform $LESSON --pen recorded:$SHORT --out short
expect 0 'of 100' "$STIPPLE" score $SHORT

# --- records -------------------------------------------------------------------------------------
expect 0 'was cut off' "$STIPPLE" score cut.stipple
expect 0 '"matchesRecord": true' "$STIPPLE" score cut.stipple --json
expect 0 'was cut off' "$STIPPLE" report cut.stipple --out cut
wants 'The record was cut off' cut/report.html
wants '"complete": false' cut/report.json
head -c 20 $SHORT >begun.stipple
expect 1 'cut off before the attempt began' "$STIPPLE" score begun.stipple
: >empty.stipple
expect 1 'empty.stipple: is not a Stipple attempt' "$STIPPLE" score empty.stipple
expect 1 'is not a Stipple attempt' "$STIPPLE" report "$ROOT/$LESSON" --out o
expect 3 'absent.stipple: cannot be opened' "$STIPPLE" score absent.stipple
expect 3 'is a folder' "$STIPPLE" score .

flip() { # flip AT BIT: SHORT with one bit changed
    local byte
    byte=$(od -An -tu1 -j"$1" -N1 $SHORT)
    cp $SHORT flipped.stipple
    # shellcheck disable=SC2059
    printf "\\x$(printf %02x $((byte ^ $2)))" |
        dd of=flipped.stipple bs=1 seek="$1" conv=notrunc status=none
}
size=$(stat -c %s $SHORT)
# magic, version, head of the header, its text, and 12 places evenly to the last byte
for at in 0 9 12 16 20 40 $(for i in $(seq 12); do echo $((size * i / 12 - 1)); done); do
    flip "$at" $((1 << (at % 8)))
    expect 1 'flipped.stipple: ' "$STIPPLE" score flipped.stipple --json
    if grep -q '"matchesRecord": true' out.txt; then
        echo "FAILED: bit $((at % 8)) of byte $at: matchesRecord"
        failures=$((failures + 1))
    fi
done
flip $((size / 2)) 1
expect 1 'damaged' "$STIPPLE" report flipped.stipple --out damaged
wants 'damaged' damaged/report.html
wants '"matchesRecord": false' damaged/report.json
expect 1 'damaged record is not performed again' "$STIPPLE" perform $LESSON --pen recorded:flipped.stipple --out o
expect 1 'damaged' "$STIPPLE" render flipped.stipple --at 1 --out damaged.png --size 64x48

cp $SHORT format.stipple
printf '\007' | dd of=format.stipple bs=1 seek=8 conv=notrunc status=none
expect 1 'is written in attempt format 7, and this Stipple reads formats 1 to 2' "$STIPPLE" score format.stipple

forged() { # forged NAME CHANGE...: SHORT with one thing changed and all digests right
    "$FORGE" $SHORT "$1.stipple" "${@:2}" || { echo "FAILED: forge $*"; failures=$((failures + 1)); }
}
total=$("$STIPPLE" score $SHORT --json | sed -n '2s/ *"score": \([0-9.]*\),/\1/p')
forged core core 9999
expect 1 'recorded by core 9999, .*not re-checked; the score is shown as recorded' "$STIPPLE" score core.stipple --json
wants "^  \"score\": $total," out.txt
wants '"matchesRecord": false' out.txt
forged score score 99
expect 1 'the score differs from the record' "$STIPPLE" score score.stipple
forged core99 core 9999
"$FORGE" core99.stipple both.stipple score 99
expect 1 '99.0 of 100' "$STIPPLE" score both.stipple
# 100 of some 5,000 ticks are more than 1 %
forged lost lost 100
expect 0 'not assessable (the computer was too slow' "$STIPPLE" score lost.stipple
expect 0 '"assessable": false' "$STIPPLE" score lost.stipple --json
forged lesson lesson
expect 1 'the exercise inside the record cannot be used' "$STIPPLE" score lesson.stipple
wants 'the score is shown as recorded' err.txt
wants 'of 100' out.txt
expect 1 'the exercise inside the record cannot be used' "$STIPPLE" report lesson.stipple --out o
expect 1 'the exercise inside the record cannot be used' "$STIPPLE" render lesson.stipple --at 1 --out o.png
forged missing missing
expect 1 'the record does not carry the file' "$STIPPLE" score missing.stipple
forged comment comment
expect 1 'is not the one that was attempted' "$STIPPLE" score comment.stipple
forged none none
expect 1 'none.stipple: ' "$STIPPLE" score none.stipple
expect 1 'none.stipple: ' "$STIPPLE" report none.stipple --out none

# --- pictures ------------------------------------------------------------------------------------
expect 2 'outside it' "$STIPPLE" render $SHORT --at -1 --out x.png
expect 2 'outside it' "$STIPPLE" render $SHORT --at 9999 --out x.png
expect 2 'outside it' "$STIPPLE" render $SHORT --at nan --out x.png
expect 3 'x.png: cannot be written' "$STIPPLE" render $SHORT --at 1 --out /proc/x.png --size 32x32
expect 3 'named .fish' "$STIPPLE" render $SHORT --at 1 --out x.png --gpu fish
expect 3 "named 'fish'" "$STIPPLE" devices --gpu fish
expect 0 'odd.png' "$STIPPLE" render $SHORT --at 1 --out odd.png --size 17x1031
for view in close section coverage; do
    expect 0 'odd.png' "$STIPPLE" render $SHORT --at 1 --out odd.png --size 16x16 --view $view
done

# --- no Vulkan -----------------------------------------------------------------------------------
bare() { VK_DRIVER_FILES=/dev/null VK_ICD_FILENAMES=/dev/null "$STIPPLE" "$@"; }
expect 3 'no Vulkan driver is installed' bare devices
expect 3 'Vulkan did not start' bare render $SHORT --at 1 --out x.png
expect 0 'of 100' bare score $SHORT
expect 0 'report.html' bare report $SHORT --out bare
expect 3 'end.png was not drawn: Vulkan did not start: no Vulkan driver' bare demo --out demo
for file in attempt.stipple report.html report.json; do
    [ -s "demo/$file" ] || { echo "FAILED: no demo/$file without Vulkan"; failures=$((failures + 1)); }
done

# --- full disk, read-only home -------------------------------------------------------------------
limited() { (ulimit -f 400 && "$STIPPLE" "$@"); }
expect 3 'cannot be recorded any further .*stays readable' limited perform $LESSON --pen scripted:expert --out full
expect 0 'was cut off' "$STIPPLE" score full/attempt.stipple
tiny() { (ulimit -f 1 && "$STIPPLE" "$@"); }
expect 3 'report.html: could not be written' tiny report $SHORT --out tiny
[ -z "$(ls tiny)" ] || { echo "FAILED: half a report is left"; failures=$((failures + 1)); }
to_full() { "$STIPPLE" "$@" >/dev/full; }
expect 3 'could not be written to standard output' to_full score $SHORT --json
homeless() { HOME=/dev/null/x XDG_DATA_HOME='' "$STIPPLE" "$@"; }
expect 0 'attempts stay unsigned' homeless perform $LESSON --pen recorded:cut.stipple --out homeless
expect 0 '"signature": "not signed' cat homeless/report.json
expect 0 'out/attempts' homeless devices

# --- a locale with decimal commas ----------------------------------------------------------------
mkdir locale
if localedef -i de_DE -f UTF-8 locale/de_DE.UTF-8 2>/dev/null; then
    german() { LOCPATH="$WORK/locale" LC_ALL=de_DE.UTF-8 "$@"; }
    [ "$(german bash -c 'printf %.1f 1,5')" = 1,5 ] || { echo "FAILED: no commas"; failures=$((failures + 1)); }
    expect 0 ': fine' german "$STIPPLE" lint "$ROOT/$PROTOCOL"
    expect 0 '"score"' german "$STIPPLE" perform $LESSON --pen scripted:expert --out german --json
    cmp out.txt whole.json || failures=$((failures + 1))
    expect 0 'report' "$STIPPLE" report $SHORT --out plain
    expect 0 'report' german "$STIPPLE" report $SHORT --out comma
    cmp plain/report.html comma/report.html || failures=$((failures + 1))
    cmp plain/report.json comma/report.json || failures=$((failures + 1))
else
    echo "no localedef or no locale sources: the comma was not tried"
fi

[ "$failures" -eq 0 ] || exit 1
echo "passed"
