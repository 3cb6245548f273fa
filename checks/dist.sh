#!/usr/bin/env bash
# Builds the release that needs no Java (mvn -Pdist package), and runs it in a Debian 13 that has nothing but its minimal packages
# (checks/debian): samples, and training on synthetic digits and, if the user's cache has it, on a part of MNIST.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"

one_at_a_time build dist dist
zip=$(find "$root/dist/target" -maxdepth 1 -name 'wgan-*.zip')

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q "$zip" -d "$work/unzipped"
release="$work/a release of Übung"
mv "$work"/unzipped/wgan-* "$release"
echo "$(basename "$zip"): $(($(wc -c <"$zip") >> 20)) MiB, unzipped $(du -sm "$release" | cut -f 1) MiB"

# The cache of that Debian's user, in the only directory that it shares with this machine.
if [ -d "${XDG_CACHE_HOME:-$HOME/.cache}/wgan/mnist" ]; then
    mkdir -p "$release/cache/wgan"
    cp -r "${XDG_CACHE_HOME:-$HOME/.cache}/wgan/mnist" "$release/cache/wgan"
fi

if command -v npx >/dev/null; then
    npx --yes dockerfilelint@1.8.0 "$root/dist/Dockerfile"
else
    echo "dist: dist/Dockerfile is not checked: there is no npx" >&2
fi

# Its standard error goes into a file, which must have no warning.
code=0
"$root/checks/debian" '' "$release" bash -euo pipefail -c '
    if command -v java; then
        echo "there is a Java in the Debian that should have none" >&2
        exit 1
    fi
    export XDG_CACHE_HOME=$PWD/cache
    bin/wgan doctor
    for i in 1 2 3; do
        time bin/wgan sample --out digits.png
    done
    bin/wgan train --dataset synthetic --limit 1280 --epochs 1 --no-progress
    bin/java -m wgan.cli train --dataset synthetic --limit 1280 --epochs 2 --no-progress
    if [ -d cache/wgan/mnist ]; then
        bin/wgan train --limit 640 --epochs 1 --no-progress --out runs/mnist
    fi
    JAVA_TOOL_OPTIONS="-Xlog:class+load:file=classes.txt" bin/wgan --version
    grep -q "wgan.cli.Sample source: shared objects file" classes.txt || {
        echo "the archive of classes is not used" >&2
        exit 1
    }
' 2>"$work/log" || code=$?
cat "$work/log" >&2
if [ "$code" != 0 ] || grep -qi 'warn\|exception' "$work/log" || [ -n "$(find "$release" -name .javacpp)" ]; then
    echo "dist: expected no error, no warning, and no unpacking of libtorch" >&2
    exit 1
fi
