#!/bin/sh
# Compiles nccl_check.c with the nccl.h of an NCCL, and runs it with its library:
#
#   native/nccl_check.sh [DIRECTORY]    a directory with lib/libnccl.so.2 and include/nccl.h, as pip's nvidia/nccl
#
# The default is the one beside $LIBTORCH, as pip installs it. Without a library, prints one line and checks nothing. CUDA's headers are
# not required: NCCL's header uses one type of them.
set -eu

native=$(cd "$(dirname "$0")" && pwd)
nccl=${1:-${LIBTORCH:-/nowhere}/../nvidia/nccl}
library=$nccl/lib/libnccl.so.2

if ! [ -f "$library" ]; then
    echo "nccl_check.sh: skipped, there is no $library; name the directory of an NCCL, such as that of pip's nvidia-nccl-cu13"
    [ $# = 0 ]
    exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --include-function NAME
sed -n 's/^--include-function  *\([^ ]*\)$/FUNCTION(\1, "")/p' "$native/../jextract/nccl/symbols.txt" >"$work/functions.inc"

if [ -f "$nccl/include/nccl.h" ]; then
    headers="-isystem $nccl/include"
    printf '#include <stddef.h>\ntypedef struct CUstream_st *cudaStream_t;\n' >"$work/cuda_runtime.h"
    : >"$work/cuda_fp16.h"
else
    headers=-DWGAN_NCCL_NO_NCCL_H
fi

# shellcheck disable=SC2086  # headers is a list
"${CC:-cc}" -std=c11 -Wall -Wextra -Werror $headers -I "$native" -I "$work" -o "$work/check" "$native/nccl_check.c" -ldl
"$work/check" "$library"
