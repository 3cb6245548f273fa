#!/bin/sh
# Compiles mpi_check.c with the mpi.h of an MPI, and runs it as two processes:
#
#   native/mpi_check.sh                 every MPI of the system: those of mpicc.openmpi and mpicc.mpich, else that of mpicc
#   native/mpi_check.sh MPICC MPIRUN    the MPI of these two programs
#
# MPI_ABI_INCLUDE names a directory with the mpi.h of MPI-5's binary interface, with which mpi_check.c is compiled only.
set -eu

native=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --include-function NAME [# REMARK]
sed -n 's/^--include-function  *\([^ ]*\)\( *# *\(.*\)\)\{0,1\}$/FUNCTION(\1, "\3")/p' \
    "$native/../jextract/mpi/symbols.txt" >"$work/functions.inc"

warnings="-std=c11 -Wall -Wextra -Werror"

# check MPICC MPIRUN
check() {
    # shellcheck disable=SC2086  # warnings is a list
    "$1" $warnings -I "$native" -I "$work" -o "$work/check" "$native/mpi_check.c" -ldl
    # Open MPI refuses to run as root, or more processes than processors, unless it is told to.
    OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_rmaps_base_oversubscribe=1 \
        "$2" -n 2 "$work/check"
}

if [ $# = 2 ]; then
    check "$1" "$2"
else
    checked=false
    for mpi in .openmpi .mpich ''; do
        if command -v "mpicc$mpi" >/dev/null && command -v "mpirun$mpi" >/dev/null; then
            check "mpicc$mpi" "mpirun$mpi"
            checked=true
        fi
        if [ "$mpi" = .mpich ] && "$checked"; then break; fi
    done
    if ! "$checked"; then
        echo "mpi_check.sh: there is no MPI; install openmpi-bin and libopenmpi-dev, or mpich and libmpich-dev" >&2
        exit 2
    fi
fi

if [ -n "${MPI_ABI_INCLUDE-}" ]; then
    # shellcheck disable=SC2086
    "${CC:-cc}" $warnings -fsyntax-only -I "$native" -I "$work" -I "$MPI_ABI_INCLUDE" "$native/mpi_check.c"
    echo "the signatures are equal to those of $MPI_ABI_INCLUDE/mpi.h"
fi
