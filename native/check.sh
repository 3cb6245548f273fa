#!/bin/sh
# Compiles check.c and runs it on a libtorch:
#
#   native/check.sh [DIRECTORY]    a libtorch, or the directory of its shared libraries
#
# Without an argument the one in $LIBTORCH; without that the natives in Maven's local repository ($M2_REPO, else
# ~/.m2/repository), in the versions of pom.xml. Needs a C compiler, and for the latter `jar`. CC and CFLAGS are heard.
set -eu

native=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

property() {
    sed -n "s,.*<$1>\(.*\)</$1>.*,\1,p" "$native/../pom.xml"
}

# unpack ARTIFACT VERSION PLATFORM: the shared libraries of a natives jar, into $work/lib
unpack() {
    jar=${M2_REPO:-$HOME/.m2/repository}/org/bytedeco/$1/$2/$1-$2-$3.jar
    if ! [ -f "$jar" ]; then
        echo "check.sh: there is no $jar; let Maven fetch it (mvn verify), or name a libtorch directory" >&2
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

# --include-function NAME [# REMARK]
sed -n 's/^--include-function  *\([^ ]*\)\( *# *\(.*\)\)\{0,1\}$/FUNCTION(\1, "\3")/p' \
    "$native/../jextract/symbols.txt" >"$work/functions.inc"

# shellcheck disable=SC2086  # CFLAGS is a list
"${CC:-cc}" -std=c11 -Wall -Wextra -Werror ${CFLAGS:-} -I "$native" -I "$work" -o "$work/check" "$native/check.c" -ldl
"$work/check" "$libtorch"
