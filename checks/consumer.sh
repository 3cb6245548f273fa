#!/usr/bin/env bash
# Publishes the modules into a folder, and builds the examples and an application on the class path that depend on them. With an empty
# local repository and POMs of their own, they must resolve, compile and run: on the JDK of the build, and on Java 21 (checks/java21).
#
# Other platforms were tested by resolving only, with MAVEN_OPTS="-Dos.name=macosx -Dos.arch=aarch64" and
# "-Dos.name=Linux -Dos.arch=aarch64". macOS on Arm resolves its own natives. Linux on Arm has none, and requires LIBTORCH.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"
maven=$(command -v mvn || echo "$root/mvnw")
export JAVA_HOME=$jdk PATH=$jdk/bin:$PATH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
published=$work/published

# logged LOG COMMAND...: runs a command with its output in a log; prints the log if the command fails
logged() {
    local log=$work/$1
    shift
    if ! "$@" >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
}

cd "$root"
one_at_a_time logged publish.log "$maven" -B -ntp -P program -pl bom,modules/cli -am deploy -DskipTests \
    -DaltDeploymentRepository="published::file://$published"

# build_copy PROJECT: builds a copy of a project in $work, which knows where the modules are published.
build_copy() {
    local name
    name=$(basename "$1")
    cp -r "$1" "$work/$name"
    sed -i "s,^  <dependencies>,  <repositories><repository><id>published</id><url>file://$published</url></repository></repositories>\n&," \
        "$work/$name/pom.xml"
    (cd "$work/$name" && logged "$name.log" "$maven" -B -ntp -Dmaven.repo.local="$work/repository" package)
}

# run PROJECT ARGUMENT...: runs java with these arguments in the copy of a project, on both versions.
run() {
    local name=$1
    shift
    echo "$name, Java $(feature_version "$jdk"):"
    (cd "$work/$name" && java "$@")
    echo "$name, Java 21:"
    rm -rf "$work/$name/runs"
    "$root/checks/java21" "$work/$name" java "$@"
}

build_copy "$root/checks/consumer"
run consumer --enable-native-access=ALL-UNNAMED -cp 'target/modules/*' Main
for project in "$root"/examples/*/pom.xml; do
    project=$(dirname "$project")
    build_copy "$project"
    run "$(basename "$project")" --enable-native-access=wgan.torch -p target/modules -m example/example.Main
done

echo "06-jshell:"
jshell -R--enable-native-access=wgan.torch --module-path "$work/01-draw-digits/target/modules" --add-modules wgan.model \
    "$root/examples/06-jshell/digits.jsh" </dev/null | tee "$work/jshell.log"
grep -q '@' "$work/jshell.log"
