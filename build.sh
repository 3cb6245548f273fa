# Sourced by ./wgan, bench/run and checks/consumer.sh, which set $root: finds a JDK, and has functions that build the program.
# shellcheck shell=bash disable=SC2154

# shellcheck source=launch.sh
. "$root/launch.sh"

needed=22 # the first JDK that has the final foreign-memory API

# feature_version DIRECTORY: prints the feature version of the JDK in a directory; nothing if it has no JDK.
feature_version() {
    [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
    fi
}

# find_jdk: prints the directory of the first JDK of version $needed or later; looks at $JAVA_HOME, the path and the usual directories.
find_jdk() {
    local on_mac='' on_path home version
    if [ -x /usr/libexec/java_home ]; then
        on_mac=$(/usr/libexec/java_home -v "$needed+" 2>/dev/null || true)
    fi
    on_path=$(command -v javac || true)
    on_path=${on_path:+"$(dirname "$(dirname "$(readlink -f "$on_path")")")"}
    if [ "$on_path" = /usr ]; then
        on_path= # on macOS, /usr/bin/javac only shows a message that no JDK is installed
    fi
    for home in ${JAVA_HOME:+"$JAVA_HOME"} ${on_mac:+"$on_mac"} ${on_path:+"$on_path"} \
        /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        version=$(feature_version "$home")
        if [ "${version:-0}" -ge "$needed" ]; then
            echo "$home"
            return
        fi
    done
}

jdk=$(find_jdk)
if [ -z "$jdk" ]; then
    echo "wgan: no JDK $needed or later in \$JAVA_HOME, on the path or in the usual directories; install one, such as Temurin 25" >&2
    exit 1
fi

# is_built RESULT SOURCE...: succeeds if the file exists and no file of the sources is newer.
is_built() {
    local result=$1
    shift
    [ -n "$result" ] && [ -f "$result" ] && [ -z "$(find "$root/pom.xml" "$@" -newer "$result" -print -quit)" ]
}

# build MODULE [PROFILE]: packages a module and those that it requires, without tests and checkers. The module's target directory gets
# the log, and a file build.log.started with the time of the start.
build() {
    local maven log profiles=program${2:+,$2}
    maven=$(command -v mvn || echo "$root/mvnw")
    log=$root/$1/target/build.log
    mkdir -p "$(dirname "$log")"
    echo "wgan: building; this is done once, and the first build downloads about 200 MB of libraries (log: $log)" >&2
    touch "$log.started"
    if ! (cd "$root" && JAVA_HOME=$jdk PATH=$jdk/bin:$PATH "$maven" -B -P "$profiles" -pl "$1" -am package) >"$log" 2>&1; then
        grep -m 5 '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
        echo "wgan: the build failed; its output is in $log" >&2
        exit 1
    fi
}

# one_at_a_time COMMAND...: runs a function that writes below a target directory. If another process runs one in this checkout, it waits
# until that has ended; the function must find out whether there is still something to do.
one_at_a_time() (
    lock=$root/modules/cli/target/build.lock
    mkdir -p "$(dirname "$lock")"
    if command -v flock >/dev/null; then
        exec 9>"$lock"
        flock -n 9 || {
            echo "wgan: waiting for another process, which builds" >&2
            flock 9
        }
    else
        lock=$lock.d # macOS has no flock
        mkdir "$lock" 2>/dev/null || {
            echo "wgan: waiting for another process, which builds; if there is none, delete $lock" >&2
            until mkdir "$lock" 2>/dev/null || ! [ -w "${lock%/*}" ]; do sleep 1; done
        }
        trap 'rmdir "$lock"' EXIT
    fi
    "$@"
)

archive=$root/modules/cli/target/start.aot

# build_archive MODULES: writes the archive of classes that the command sample starts from, or an empty file if that fails. It fits only
# this JDK and these jars. Java 25 is the first that writes such an archive in one run.
build_archive() {
    local part=$archive.$$ log=$root/modules/cli/target/archive.log
    echo "wgan: preparing a faster start; this is done once (log: $log)" >&2
    if [ "$(feature_version "$jdk")" -lt 25 ] || ! "$jdk/bin/java" -XX:AOTCacheOutput="$part" --enable-native-access=wgan.torch,wgan.mpi,wgan.nccl \
        -p "$1" -m wgan.cli/wgan.cli.Rehearsal >"$log" 2>&1 </dev/null || ! [ -s "$part" ]; then
        : >"$part"
    fi
    mv "$part" "$archive"
}
