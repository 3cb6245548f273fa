#!/bin/sh
# Generates the packages that call native libraries, each from a header and a list of symbols:
#
#   wgan.torch.ffi    native/libtorch_c.h    jextract/torch
#   wgan.mpi.ffi      native/mpi_c.h         jextract/mpi
#   wgan.nccl.ffi     native/nccl_c.h        jextract/nccl
#
#   jextract/generate.sh           writes them, and the checksums of their sources
#   jextract/generate.sh --check   writes nothing; fails if the existing files differ from the generated ones
#
# Needs python3 and jextract, which is $JEXTRACT or on the PATH.
set -eu

cd "$(dirname "$0")/.."
jextract=${JEXTRACT:-jextract}
checksums=jextract/checksums.sha256

if ! command -v "$jextract" >/dev/null; then
    echo "generate.sh: '$jextract' does not exist; install jextract (https://jdk.java.net/jextract) and put it on the PATH or in JEXTRACT" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
new=$work/new
mkdir -p "$new/jextract"

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}

# generate MODULE HEADER CLASS: generates the package of a module into $new, and adds its checksums
generate() {
    symbols=jextract/$1
    package=modules/$1/src/main/java/wgan/$1/ffi
    mkdir -p "$new/$package"
    "$jextract" --output "$work/raw" --target-package "wgan.$1.ffi" --header-class-name "$3" "@$symbols/symbols.txt" "$2"
    python3 jextract/to_java21.py "$2" <"$work/raw/wgan/$1/ffi/$3.java" >"$new/$package/$3.java"
    {
        echo "// Copied from $symbols/ by jextract/generate.sh; do not edit here."
        cat "$symbols/Symbols.java"
    } >"$new/$package/Symbols.java"
    {
        sha256 "$2" "$symbols/symbols.txt" "$symbols/Symbols.java"
        (cd "$new" && sha256 "$package/$3.java" "$package/Symbols.java")
    } >>"$new/$checksums"
}

sha256 jextract/generate.sh jextract/to_java21.py >"$new/$checksums"
generate torch native/libtorch_c.h LibTorchC
generate mpi native/mpi_c.h MpiC
generate nccl native/nccl_c.h NcclC

if [ "${1-}" = --check ]; then
    same=true
    (cd "$new" && find . -type f) >"$work/files"
    while read -r file; do
        diff "$new/$file" "$file" || same=false
    done <"$work/files"
    "$same" && exit
    echo "generate.sh: the generated files differ from what the headers and the symbol lists generate; run jextract/generate.sh" >&2
    exit 1
fi
cp -R "$new/." .
