#!/bin/sh
# Generates the package wgan.torch.ffi from native/libtorch_c.h and symbols.txt.
#
#   jextract/generate.sh           writes it, and the checksums of its sources
#   jextract/generate.sh --check   writes nothing; fails if the existing files differ from the generated ones
#
# Needs python3 and jextract, which is $JEXTRACT or on the PATH.
set -eu

cd "$(dirname "$0")/.."
jextract=${JEXTRACT:-jextract}
package=modules/torch/src/main/java/wgan/torch/ffi
checksums=jextract/checksums.sha256

if ! command -v "$jextract" >/dev/null; then
    echo "generate.sh: '$jextract' does not exist; install jextract (https://jdk.java.net/jextract) and put it on the PATH or in JEXTRACT" >&2
    exit 2
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$jextract" --output "$work/raw" --target-package wgan.torch.ffi --header-class-name LibTorchC \
    @jextract/symbols.txt native/libtorch_c.h

new=$work/new
mkdir -p "$new/$package" "$new/jextract"
python3 jextract/to_java21.py <"$work/raw/wgan/torch/ffi/LibTorchC.java" >"$new/$package/LibTorchC.java"
{
    echo '// Copied from jextract/ by jextract/generate.sh; do not edit here.'
    cat jextract/Symbols.java
} >"$new/$package/Symbols.java"

sha256() {
    if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi
}
{
    sha256 native/libtorch_c.h jextract/symbols.txt jextract/generate.sh jextract/to_java21.py jextract/Symbols.java
    (cd "$new" && sha256 "$package/LibTorchC.java" "$package/Symbols.java")
} >"$new/$checksums"

if [ "${1-}" = --check ]; then
    diff -r "$new/$package" "$package" && diff "$new/$checksums" "$checksums" && exit
    echo "generate.sh: wgan.torch.ffi differs from what the header and the symbol list generate; run jextract/generate.sh" >&2
    exit 1
fi
mkdir -p "$package"
cp "$new/$package"/*.java "$package"
cp "$new/$checksums" "$checksums"
