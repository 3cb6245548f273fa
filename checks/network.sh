#!/bin/sh
# Measures sums and training of two processes on one machine, and on two hosts that a network of 1 Gbit/s connects, without and with a delay of
# 10 ms. The hosts are network namespaces of this machine.
#
#   checks/network.sh [MPI...]          openmpi, mpich; both if they are installed
#   checks/network.sh --run MPI LINK COMMAND...
#                                       runs another command as two processes: LINK is local, fast or slow
#
# Needs root, the programs ip and tc, an MPI, and the classes of `mvn -DskipTests package`. Without root, ip, or an MPI it prints one line and
# does nothing. The delay is in each direction, so the round trip takes 20 ms. DELAY (ms) and RATE (of tc) change them. LINKS are those to
# measure: "local fast slow".
set -eu

cd "$(dirname "$0")/.."
rate=${RATE:-1gbit}
delay=${DELAY:-10}
a=wgan-a b=wgan-b address_a=10.213.7.1 address_b=10.213.7.2

skip() {
    echo "network.sh: skipped, $1"
    exit 0
}
[ "$(id -u)" = 0 ] || skip "it needs root to make network namespaces"
command -v ip >/dev/null && command -v tc >/dev/null || skip "there is no ip or no tc; install iproute2"
ip netns list >/dev/null 2>&1 || skip "the kernel has no network namespaces"

work=$(mktemp -d)
relay=
end() {
    remove_hosts
    rm -rf "$work"
}
# Removes both hosts with all that runs on them, such as processes that wait for one that was ended.
remove_hosts() {
    [ -z "$relay" ] || { kill "$relay" && wait "$relay"; } 2>/dev/null || true
    relay=
    for host in $a $b; do
        if [ -e /run/netns/$host ]; then
            ip netns pids $host | xargs -r kill -9 2>/dev/null || true
            ip netns delete $host
        fi
    done
}
trap end EXIT
trap 'exit 1' INT TERM

# on NAMESPACE COMMAND...: runs a command on a host, which has a name of its own as MPI tells hosts apart by it
on() {
    namespace=$1
    shift
    ip netns exec "$namespace" unshare --uts sh -c 'hostname "$0" && exec "$@"' "$namespace" "$@"
}

# The remote shell of the launchers: [OPTIONS] HOST COMMAND...
cat >"$work/shell" <<END
#!/bin/sh
while [ "\${1#-}" != "\$1" ]; do shift; done
case \$1 in
    $address_a) namespace=$a ;;
    *) namespace=$b ;;
esac
shift
exec ip netns exec \$namespace unshare --uts sh -c 'hostname "\$0" && exec sh -c "\$1"' \$namespace "\$*"
END
chmod +x "$work/shell"

# wait_until_up HOST: waits for the carrier of its device, 10 s at most
wait_until_up() {
    tries=0
    until ip -n "$1" link show wire | grep -q 'state UP'; do
        tries=$((tries + 1))
        if [ $tries -gt 100 ]; then
            echo "network.sh: the device wire of $1 has no carrier after 10 s: $(ip -n "$1" link show wire)" >&2
            exit 1
        fi
        sleep 0.1
    done
}

# link fast|slow: makes both hosts and what connects them
link() {
    remove_hosts
    for host in $a $b; do
        ip netns add $host
        ip -n $host link set lo up
    done
    if [ "$1" = fast ]; then
        ip link add wire netns $a type veth peer name wire netns $b
        ip -n $a address add $address_a/24 dev wire
        ip -n $b address add $address_b/24 dev wire
        ip -n $a link set wire up
        ip -n $b link set wire up
        # MPICH's UCX uses a device only if it has a carrier.
        wait_until_up $a
        wait_until_up $b
    else
        mkfifo "$work/ready"
        python3 checks/delay.py $a $address_a $b $address_b "$delay" >"$work/ready" &
        relay=$!
        read -r ready <"$work/ready"
        rm "$work/ready"
        [ "$ready" = ready ]
    fi
    for host in $a $b; do
        # A queue that holds what a connection may have on its way.
        ip netns exec $host tc qdisc add dev wire root tbf rate "$rate" burst 128kb limit 8mb
    done
}

# processes MPI LINK COMMAND...: runs a command as two processes
processes() {
    mpi=$1 link=$2
    shift 2
    case $mpi-$link in
        openmpi-local) mpirun.openmpi --allow-run-as-root --oversubscribe --bind-to none -n 2 "$@" ;;
        mpich-local) mpiexec.mpich -n 2 "$@" ;;
        openmpi-*)
            # Bound to processors, the processes of both hosts would be on the same one.
            on $a mpirun.openmpi --allow-run-as-root --bind-to none -n 2 --host $address_a:1,$address_b:1 \
                --mca plm_rsh_agent "$work/shell" --mca oob_tcp_if_include wire \
                --mca pml ob1 --mca btl tcp,self --mca btl_tcp_if_include wire "$@"
            ;;
        mpich-*)
            on $a env UCX_TLS=tcp,self UCX_NET_DEVICES=wire mpiexec.mpich -n 2 -hosts $address_a,$address_b \
                -launcher ssh -launcher-exec "$work/shell" -iface wire "$@"
            ;;
    esac
}

# The shell handles a signal at once only while it waits like this.
wait_for() {
    processes "$@" &
    wait $!
}

if [ "${1-}" = --run ]; then
    shift
    [ "$2" = local ] || link "$2"
    wait_for "$@"
    exit
fi

classes=modules/mpi/target/test-classes
for needed in $classes modules/mpi/target/classes modules/cli/target/modules; do
    [ -d $needed ] || skip "there is no $needed; run mvn -DskipTests package"
done
jdk=$(bash -c 'root=$PWD && . ./build.sh && echo "$jdk"')
class_path="$PWD/$classes:$PWD/modules/train/target/test-classes:$PWD/modules/mpi/target/classes:$PWD/modules/cli/target/modules/*"

# milliseconds NAME: the median time of an iteration in the epochs after the first of the run of `training`, with the checkpoint of an epoch
milliseconds() {
    sed -n 's/.*"iteration":\([0-9]*\),"loss_critic".*"seconds":\([0-9.]*\).*/\1 \2/p' "$work/run/metrics.jsonl" |
        awk 'NR > 1 { print 1000 * ($2 - seconds) / ($1 - iteration) } { iteration = $1; seconds = $2 }' |
        sort -n | awk -v name="$1" '{ all[NR] = $1 } END { printf "%-40s %7.1f ms\n", name, all[int((NR + 1) / 2)] }'
    rm -r "$work/run"
}
# training OPTION...: the command of a run with the default networks and batches of 128
training() {
    echo ./wgan train --dataset synthetic --limit 2560 --epochs 4 --no-progress --out "$work/run" --log-dir "$work/logs" "$@"
}

echo "an iteration of training"
for threads in 1 2; do
    $(training --threads $threads) >/dev/null
    milliseconds "1 process, $threads threads"
done

measured=false
for mpi in ${*:-openmpi mpich}; do
    command -v "mpirun.$mpi" >/dev/null || continue
    for link in ${LINKS:-local fast slow}; do
        [ $link = local ] || link $link
        echo "$mpi, $link"
        for program in time iteration; do
            wait_for "$mpi" $link "$jdk/bin/java" -Xmx1g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
                -cp "$class_path" wgan.mpi.RankProgram $program
        done
        for statistics in sync local; do
            wait_for "$mpi" $link $(training --threads 1 --batch-norm $statistics) >/dev/null
            milliseconds "2 processes, 1 thread, --batch-norm $statistics"
        done
        measured=true
    done
done
"$measured" || skip "there is no MPI; install openmpi-bin or mpich"
