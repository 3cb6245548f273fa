/*
 * A library with the binary interface of MPI-5 that calls MPICH, for the tests: with it, wgan.mpi uses that interface in real
 * processes also where no implementation of MPI-5 is installed. The tests compile it by MPICH's compiler.
 */
#include "mpi_c.h"

#include <stdio.h>
#include <stdlib.h>

/* MPICH's own interface: handles are ints. */
int PMPI_Init_thread(int *, char ***, int, int *);
int PMPI_Abort(int, int);
int PMPI_Comm_set_errhandler(int, int);
int PMPI_Comm_rank(int, int *);
int PMPI_Comm_size(int, int *);
int PMPI_Barrier(int);
int PMPI_Bcast(void *, int, int, int, int);
int PMPI_Allgather(const void *, int, int, void *, int, int, int);
int PMPI_Allgatherv(const void *, int, int, void *, const int *, const int *, int, int);
int PMPI_Alltoallv(const void *, const int *, const int *, int, void *, const int *, const int *, int, int);

/* The handle of MPICH for one of MPI-5. */
static int mpich(uint64_t handle) {
    switch (handle) {
    case MPI_ABI_COMM_WORLD: return MPICH_COMM_WORLD;
    case MPI_ABI_BYTE: return MPICH_BYTE;
    case MPI_ABI_ERRORS_RETURN: return MPICH_ERRORS_RETURN;
    default:
        fprintf(stderr, "mpi_abi_of_mpich: %#llx is no handle of MPI-5\n", (unsigned long long)handle);
        abort();
    }
}

int32_t MPI_Abi_get_version(int32_t *major, int32_t *minor) {
    *major = 1;
    *minor = 0;
    return 0;
}

int32_t MPI_Init_thread(int32_t *argc, char ***argv, int32_t required, int32_t *provided) {
    if (required != MPI_ABI_THREAD_SERIALIZED) {
        fprintf(stderr, "mpi_abi_of_mpich: %d is not the level of MPI-5\n", required);
        abort();
    }
    int result = PMPI_Init_thread(argc, argv, MPI_CLASSIC_THREAD_SERIALIZED, provided);
    *provided = *provided < MPI_CLASSIC_THREAD_SERIALIZED ? 0 : MPI_ABI_THREAD_SERIALIZED;
    return result;
}

int32_t MPI_Abort(mpi_comm comm, int32_t code) { return PMPI_Abort(mpich(comm), code); }

int32_t MPI_Comm_set_errhandler(mpi_comm comm, mpi_errhandler handler) {
    return PMPI_Comm_set_errhandler(mpich(comm), mpich(handler));
}

int32_t MPI_Comm_rank(mpi_comm comm, int32_t *rank) { return PMPI_Comm_rank(mpich(comm), rank); }

int32_t MPI_Comm_size(mpi_comm comm, int32_t *size) { return PMPI_Comm_size(mpich(comm), size); }

int32_t MPI_Barrier(mpi_comm comm) { return PMPI_Barrier(mpich(comm)); }

int32_t MPI_Bcast(void *buffer, int32_t count, mpi_datatype type, int32_t root, mpi_comm comm) {
    return PMPI_Bcast(buffer, count, mpich(type), root, mpich(comm));
}

int32_t MPI_Allgather(const void *send, int32_t send_count, mpi_datatype send_type, void *receive, int32_t receive_count,
                      mpi_datatype receive_type, mpi_comm comm) {
    return PMPI_Allgather(send, send_count, mpich(send_type), receive, receive_count, mpich(receive_type), mpich(comm));
}

int32_t MPI_Allgatherv(const void *send, int32_t send_count, mpi_datatype send_type, void *receive,
                       const int32_t *receive_counts, const int32_t *displacements, mpi_datatype receive_type,
                       mpi_comm comm) {
    return PMPI_Allgatherv(send, send_count, mpich(send_type), receive, receive_counts, displacements,
                           mpich(receive_type), mpich(comm));
}

int32_t MPI_Alltoallv(const void *send, const int32_t *send_counts, const int32_t *send_displacements,
                      mpi_datatype send_type, void *receive, const int32_t *receive_counts,
                      const int32_t *receive_displacements, mpi_datatype receive_type, mpi_comm comm) {
    return PMPI_Alltoallv(send, send_counts, send_displacements, mpich(send_type), receive, receive_counts,
                          receive_displacements, mpich(receive_type), mpich(comm));
}
