#!/usr/bin/env bash
# Breaks the program: see docs/reliability.md.
#   checks/faults.sh kill [--short] [--seed S] [--kills N]        kills it at random moments, N times or more for each command
#   checks/faults.sh disks [--short] [--seed S] [--positions N]   makes N of its writes fail
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"
modules=$root/modules/cli/target/modules

"$root/wgan" --version >/dev/null # builds it
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/classes" "$work/files"
"$jdk/bin/javac" -nowarn -d "$work/classes" -cp "$modules/*" "$root"/checks/src/test/java/wgan/checks/faults/*.java \
    "$root/modules/train/src/test/java/wgan/train/events/EventFileReader.java"
run=("$jdk/bin/java" "-Dwgan.root=$root" "-Dwgan.folder=$work/files" -cp "$work/classes" wgan.checks.faults.Faults "$@")

# In a mount namespace of its own, what the campaign mounts vanishes with it.
if unshare --mount true 2>/dev/null; then
    unshare --mount "${run[@]:0:1}" -Dwgan.can-mount=true "${run[@]:1}"
else
    "${run[@]}"
fi
