#!/usr/bin/env bash
# Mutates the input of what reads files, requests and variables: see docs/reliability.md. Without arguments, the short form of all targets.
#   checks/fuzz.sh [--seconds N] [TARGET...]     N seconds for each target, 5 by default; checks/fuzz.sh --list prints the targets
#
# The first fault of a target ends it. The input is kept in checks/target/fuzz/TARGET/findings, with the log beside it.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"
modules=$root/modules/cli/target/modules
maven=$(command -v mvn || echo "$root/mvnw")

# Natives of Jazzer exist for these only.
case $(uname -s)-$(uname -m) in
    Linux-x86_64 | Linux-aarch64 | Darwin-*) ;;
    *)
        echo "fuzz: left out, because Jazzer does not run on this platform"
        exit 0
        ;;
esac

seconds=5
list=
targets=()
while [ $# -gt 0 ]; do
    case $1 in
        --seconds)
            seconds=$2
            shift
            ;;
        --list) list=1 ;;
        -*)
            echo "fuzz: option $1 is unknown, expected --seconds N or --list" >&2
            exit 2
            ;;
        *) targets+=("$1") ;;
    esac
    shift
done

"$root/wgan" --version >/dev/null # builds it
(cd "$root" && JAVA_HOME=$jdk "$maven" -B -q -ntp -pl checks dependency:copy@jazzer >&2) # even -q prints the codes of a terminal
jazzer=$root/checks/target/jazzer
# In memory, if that is possible: most readers are given a file.
work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$work"' EXIT
mkdir "$work/classes"
"$jdk/bin/javac" -nowarn -proc:none -d "$work/classes" -cp "$modules/*" "$root"/checks/src/test/java/wgan/checks/fuzz/*.java
class_path="$work/classes:$modules/*:$jazzer/*"

all=$("$jdk/bin/java" -cp "$class_path" wgan.checks.fuzz.Fuzz)
if [ -n "$list" ]; then
    echo "$all"
    exit
fi
[ ${#targets[@]} -gt 0 ] || read -ra targets <<<"$all"

failed=()
for target in "${targets[@]}"; do
    if [[ " $all " != *" $target "* ]]; then
        echo "fuzz: target $target is unknown, expected some of: $all" >&2
        exit 2
    fi
    folder=$work/$target
    kept=$root/checks/target/fuzz/$target
    rm -rf "$kept"
    mkdir -p "$folder/corpus" "$folder/findings" "$folder/tmp" "$kept"
    touch "$folder/words"
    # Jazzer takes every connection for an attack; that of these two is their own.
    hooks=()
    case $target in
        metrics | requests) hooks=(--disabled_hooks=com.code_intelligence.jazzer.sanitizers.ServerSideRequestForgery) ;;
    esac
    # In seconds, the better compiler takes more than it gives.
    compiler=()
    [ "$seconds" -ge 30 ] || compiler=(-XX:TieredStopAtLevel=1)
    code=0
    # The locale C has ASCII only, where paths and names with other letters are the hardest.
    (cd "$folder" && LC_ALL=C timeout -k 10 $((seconds + 300)) \
        "$jdk/bin/java" -Xmx512m ${compiler[@]+"${compiler[@]}"} -XX:+UseSerialGC -XX:-UsePerfData -XX:+EnableDynamicAgentLoading --enable-native-access=ALL-UNNAMED \
        -Djava.awt.headless=true -Djava.io.tmpdir="$folder/tmp" -cp "$class_path" com.code_intelligence.jazzer.Jazzer \
        --target_class=wgan.checks.fuzz.Fuzz --target_args="$target $folder" \
        --instrumentation_includes="wgan.**:org.apache.commons.compress.**" --instrumentation_excludes="wgan.checks.**" \
        --reproducer_path="$folder/findings" ${hooks[@]+"${hooks[@]}"} \
        -artifact_prefix="$folder/findings/" -dict="$folder/words" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4000 \
        -print_final_stats=1 "$folder/corpus") >"$kept/log" 2>&1 || code=$?
    executions=$(sed -n 's/^stat::number_of_executed_units: *//p' "$kept/log" | tail -n 1)
    coverage=$(sed -n 's/^#.*cov: \([0-9]*\) .*/\1/p' "$kept/log" | tail -n 1)
    if [ $code -eq 0 ] && [ "${executions:-0}" -gt 0 ]; then
        echo "$target: $executions inputs in $seconds s, $coverage branches, no fault"
    else
        cp -r "$folder/findings" "$kept/"
        echo "$target: failed with $code after ${executions:-0} inputs; the log is $kept/log" >&2
        grep -a -m 1 -A 12 "^== Java Exception\|^==.*ERROR: \|^Exception in" "$kept/log" >&2 || tail -n 20 "$kept/log" >&2
        failed+=("$target")
    fi
    rm -rf "$folder"
done
if [ ${#failed[@]} -gt 0 ]; then
    echo "fuzz: ${#failed[@]} of ${#targets[@]} targets failed: ${failed[*]}" >&2
    exit 1
fi
echo "fuzz: ${#targets[@]} targets without a fault"
