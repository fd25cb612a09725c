#!/usr/bin/env bash
# Patients as files: what is wrong with one is told with file, line or landmark, a damaged asset with
# the command that mends it, and the exported head is glTF by Khronos' own validator.
# Arguments: the program.
STIPPLE=$1
ROOT=$STIPPLE_ROOT
if [ ! -f "$ROOT/.build/patients/people.stipple-people" ]; then
    echo "skipped: the patients are not here"
    [ -n "${CI:-}" ] && exit 1
    exit 77
fi
WORK=$(mktemp -d)
trap 'rm -rf "$WORK"' EXIT
unset DISPLAY WAYLAND_DISPLAY
cd "$WORK" || exit 1
failures=0

expect() { # expect CODE WORDS COMMAND...
    local code=$1 words=$2
    shift 2
    "$@" >out.txt 2>&1 </dev/null
    local got=$?
    if [ "$got" -ne "$code" ] || ! grep -q -e "$words" out.txt; then
        echo "FAILED: $* ended with $got (not $code?) or does not say '$words'"
        head -c 600 out.txt
        failures=$((failures + 1))
    fi
}
changed() { # changed FILE FROM TO
    sed "0,/$2/s//$3/" "$ROOT/$1"
}

# --- files that only the body shows to be wrong --------------------------------------------------
PATIENT=scenes/patients/woman_34_fine_lines.toml
changed $PATIENT 'head\/head-oval' 'head\/head-hexagon' >morph.toml
expect 1 "head/head-hexagon" "$STIPPLE" lint morph.toml
changed $PATIENT '^age = 34' 'age = 340' >age.toml
expect 1 'age.toml:[0-9]*: .*age' "$STIPPLE" lint age.toml
changed $PATIENT 'anatomy\/face.toml' 'anatomy\/tail.toml' >place.toml
expect 1 'anatomy/tail.toml' "$STIPPLE" lint place.toml
changed scenes/anatomy/face.toml '"hairline_corner", view' '"hairline_korner", view' >landmark.toml
expect 1 "landmark.toml:[0-9]*: .*hairline_corner" "$STIPPLE" lint landmark.toml
changed scenes/anatomy/face.toml 'at_mm = \[0.0, 806.0\]' 'at_mm = [0.0, 1806.0]' >off.toml
expect 1 "trichion" "$STIPPLE" lint off.toml
expect 0 'fine' "$STIPPLE" lint "$ROOT/$PATIENT" "$ROOT/scenes/anatomy/face.toml"

# --- a damaged asset -----------------------------------------------------------------------------
mkdir -p broken/.build/patients
ln -s "$ROOT/scenes" "$ROOT/training" "$ROOT/assets" broken/
ASSET=broken/.build/patients/people.stipple-people
head -c 100000 "$ROOT/.build/patients/people.stipple-people" >$ASSET
expect 1 "cut short.*'./stipple patients'" env STIPPLE_ROOT="$WORK/broken" "$STIPPLE" patients
expect 3 "./stipple patients" env STIPPLE_ROOT="$WORK/broken" "$STIPPLE" patient $PATIENT
expect 0 'of 100' env STIPPLE_ROOT="$WORK/broken" "$STIPPLE" perform training/lessons/pad_first_passes.toml \
    --pen scripted:expert --out pad

# --- the exported head ---------------------------------------------------------------------------
expect 0 'written: head.glb' "$STIPPLE" patient $PATIENT --export head.glb
# taken once with npm, checked, and kept beside the patients
KEPT=$ROOT/.build/patients/gltf-validator
if [ ! -d "$KEPT" ] && npm pack gltf-validator@2.0.0-dev.3.10 --silent >npm.txt 2>&1; then
    echo "a1d278934b519065e20c69fbf320c183e7c16c022f0675f187747002d6b47a64b11adc9a80513c078c442c1d6861edd2e510fc0a2dee640b1969ab1c1f62c011  gltf-validator-2.0.0-dev.3.10.tgz" |
        sha512sum --status -c && tar -xzf gltf-validator-2.0.0-dev.3.10.tgz && mv package "$KEPT"
fi
if [ -d "$KEPT" ]; then
    cat >validate.js <<'JS'
const fs = require('fs');
const [validator, file] = process.argv.slice(2);
require(validator).validateBytes(new Uint8Array(fs.readFileSync(file))).then((report) => {
    const { numErrors, messages } = report.issues;
    console.log(`${numErrors} errors; ${report.info.totalTriangleCount} triangles`);
    messages.filter((m) => m.severity === 0).slice(0, 5).forEach((m) => console.log(m.message, m.pointer));
    process.exit(numErrors === 0 && report.info.totalTriangleCount > 10000 ? 0 : 1);
}, (error) => { console.log(String(error)); process.exit(1); });
JS
    expect 0 '^0 errors' node validate.js "$KEPT" head.glb
    cat out.txt
    # the validator would see it
    { head -c 30 head.glb; printf 'XXXX'; tail -c +35 head.glb; } >bad.glb
    expect 1 '.' node validate.js "$KEPT" bad.glb
else
    echo "the glTF validator could not be fetched with npm: the exported head was not checked by it"
fi

[ "$failures" -eq 0 ] && echo "passed"
exit $((failures > 0))
