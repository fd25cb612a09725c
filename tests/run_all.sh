#!/usr/bin/env bash
# Every test of the project; called by `./stipple test`. Prints one line per part and stops at
# the end, not at the first failure, so that one run tells all.
#   --quick   only the release build and its tests
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 3
export STIPPLE_ROOT="$root"
jobs=$(nproc)
passed=0
failed=0
failures=()

part() { # part NAME COMMAND...
    local name=$1 start=$SECONDS
    shift
    printf '\n== %s\n' "$name"
    if "$@"; then
        passed=$((passed + 1))
        printf '== %s: passed (%d s)\n' "$name" $((SECONDS - start))
    else
        failed=$((failed + 1))
        failures+=("$name")
        printf '== %s: FAILED (%d s)\n' "$name" $((SECONDS - start))
    fi
}

build() { # build PRESET [TARGET...]
    local preset=$1
    shift
    mkdir -p ".build/$preset"
    cmake --preset "$preset" -DBUILD_TESTING=ON >".build/$preset/configure.log" 2>&1 ||
        { cat ".build/$preset/configure.log"; return 1; }
    ninja -C ".build/$preset" "$@" >".build/$preset/build.log" 2>&1 ||
        { tail -n 60 ".build/$preset/build.log"; return 1; }
}

tests() { # tests PRESET [CTEST OPTIONS...]
    local preset=$1
    shift
    ctest --test-dir ".build/$preset" --output-on-failure -j "$jobs" "$@"
}

format_is_clean() {
    git ls-files -z '*.cpp' '*.h' | xargs -0 clang-format --dry-run -Werror
}

# libm picks its sin and exp by the processor; with FMA hidden it picks others, and nothing may change
without_fma() {
    local -x GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA
    local word
    # word 2 of leaf 1, bit 12: is FMA in use? An unknown tunable would be ignored silently.
    word=$(/lib64/ld-linux-x86-64.so.2 --list-diagnostics |
        sed -n 's/^x86.cpu_features.features\[0x0\].active\[0x2\]=//p')
    if [ -z "$word" ] || (((word >> 12) & 1)); then
        echo "FMA could not be hidden from the C library (${word:-no diagnostics})"
        return 1
    fi
    tests release -L replay
}

# every parser meets new input, starting from its corpus; the seed makes a finding come back
fuzz() { # fuzz NAME FOLDER
    mkdir "$2/$1"
    ".build/fuzz/tests/fuzz/fuzz_$1" -seed=1 -runs=4000 -max_total_time=20 -timeout=20 -verbosity=0 \
        -artifact_prefix="$2/" "$2/$1" "tests/fuzz/corpus/$1" >"$2/$1.log" 2>&1 && return
    echo "fuzz_$1: the input is in $2"
    tail -n 30 "$2/$1.log"
    return 1
}

fuzzers_find_nothing() {
    local fresh
    fresh=$(mktemp -d)
    export -f fuzz
    # shellcheck disable=SC2016  # for the shell that xargs starts
    find tests/fuzz/corpus -mindepth 1 -maxdepth 1 -type d -printf '%f\0' | sort -z |
        xargs -0 -P "$jobs" -I '{}' bash -c 'fuzz "$@"' fuzz '{}' "$fresh" || return 1
    rm -rf "$fresh"
}

# Eight files of a folder at a time: most of what clang-tidy takes is the standard library's headers,
# and so they are read an eighth as often. Files that are read together cannot give the same name to
# two things; that is found here, and is mostly something that stands twice.
tidy() {
    cmake --preset tidy -DBUILD_TESTING=OFF >.build/tidy.log 2>&1 || return 1
    exec xargs -0 -P "$jobs" -n 1 nice -n 19 \
        clang-tidy -p .build/tidy --quiet --checks=-bugprone-suspicious-include >.build/tidy.log 2>&1 \
        < <(sed -n 's/^ *"file": "\(.*\)",\{0,1\}$/\1/p' .build/tidy/compile_commands.json |
            grep -v stipple_shaders | tr '\n' '\0')
}

# begun early, at the lowest priority: the window tests wait for the clock most of their time
begin_tidy() {
    tidy &
    tidy_pid=$!
    trap 'kill "$tidy_pid"; exit 1' INT TERM
}

tidy_is_quiet() {
    wait "$tidy_pid" || {
        grep -E '(error|warning):|CMake Error' .build/tidy.log | sort -u | head -n 60
        return 1
    }
}

part "release: build" build release
[ "${1:-}" = --quick ] || begin_tidy
part "release: tests" tests release
if [ "${1:-}" != --quick ]; then
    part "code layout (clang-format)" format_is_clean
    for preset in core-debug core-clang core-clang-debug; do
        part "$preset: build" build "$preset" replay_tests
        part "$preset: same bits" tests "$preset" -L replay
    done
    part "same bits without FMA" without_fma
    part "sanitizers and fuzzers: build" build fuzz
    part "sanitizers: tests" tests fuzz -LE slow
    part "fuzzers: a few seconds each" fuzzers_find_nothing
    part "clang-tidy" tidy_is_quiet
fi

printf '\n'
for name in "${failures[@]:-}"; do [ -n "$name" ] && printf 'failed: %s\n' "$name"; done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
