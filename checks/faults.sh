#!/usr/bin/env bash
# Breaks the program: see docs/reliability.md.
#   checks/faults.sh kill [--short] [--seed S] [--kills N]        kills it at random moments, N times or more for each command;
#                                                                 with --rollback only runs that keep checkpoints and go back to them;
#                                                                 with --mpi only runs of two processes, of which it kills one;
#                                                                 with --device cuda one training of each objective on a GPU, with
#                                                                 the libtorch that LIBTORCH names; --objective O selects one
#   checks/faults.sh disks [--short] [--seed S] [--positions N]   makes each place fail that writes, N of them at most
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"
modules=$root/modules/cli/target/modules

"$root/wgan" --version >/dev/null # builds it
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/classes" "$work/files"
work=$(realpath "$work")
gcc -O2 -Wall -Wextra -Werror -shared -fPIC -o "$work/libfaults.so" "$root/checks/src/test/native/faults.c" -ldl
"$jdk/bin/javac" -nowarn -d "$work/classes" -cp "$modules/*" "$root"/checks/src/test/java/wgan/checks/faults/*.java \
    "$root/modules/torch/src/test/java/wgan/testing/EventFileReader.java"
run=("$jdk/bin/java" -XX:-UsePerfData --enable-native-access=ALL-UNNAMED "-Dwgan.folder=$work/files" "-Dwgan.modules=$modules"
    "-Dwgan.library=$work/libfaults.so")
main=(-cp "$work/classes:$modules/*" wgan.checks.faults.Faults "$@")

case ${1:-} in
    disks)
        # The commands run in this process. In a mount namespace of its own, what it mounts vanishes with it.
        namespace=()
        if unshare --mount true 2>/dev/null; then
            namespace=(unshare --mount)
            run+=(-Dwgan.can-mount=true)
        fi
        faults=(env "LD_PRELOAD=$work/libfaults.so" "WGAN_FAULTS_BELOW=$work/files/broken" "WGAN_FAULTS_LOG=$work/log"
            "WGAN_FAULTS_PLAN=$work/plan" "XDG_CACHE_HOME=$work/files/broken/cache")
        "${namespace[@]}" "${faults[@]}" "${run[@]}" "${main[@]}"
        ;;
    *) "${run[@]}" "${main[@]}" ;;
esac
