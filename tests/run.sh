#!/usr/bin/env bash
# The one test command: installs what is missing, builds and runs every test. Nothing is written outside build/,
# but for Debian packages where this runs as root. A second run reuses what the first one built.
#
#   tests/run.sh             everything
#   tests/run.sh cpp         the C++ and C part: optimised, then under the sanitizers
#   tests/run.sh python      the wheel in a clean environment, and every test of the Python package
set -euo pipefail
cd "$(dirname "$0")/.."

readonly what=${1:-all} work=$PWD/build/run
readonly tools=$work/tools/bin clean=$work/clean/bin
jobs=$(nproc 2>/dev/null || echo 2)
mkdir -p "$work/logs"

# stage NAME COMMAND...: one line when it passes, everything it said when it fails.
stage() {
  local name=$1 start=$SECONDS log status
  log=$work/logs/${1//[^A-Za-z0-9]/-}.log
  shift
  # Not `"$@" || status=$?`: that would switch errexit off inside the command.
  set +e
  (set -e && "$@") >"$log" 2>&1 </dev/null
  status=$?
  set -e
  if ((status != 0)); then
    cat "$log"
    printf 'tests/run.sh: FAILED: %s (status %d, %d s)\n' "$name" "$status" $((SECONDS - start))
    exit 1
  fi
  printf '%-44s %4d s\n' "$name" $((SECONDS - start))
  grep -E '^([0-9]+% tests passed|=+ .*[0-9]+ passed|Success: )' "$log" || true
}

fail() {
  printf 'tests/run.sh: %s\n' "$1" >&2
  exit 1
}

# --- what is missing -------------------------------------------------------------------------------------------

debian_packages() {
  local boost missing
  apt-cache show libeigen3-dev >/dev/null 2>&1 || apt-get update -qq
  boost=$(apt-cache pkgnames libboost1. | grep -E '^libboost1\.[0-9]+-dev$' | sort -V | tail -n 1)
  # shellcheck disable=SC2046  # one word a package
  missing=$(comm -23 \
    <(printf '%s\n' g++ git cmake ninja-build ccache pkg-config python3-dev python3-venv libeigen3-dev doctest-dev "$boost" | sort) \
    <(dpkg-query -W -f '${db:Status-Status} ${Package}\n' | sed -n 's/^installed //p' | sort))
  [[ -z $missing ]] && return
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $missing ||
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends $missing; }
}

# The build requirements of pyproject.toml and what else comes from the Python registry; headers for C++ included.
python_tools() {
  [[ -x $tools/python ]] || python3 -m venv "$work/tools"
  "$tools/python" -m pip install -q --disable-pip-version-check 'scikit-build-core>=0.11' 'pybind11>=3' "$@"
  "$tools/python" -c 'from scikit_build_core.build import get_requires_for_build_wheel as needs
print(*needs(), sep="\n")' >"$work/requirements.txt"
  "$tools/python" -m pip install -q --disable-pip-version-check -r "$work/requirements.txt"
}

# CDNOW, for the tests that reproduce published numbers; they are skipped without it.
cdnow() {
  "$tools/python" -m pip install -q --disable-pip-version-check --no-deps lifetimes &&
    "$tools/python" tests/cdnow.py "$work/data" || echo "no CDNOW data: tests on it are skipped"
}

need() {
  command -v "$1" >/dev/null || fail "$1 is missing. Install $2 and run again."
}

install_what_is_missing() {
  local extra=()
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    stage "install: Debian packages" debian_packages
  fi
  need git "git"
  need c++ "a C++20 compiler (Debian: g++)"
  need cc "a C compiler (Debian: gcc)"
  need python3 "Python 3.10 or newer (Debian: python3 and python3-venv)"
  python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' || fail "Python 3.10 or newer is needed."
  python3 -c 'import venv, ensurepip' 2>/dev/null || fail "Python's venv is missing. Install python3-venv and run again."
  python3 -c 'import os, sysconfig as s, sys; sys.exit(not os.path.exists(s.get_path("include") + "/Python.h"))' ||
    fail "Python's headers are missing. Install them (Debian: python3-dev) and run again."
  command -v ninja >/dev/null || extra+=(ninja)
  command -v cmake >/dev/null &&
    printf '3.25\n%s\n' "$(cmake --version | sed -n '1s/.* //p')" | sort -VC || extra+=('cmake>=3.25')
  stage "install: build tools and headers" python_tools "${extra[@]}"
  stage "install: CDNOW data" cdnow
  export PATH=$PATH:$tools
  [[ " ${extra[*]} " != *cmake* ]] || export PATH=$tools:$PATH
  [[ ! -f $work/data/cdnow_sample.csv ]] || export TENURE_DATA_DIR=${TENURE_DATA_DIR:-$work/data}
  if command -v ccache >/dev/null; then
    export CMAKE_C_COMPILER_LAUNCHER=ccache CMAKE_CXX_COMPILER_LAUNCHER=ccache
    # The release build and the wheel differ by their warnings and their folders alone: compiled once.
    # What was cached with a warning says it again, and compiled() looks for it.
    export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1 CCACHE_IGNOREOPTIONS='-W*'
    export CC=${CC:-cc} CXX=${CXX:-c++}  # the build of the wheel would call the same compiler gcc and g++
    export CCACHE_SLOPPINESS=pch_defines,time_macros
  fi
}

# --- C++ and C -------------------------------------------------------------------------------------------------

# The headers of the build requirement, as the wheel has them.
configure_release() {
  CMAKE_PREFIX_PATH=$("$tools/pgm-build-setup-local-prefix") cmake --preset release -G Ninja --fresh
}

# System headers where there are some, those of the build requirement where not.
configure_sanitize() {
  cmake --preset sanitize -G Ninja --fresh ||
    CMAKE_PREFIX_PATH=$("$tools/pgm-build-setup-local-prefix") cmake --preset sanitize -G Ninja --fresh
}

compiled() {
  cmake --build --preset "$1" --parallel "$jobs" | tee "$work/logs/$1.compiled"
  ! grep -F 'warning:' "$work/logs/$1.compiled"
}

cpp_part() {
  stage "format" formatted
  stage "release: configure" configure_release
  stage "release: build" compiled release
  stage "release: ctest" ctest --preset release --parallel "$jobs" --no-tests=error
  stage "sanitize: configure" configure_sanitize
  stage "sanitize: build" compiled sanitize
  stage "sanitize: ctest" ctest --preset sanitize --parallel "$jobs" --no-tests=error
}

# The versions are pinned, so that a new release of a formatter does not break the test run.
formatted() {
  "$tools/python" -m pip install -q --disable-pip-version-check clang-format==14.0.6 ruff==0.17.6
  git ls-files -z '*.c' '*.h' '*.cpp' '*.hpp' | xargs -0 "$tools/clang-format" --dry-run -Werror
  "$tools/ruff" check
  "$tools/ruff" format --check
}

# --- Python ----------------------------------------------------------------------------------------------------

# From the build requirements alone, with the headers of the build requirement, as `pip install .` does; but in an
# environment that is kept, so that a second run reuses what the first one built.
wheel() {
  rm -rf "$work/wheel"
  PATH=$tools:$PATH "$tools/python" -m pip wheel . -q --disable-pip-version-check --no-deps --no-build-isolation \
    --wheel-dir "$work/wheel" --config-settings build-dir="$PWD/build/python"
  ls -l "$work/wheel"
}

clean_environment() {
  local wheels=("$work"/wheel/*.whl)
  python3 -m venv --clear "$work/clean"
  "$clean/python" -m pip install -q --disable-pip-version-check "${wheels[0]}[test]"
  "$clean/python" -m pip install -q --disable-pip-version-check --no-deps lifetimes ||
    echo "no CDNOW data: tests on it are skipped"
}

# The examples in README.md, in docs/ and in the docstrings.
documentation() {
  local pages=(README.md)
  [[ ! -d docs ]] || pages+=(docs)
  "$clean/python" -m pytest --doctest-modules --doctest-glob='*.md' --pyargs tenure "${pages[@]}"
}

readme_command() {
  (cd "$work" && "$clean/python" -m tenure analyse)
}

python_examples() {
  local example
  for example in examples/python/*.py; do
    (cd "$work" && "$clean/python" -W error "$OLDPWD/$example")
  done
}

# pyspark is larger than all else together: where a Python has it (TENURE_SPARK_PYTHON; the machine's), with Java, it is
# linked to, never installed.
link_spark() {
  command -v java >/dev/null || return 1
  rm -rf "$work/spark" && mkdir -p "$work/spark"
  "${TENURE_SPARK_PYTHON:-python3}" - "$work/spark" 2>/dev/null <<'PYTHON'
import pathlib, sys
import py4j, pyspark
for package in (py4j, pyspark):
    source = pathlib.Path(package.__file__).parent
    (pathlib.Path(sys.argv[1]) / source.name).symlink_to(source)
PYTHON
}

# On a local master with several partitions, beside one machine.
spark_example() {
  (cd examples/spark && PYTHONPATH=$work/spark "$clean/python" check.py)
}

python_part() {
  stage "python: wheel" wheel
  stage "python: clean environment" clean_environment
  # Each uses one core.
  stage "python: pytest" "$clean/python" -m pytest bindings/python/tests &
  local pytest=$!
  stage "python: stubtest" "$clean/python" -m mypy.stubtest tenure --concise \
    --mypy-config-file pyproject.toml --allowlist bindings/python/tests/stubtest_allowlist.txt
  stage "python: documentation" documentation
  wait "$pytest"  # its status is that of the run
  stage "python: the README's command" readme_command
  stage "python: examples" python_examples
  if link_spark; then
    stage "examples: Spark" spark_example
  else
    printf 'tests/run.sh: without Java and pyspark, the example on Spark was SKIPPED\n'
  fi
}

install_what_is_missing
case $what in
  all)
    cpp_part
    python_part
    ;;
  cpp | python) "${what}_part" ;;
  *) fail "unknown part: $what (all, cpp, python)" ;;
esac
[[ -f $work/data/cdnow_sample.csv ]] || printf 'tests/run.sh: without CDNOW, tests of published numbers on it were SKIPPED\n'
printf 'tests/run.sh: everything passed in %d s\n' "$SECONDS"
