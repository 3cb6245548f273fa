#!/usr/bin/env bash
# Runs the commands under strace, with an empty home folder, and fails with the list of files and folders that they wrote, created, renamed
# or deleted outside of the places that README.md lists under "Files that the program writes". Needs Linux and strace 5.3 or later.
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
command -v strace >/dev/null || { echo "writes.sh: there is no strace; install the package strace" >&2; exit 1; }
# shellcheck source=../build.sh
. "$root/build.sh"
"$root/wgan" --version >/dev/null # builds the program
modules=$root/modules/cli/target/modules

work=$(realpath "$(mktemp -d)")
trap 'rm -rf "$work"' EXIT
home=$work/home
here=$work/here
temporary=$work/temporary
mkdir "$home" "$here" "$temporary"
# Folders of their own, so that each place can be recognized. Java reads the user's from the list of users, not from HOME.
export HOME=$home TMPDIR=$temporary JAVA_TOOL_OPTIONS="-Duser.home=$home -Djava.io.tmpdir=$temporary" TERM=xterm
unset XDG_CACHE_HOME LIBTORCH LIBTORCH_USE_PYTORCH

mpi= # what MPI itself writes, as a regular expression

# places: the places of README.md, as one regular expression. The last line has what is no file: devices, and settings of the process.
places() {
    printf '%s|' "$here/(run|logs|report|exported)(/.*)?" "$here/(digits|sheet|near)[.]png" "$here/[.](digits|sheet|near)[.]png-[^/]*[.]part" \
        "$home/[.]cache" "$home/[.]cache/wgan(/.*)?" \
        "$home/[.]javacpp(/.*)?" \
        "$temporary/wgan-(npm|cache|natives)-[^/]*(/.*)?" "/tmp/hsperfdata_[^/]*(/.*)?"
    [ -z "$mpi" ] || printf '%s|' "$mpi"
    printf '%s' "/dev/(null|zero|tty|ptmx|pts/[0-9]+)|/proc/[^/]*/(coredump_filter|oom_score_adj|comm|task/[0-9]+/comm)"
}

# written TRACE...: prints the paths that traces of successful calls name, unless the call only reads. A call that is not known to read is
# one that writes.
# shellcheck disable=SC2016
written() {
    awk -v here="$here" '
        { call = $0; sub(/\(.*/, "", call) }
        call ~ /^(access|faccessat2?|stat|lstat|newfstatat|statx|statfs|readlink|readlinkat|execve|execveat|getcwd|chdir|fchdir)$/ ||
            call ~ /^(l?getxattr|l?listxattr|inotify_add_watch|name_to_handle_at|chroot)$/ { next }
        call !~ /^[a-z_0-9]+$/ { next } # the exit of the process, or a signal
        call ~ /^open/ && !/O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE/ { next }
        call == "bind" && !/sun_path="/ { next } # a socket without a file
        {
            rest = $0
            if (call ~ /^symlink/) sub(/"[^"]*"/, "", rest) # what a link points to is not written
            folder = here
            while (match(rest, /<[^">]*>|"[^"]*"/)) {
                text = substr(rest, RSTART + 1, RLENGTH - 2)
                if (substr(rest, RSTART, 1) == "<") folder = text
                else { print (text ~ /^\// ? text : folder "/" text); folder = here; if (call ~ /^open|xattr/) break }
                rest = substr(rest, RSTART + RLENGTH)
            }
        }' "$@" | sort -u | while IFS= read -r path; do
        case $path in /proc/* | /dev/*) echo "$path" ;; *) realpath -m -- "$path" ;; esac
    done | sort -u
}

# traced NAME COMMAND...: runs a command and keeps the traces of its processes. Returns its exit code.
traced() {
    local traces=$work/traces-$1
    shift
    mkdir "$traces"
    (cd "$here" && exec timeout 300 strace -ff -y -z -qq -s 4096 --seccomp-bpf -e trace=%file,bind -e signal=none -o "$traces/trace" "$@") \
        >"$work/log" 2>&1 </dev/null
}

# The check itself: each of these files must be found.
# shellcheck disable=SC2016
traced self sh -c 'mkdir a && cd a && : >b && mv b c && ln -s /etc d && ln c e && chmod 600 e && rm c && cd .. && touch "$1"' sh "$home/x" || {
    cat "$work/log" >&2
    echo "writes.sh: strace cannot trace here; a container needs the capability SYS_PTRACE" >&2
    exit 1
}
expected=$(printf '%s\n' "$here/a" "$here/a/b" "$here/a/c" "$here/a/e" "$home/x" "/etc" | sort -u)
found=$(written "$work"/traces-self/* | grep -v '^/dev/')
[ "$found" = "$expected" ] || {
    echo "writes.sh: the trace of the check itself has '$found', expected '$expected'" >&2
    exit 1
}
rm -rf "$here/a" "$home/x"

failed=0
# check NAME CODES COMMAND...: runs a command, which must end with one of the exit codes, such as "0|130", and compares what it wrote.
check() {
    local name=$1 codes=$2 code=0 elsewhere
    shift 2
    traced "$name" "$@" || code=$?
    if ! [[ $code =~ ^($codes)$ ]]; then
        cat "$work/log" >&2
        echo "writes.sh: $name ended with exit code $code, expected $codes" >&2
        exit 1
    fi
    elsewhere=$(written "$work/traces-$name"/* | tee "$work/$name.txt" | grep -Evx "$(places)" || true)
    if [ -n "$elsewhere" ]; then
        printf '%s wrote outside of the places that README.md lists:\n%s\n' "$name" "$elsewhere" >&2
        failed=1
    fi
    echo "$name: exit code $code, wrote $(wc -l <"$work/$name.txt") files and folders"
}
wgan=("$jdk/bin/java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "--enable-native-access=wgan.torch,wgan.mpi,wgan.nccl" -p "$modules" -m wgan.cli)

# Sixty images of two classes.
cat >"$work/Pictures.java" <<'END'
class Pictures {
    public static void main(String[] arguments) throws Exception {
        for (int i = 0; i < 60; i++) {
            var picture = new java.awt.image.BufferedImage(16, 16, java.awt.image.BufferedImage.TYPE_BYTE_GRAY);
            picture.getRaster().setSample(i % 16, i / 4, 0, 255);
            var folder = java.nio.file.Files.createDirectories(java.nio.file.Path.of(arguments[0], "class-" + i % 2));
            javax.imageio.ImageIO.write(picture, "png", folder.resolve(i + ".png").toFile());
        }
    }
}
END
"$jdk/bin/java" "$work/Pictures.java" "$work/pictures" 2>/dev/null
pictures=(--data "$work/pictures")

check doctor 0 "${wgan[@]}" doctor
# npm's own files are wanted, too. Without a network and npm, the command ends with 3, and what it wrote until then is compared.
check data-fetch '0|3' "${wgan[@]}" data fetch
check data-info 0 "${wgan[@]}" data info "${pictures[@]}" --sheet sheet.png
# In a terminal, where it draws a line with its progress.
check train 0 script -qec "$(printf '%q ' "${wgan[@]}" train "${pictures[@]}" --batch-size 10 --epochs 2 --latent-dim 16 --threads 1 \
    --evaluate-every 2 --keep 1 --on-divergence rollback --sample-out digits.png --out run --log-dir logs)" /dev/null
check sample 0 "${wgan[@]}" sample --model run --out digits.png
check evaluate 0 "${wgan[@]}" evaluate --model run --samples 20 "${pictures[@]}" --threads 1 --export exported --neighbors near.png
check report 0 "${wgan[@]}" report "${pictures[@]}" --batch-size 10 --epochs 1 --latent-dim 16 --objectives gan,wgan --samples 20 --threads 1 \
    --out report
# Two processes; the files of MPI itself are left out.
mpirun=(mpirun.openmpi --allow-run-as-root --oversubscribe -n 2 env) # env, because it changes the arguments of a program named java
if command -v "${mpirun[0]}" >/dev/null; then
    mpi="$temporary/ompi[.][^/]*(/.*)?|/dev/shm/(open_mpi[.]|vader_segment)[^/]*"
    check train-mpi 0 "${mpirun[@]}" "${wgan[@]}" train "${pictures[@]}" --objective gan --batch-size 10 --epochs 1 --latent-dim 16 \
        --threads 1 --out run/two --log-dir logs/two
else
    echo "train-mpi: left out, because Open MPI is not installed"
fi
mpi=

# With a request for each kind of answer, then a signal.
# shellcheck disable=SC2016
check explore 143 bash -euo pipefail -c '
    coproc page { exec "$@" --json; }
    process=$page_PID
    trap "kill $process" EXIT # strace waits for all processes
    read -r line <&"${page[0]}"
    [[ $line =~ http://([^:/]+):([0-9]+)/ ]]
    points="view=points&z=1&z=2"
    for path in / /api/model "/api/images?$points" "/api/images.png?$points" "/api/images.gif?$points" "/api/latents.safetensors?$points" \
        "/api/command?$points&format=png" /api/run /api/run/samples/epoch-000.png; do
        exec 3<>"/dev/tcp/${BASH_REMATCH[1]}/${BASH_REMATCH[2]}"
        printf "GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n" "$path" "${BASH_REMATCH[@]:1}" >&3
        read -r answer <&3
        cat <&3 >/dev/null
        echo "$path: $answer" >&2
        [[ $answer == *" 200 "* ]]
    done
    trap - EXIT
    kill "$process"
    wait "$process"' bash "${wgan[@]}" explore --model run --no-browser --threads 1
exit "$failed"
