# Sourced by build.sh, and in any POSIX shell by bin/wgan of a release: starts the program.
# shellcheck shell=sh

# In the C locale Java supports only ASCII in file names: it would find no file in a folder whose name has another character. On macOS it
# uses UTF-8 in every locale.
case $(locale charmap 2>/dev/null || true) in
    ANSI_X3.4-1968 | US-ASCII)
        if [ "$(uname -s)" != Darwin ]; then
            if [ -n "${LC_ALL:-}" ]; then export LC_ALL=C.UTF-8; else export LC_CTYPE=C.UTF-8; fi
        fi
        ;;
esac

# start COMMAND JAVA ARCHIVE ARGUMENT...: runs java with these arguments, and options that the command benefits from, in this process.
start() {
    command=$1
    java=$2
    archive=$3
    shift 3
    if [ "$command" = sample ]; then
        # It ends before a better compiler would make it faster. Large pages: to load libtorch takes 16,000 page faults with small ones.
        set -- -XX:TieredStopAtLevel=1 "$@"
        export GLIBC_TUNABLES="${GLIBC_TUNABLES-glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1}"
    fi
    if [ -s "$archive" ]; then
        # Java ignores an archive that does not fit, and without these options says so.
        set -- -XX:AOTCache="$archive" '-Xlog:aot*=off' '-Xlog:cds*=off' "$@"
    fi
    # The large memory is native. The garbage of training is small; Java's default collector would let it grow to 250 MB.
    exec "$java" -XX:+UseSerialGC "$@"
}
