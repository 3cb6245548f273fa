#!/bin/sh
# Compiles check.c and runs it on a libtorch. Also compares the header with PyTorch's own headers, if that libtorch has them:
#
#   native/check.sh [DIRECTORY]    a libtorch, or the directory of its shared libraries
#
# The default is $LIBTORCH; without that the natives in Maven's local repository ($M2_REPO, else ~/.m2/repository), in the versions of
# pom.xml, which also need `jar`. Needs a C compiler, and a C++ compiler for the headers. Uses CC, CFLAGS and CXX. TORCH_INCLUDE names
# the directory of PyTorch's headers of the same version, if the libtorch does not contain them.
set -eu

native=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

property() {
    sed -n "s,.*<$1>\(.*\)</$1>.*,\1,p" "$native/../pom.xml"
}

# unpack ARTIFACT VERSION PLATFORM: unpacks the shared libraries of a natives jar into $work/lib
unpack() {
    jar=${M2_REPO:-$HOME/.m2/repository}/org/bytedeco/$1/$2/$1-$2-$3.jar
    if ! [ -f "$jar" ]; then
        echo "check.sh: $jar does not exist; download it by mvn verify, or name the directory of a libtorch" >&2
        exit 2
    fi
    (cd "$work/lib" && jar -xf "$jar" "org/bytedeco/$1/$3" && mv "org/bytedeco/$1/$3"/* .)
}

libtorch=${1:-${LIBTORCH:-}}
if [ -z "$libtorch" ]; then
    case $(uname -sm) in
        'Darwin arm64') platform=macosx-arm64 ;;
        *) platform=linux-x86_64 ;;
    esac
    libtorch=$work/lib
    mkdir "$libtorch"
    javacpp=$(property javacpp.version)
    unpack pytorch "$(property pytorch.version | sed "s/\${javacpp.version}/$javacpp/")" "$platform"
    unpack openblas "$(property openblas.version)" "$platform"
elif [ -d "$libtorch/lib" ]; then
    libtorch=$libtorch/lib
fi
include=${TORCH_INCLUDE:-$libtorch/../include}

# --include-function NAME [# REMARK]
sed -n 's/^--include-function  *\([^ ]*\)\( *# *\(.*\)\)\{0,1\}$/FUNCTION(\1, "\3")/p' \
    "$native/../jextract/torch/symbols.txt" >"$work/functions.inc"

# shellcheck disable=SC2086  # CFLAGS is a list
"${CC:-cc}" -std=c11 -Wall -Wextra -Werror ${CFLAGS:-} -I "$native" -I "$work" -o "$work/check" "$native/check.c" -ldl
"$work/check" "$libtorch"

# PyTorch's headers declare only its own functions, not those of libraries that it uses.
if [ -f "$include/torch/csrc/stable/c/shim.h" ]; then
    mkdir "$work/signatures"
    grep -E '^FUNCTION\((aoti_)?torch_' "$work/functions.inc" | while read -r line; do
        name=$(expr "$line" : 'FUNCTION(\([^,]*\),')
        case $line in
            *'""'*) echo "$line" ;;
            *) if grep -rqw "$name" "$include/torch/csrc"; then echo "$line"; fi ;; # an older version may lack it
        esac
    done >"$work/signatures/functions.inc"
    sed 's/^FUNCTION(\([^,]*\),.*/#define \1 ours_\1/' "$work/signatures/functions.inc" >"$work/signatures/renamed.h"
    sed 's/FUNCTION(\([^,]*\),.*/#undef \1/' "$work/signatures/functions.inc" >"$work/signatures/restored.h"
    "${CXX:-c++}" -std=c++17 -fsyntax-only -I "$work/signatures" -I "$native" -isystem "$include" \
        "$native/signatures.cpp"
    echo "$(grep -c . "$work/signatures/functions.inc") signatures are equal to those of PyTorch's headers"
else
    echo "signatures not compared: no PyTorch headers in $include"
fi
