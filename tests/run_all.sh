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
    cmake --preset "$preset" >".build/$preset/configure.log" 2>&1 ||
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
    git ls-files '*.cpp' '*.h' | xargs clang-format --dry-run -Werror
}

tidy_is_quiet() {
    git ls-files 'engine/*.cpp' 'training/*.cpp' |
        xargs -P "$jobs" -n 4 clang-tidy -p .build/release --quiet 2>.build/tidy.log || {
        grep -v 'warnings generated' .build/tidy.log | tail -n 40
        return 1
    }
}

part "release: build" build release
part "release: tests" tests release
if [ "${1:-}" != --quick ]; then
    part "code layout (clang-format)" format_is_clean
    for preset in core-debug core-clang core-clang-debug; do
        part "$preset: build" build "$preset"
        part "$preset: same bits" tests "$preset" -L replay
    done
    part "sanitizers: build" build sanitize
    part "sanitizers: tests" tests sanitize -LE slow
    part "same bits without FMA" env GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2_Usable,-FMA_Usable \
        ctest --test-dir .build/release --output-on-failure -L replay
    part "clang-tidy" tidy_is_quiet
fi

printf '\n'
for name in "${failures[@]:-}"; do [ -n "$name" ] && printf 'failed: %s\n' "$name"; done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
