#!/usr/bin/env bash
# pkg_config.sh PREFIX CC CXX: builds both consumers against an installed tenure with pkg-config alone.
set -euo pipefail
prefix=$1 cc=$2 cxx=$3
here=$(cd "$(dirname "$0")" && pwd)
command -v pkg-config >/dev/null || { echo "skipped: no pkg-config"; exit 77; }

pc=$(find "$prefix" -name tenure.pc)
export PKG_CONFIG_PATH=${pc%/*}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# shellcheck disable=SC2046  # flags are meant to be split
"$cc" -std=c99 "$here/main.c" -o "$out/shared" $(pkg-config --cflags --libs tenure)
LD_LIBRARY_PATH=$(pkg-config --variable=libdir tenure) "$out/shared"
# shellcheck disable=SC2046
"$cxx" -std=c++20 "$here/main.cpp" -o "$out/static" $(pkg-config --cflags --libs tenure-core)
"$out/static"
