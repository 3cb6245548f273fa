#!/usr/bin/env bash
# Sums and training of several processes on GPUs, connected by NCCL, and the command that trains: see docs/scaling.md.
#   checks/gpus.sh N [DEVICE [CONNECTION]]
#       N processes; DEVICE is that of each: local (the default) for the GPU of its rank, or cuda:0 for all on one GPU, which needs NCCL 2.30
#       with NCCL_MULTI_RANK_GPU_ENABLE=1; CONNECTION is nccl (the default), or mpi for copies through the memory of the host
# Needs mpirun (MPIRUN names another launcher and its options), a libtorch for CUDA that LIBTORCH names, and the classes of
# `mvn -DskipTests package`.
set -euo pipefail

if [ $# = 0 ]; then
    echo "usage: checks/gpus.sh N [local|cuda:0 [nccl|mpi]], with N processes" >&2
    exit 2
fi
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=../build.sh
. "$root/build.sh"

classes=$root/checks/target/test-classes:$root/modules/train/target/test-classes:$root/modules/nccl/target/classes
launcher=(${MPIRUN:-mpirun --oversubscribe})
for command in check train time iteration abort fail; do
    if [ $command = abort ] && { [ "$1" = 1 ] || [ "${3:-nccl}" = mpi ]; }; then continue; fi
    echo "$command"
    code=0
    "${launcher[@]}" -n "$1" "$jdk/bin/java" -Xmx2g -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED ${JVM_OPTIONS:-} \
        -cp "$classes:$root/modules/cli/target/modules/*" wgan.checks.gpus.GpuRank "${3:-nccl}" "${2:-local}" $command || code=$?
    # fail ends all processes with this code.
    if [ $code != "$([ $command = fail ] && echo 42 || echo 0)" ]; then
        echo "$command: exit code $code" >&2
        exit 1
    fi
done

# The command: equal bits twice, and by both backends.
device=${2:-cuda}
[ "$device" != local ] || device=cuda
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
for run in "${3:-nccl}-1" "${3:-nccl}-2" mpi-3; do
    # env, because Open MPI 4 changes the arguments of java.
    "${launcher[@]}" -n "$1" env "$jdk/bin/java" -Xmx2g -XX:+UseSerialGC --enable-native-access=wgan.torch,wgan.mpi,wgan.nccl ${JVM_OPTIONS:-} \
        -p "$root/modules/cli/target/modules" -m wgan.cli train --dataset synthetic --limit 1280 --epochs 1 --device "$device" \
        --backend "${run%-*}" --out "$out/$run" --log-dir "$out/logs-$run"
    cmp "$out/${3:-nccl}-1/generator.safetensors" "$out/$run/generator.safetensors"
done
echo "trained three times with equal bits: by ${3:-nccl}, ${3:-nccl} and mpi"
