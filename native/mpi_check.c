/*
 * Tests mpi_c.h with the mpi.h and the library of an MPI: compares every signature and constant, finds every function, sends
 * bytes between two processes, and causes one failure.
 *
 * mpi_check.sh compiles and runs it. functions.inc contains a line FUNCTION(name, "remark") for each function, which
 * mpi_check.sh generates from jextract/mpi/symbols.txt; the remark is "" or "optional".
 */
#define _GNU_SOURCE /* RTLD_DEFAULT */
#include <mpi.h>

#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A second declaration of a function must have a compatible type. So the compiler compares the headers. */
#define WGAN_MPI_TYPES_OF_MPI_H
#define mpi_comm MPI_Comm
#define mpi_datatype MPI_Datatype
#define mpi_errhandler MPI_Errhandler
#include "mpi_c.h"

_Static_assert(MPI_SUCCESS == 0, "a call that succeeds returns 0");
_Static_assert(sizeof(int) == 4, "int32_t is int");
_Static_assert(MPI_MAX_ERROR_STRING <= MPI_GREATEST_ERROR_STRING, "room for a text");
_Static_assert(MPI_MAX_LIBRARY_VERSION_STRING <= MPI_GREATEST_LIBRARY_VERSION_STRING, "room for a text");

static const struct {
    const char *name;
    const char *remark;
} functions[] = {
#define FUNCTION(name, remark) {#name, remark},
#include "functions.inc"
#undef FUNCTION
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0], PROCESSES = 2 };

static void expect(int holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "mpi_check: expected %s\n", what);
        exit(1);
    }
}

/* The value of a handle, and the value that wgan.mpi passes for it. */
#define EXPECT_HANDLE(actual, expected) expect((uint64_t)(uintptr_t)(actual) == (uint64_t)(expected), #actual " == " #expected)

static void check_constants(void) {
#if defined(MPI_ABI_VERSION)
    EXPECT_HANDLE(MPI_COMM_WORLD, MPI_ABI_COMM_WORLD);
    EXPECT_HANDLE(MPI_BYTE, MPI_ABI_BYTE);
    EXPECT_HANDLE(MPI_ERRORS_RETURN, MPI_ABI_ERRORS_RETURN);
    expect(MPI_THREAD_SERIALIZED == MPI_ABI_THREAD_SERIALIZED, "MPI_THREAD_SERIALIZED of MPI-5");
    expect(sizeof(MPI_Comm) == sizeof(void *), "handles that are pointers");
#elif defined(OPEN_MPI)
    EXPECT_HANDLE(MPI_COMM_WORLD, (uintptr_t)dlsym(RTLD_DEFAULT, "ompi_mpi_comm_world"));
    EXPECT_HANDLE(MPI_BYTE, (uintptr_t)dlsym(RTLD_DEFAULT, "ompi_mpi_byte"));
    EXPECT_HANDLE(MPI_ERRORS_RETURN, (uintptr_t)dlsym(RTLD_DEFAULT, "ompi_mpi_errors_return"));
    expect(MPI_THREAD_SERIALIZED == MPI_CLASSIC_THREAD_SERIALIZED, "MPI_THREAD_SERIALIZED of Open MPI");
    expect(sizeof(MPI_Comm) == sizeof(void *), "handles that are pointers");
#else
    EXPECT_HANDLE((unsigned)MPI_COMM_WORLD, MPICH_COMM_WORLD);
    EXPECT_HANDLE((unsigned)MPI_BYTE, MPICH_BYTE);
    EXPECT_HANDLE((unsigned)MPI_ERRORS_RETURN, MPICH_ERRORS_RETURN);
    expect(MPI_THREAD_SERIALIZED == MPI_CLASSIC_THREAD_SERIALIZED, "MPI_THREAD_SERIALIZED of MPICH");
    expect(sizeof(MPI_Comm) == sizeof(int), "handles that are ints");
#endif
}

static void check_functions(int print) {
    int found = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
        if (dlsym(RTLD_DEFAULT, functions[i].name)) {
            found++;
        } else {
            expect(strcmp(functions[i].remark, "optional") == 0, functions[i].name);
            if (print) {
                printf("  without %s (optional)\n", functions[i].name);
            }
        }
    }
    if (print) {
        printf("%d of %d functions; signatures and constants are equal to those of its mpi.h\n", found, FUNCTIONS);
    }
}

/* Each process sends one byte to itself and two bytes to the other one. */
static void exchange(int rank) {
    char send[3] = {0}, receive[3] = {0};
    memset(send, 'a' + rank, sizeof send);
    int counts[PROCESSES], displacements[PROCESSES];
    for (int r = 0; r < PROCESSES; r++) {
        counts[r] = r == rank ? 1 : 2;
        displacements[r] = r == 0 ? 0 : counts[0];
    }
    expect(MPI_Alltoallv(send, counts, displacements, MPI_BYTE, receive, counts, displacements, MPI_BYTE, MPI_COMM_WORLD) == 0,
           "success of MPI_Alltoallv");
    expect(memcmp(receive, rank == 0 ? "abb" : "aab", sizeof receive) == 0, "the bytes of both processes");
}

int main(void) {
    int provided, rank, size, length;
    char version[MPI_GREATEST_LIBRARY_VERSION_STRING];
    expect(MPI_Get_library_version(version, &length) == 0, "success of MPI_Get_library_version before MPI_Init_thread");
    expect(MPI_Init_thread(NULL, NULL, MPI_THREAD_SERIALIZED, &provided) == 0, "success of MPI_Init_thread");
    expect(provided >= MPI_THREAD_SERIALIZED, "MPI_THREAD_SERIALIZED");
    expect(MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN) == 0, "success of MPI_Comm_set_errhandler");
    expect(MPI_Comm_rank(MPI_COMM_WORLD, &rank) == 0 && MPI_Comm_size(MPI_COMM_WORLD, &size) == 0, "a rank and a size");
    expect(size == PROCESSES, "two processes");

    version[strcspn(version, "\r\n")] = 0;
    if (rank == 0) {
        printf("%s\n", version);
    }
    check_constants();
    check_functions(rank == 0);
    exchange(rank);

    char text[MPI_GREATEST_ERROR_STRING], byte = 0;
    int failure = MPI_Bcast(&byte, 1, MPI_BYTE, PROCESSES, MPI_COMM_WORLD); /* there is no such root */
    expect(failure != 0, "a failure");
    expect(MPI_Error_string(failure, text, &length) == 0 && length > 0, "the text of a failure");
    if (rank == 0) {
        printf("MPI_Bcast from rank %d: %s\n", PROCESSES, text);
    }
    return MPI_Finalize();
}
