# Sourced by ./wgan and bench/run, which set $root: finds a JDK and builds what is missing.
# shellcheck shell=bash disable=SC2154

needed=22 # the first JDK that has the final foreign-memory API

# Prints the feature version of the JDK in a directory, nothing if there is none.
feature_version() {
    [ -x "$1/bin/javac" ] || return 0
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    else
        "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
    fi
}

# Prints the first JDK that is new enough, of those in the usual places.
find_jdk() {
    local on_path home version
    on_path=$(command -v javac || true)
    for home in "${JAVA_HOME:-}" ${on_path:+"$(dirname "$(dirname "$(readlink -f "$on_path")")")"} \
        /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        version=$(feature_version "$home")
        if [ "${version:-0}" -ge "$needed" ]; then
            echo "$home"
            return
        fi
    done
}

# In the C locale Java reads and writes names of files in ASCII only, and finds nothing in a folder with another character.
case $(locale charmap 2>/dev/null || true) in
    ANSI_X3.4-1968 | US-ASCII)
        if [ -n "${LC_ALL:-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
        ;;
esac

jdk=$(find_jdk)
if [ -z "$jdk" ]; then
    echo "wgan: no JDK $needed or later in \$JAVA_HOME, on the path or in the usual places; install one, such as Temurin 25" >&2
    exit 1
fi

# is_built RESULT SOURCE...: whether the build has made the file, and nothing of the sources is newer.
is_built() {
    local result=$1
    shift
    [ -n "$result" ] && [ -f "$result" ] && [ -z "$(find "$root/pom.xml" "$@" -newer "$result" -print -quit)" ]
}

# build MODULE [PROFILE]: packages a module and those it needs, without tests and checkers; the log, and a file that has
# the time when it began, are in the module's target directory.
build() {
    local maven log profiles=program${2:+,$2}
    maven=$(command -v mvn || echo "$root/mvnw")
    log=$root/$1/target/build.log
    mkdir -p "$(dirname "$log")"
    echo "wgan: building; this is done once, and the first time fetches about 200 MB of libraries (log: $log)" >&2
    touch "$log.started"
    if ! (cd "$root" && JAVA_HOME=$jdk PATH=$jdk/bin:$PATH "$maven" -B -P "$profiles" -pl "$1" -am package) >"$log" 2>&1; then
        grep -m 5 '^\[ERROR\]' "$log" >&2 || tail -n 5 "$log" >&2
        echo "wgan: the build failed; all it said is in $log" >&2
        exit 1
    fi
}
