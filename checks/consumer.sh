#!/usr/bin/env bash
# Publishes the modules into a folder and builds a Maven application that depends on them. With an empty local repository and a POM of
# its own, the application must resolve, compile, and run on the module path.
#
# Other platforms were tested by resolving only, with MAVEN_OPTS="-Dos.name=macosx -Dos.arch=aarch64" and
# "-Dos.name=Linux -Dos.arch=aarch64". macOS on Arm resolves its own natives. Linux on Arm has none: it resolves those of linux-x86_64,
# which are unused, and requires LIBTORCH; an application can exclude org.bytedeco:pytorch and org.bytedeco:openblas.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"
maven=$(command -v mvn || echo "$root/mvnw")
export JAVA_HOME=$jdk PATH=$jdk/bin:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -r "$root/checks/consumer" "$work/consumer"
version=$(sed -n 's,^  <version>\(.*\)</version>$,\1,p' "$root/pom.xml")
published=file://$work/published

# run LOG COMMAND...: runs a command with its output in a log; prints the log if the command fails
run() {
    local log=$work/$1
    shift
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
}

cd "$root"
run publish.log "$maven" -B -ntp -P program -pl modules/model -am deploy -DaltDeploymentRepository="published::$published"
cd "$work/consumer"
run build.log "$maven" -B -ntp -Dmaven.repo.local="$work/repository" -Dwgan.version="$version" -Dpublished="$published" \
    compile dependency:copy-dependencies -DincludeScope=runtime
java --enable-native-access=wgan.torch -p target/classes:target/dependency -m consumer/consumer.Main
