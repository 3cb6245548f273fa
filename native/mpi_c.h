/*
 * The part of MPI's C interface that wgan.mpi uses, as plain C, for any implementation of MPI.
 *
 * The MPI standard defines the functions, but until MPI-5 not their binary interface: each implementation has an mpi.h of its
 * own. The implementations differ in the type of handles, and in the values of constants:
 *
 *              a handle is              a predefined handle is                    libraries
 *   Open MPI   a pointer                the address of an exported object         libmpi.so.40
 *   MPICH      an int                   a constant                                libmpich.so.12, libmpi.so.12; also Intel MPI
 *   MPI-5      a pointer                a small integer as an address             libmpi_abi.so.0 of any implementation
 *
 * Here handles are 64-bit integers, and nothing else is: so the generated binding knows which arguments are handles, and passes
 * them as an int to an MPI whose handles are ints. Everything else is a pointer or an int, in every implementation. No function
 * here returns a handle or writes one, and none requires a status.
 *
 * mpi_check.c compiles these declarations together with an mpi.h, whose types take the place of those below (with
 * WGAN_MPI_TYPES_OF_MPI_H), so that the compiler compares each signature, and tests the values of the constants.
 *
 * MPI owns nothing after a call: every pointer is borrowed for the call. All functions return MPI_SUCCESS, which is 0, or an
 * error code, once MPI_Comm_set_errhandler has set the handler that returns; before that an error ends the process.
 */
#ifndef WGAN_MPI_C_H
#define WGAN_MPI_C_H

#include <stdint.h>

#ifndef WGAN_MPI_TYPES_OF_MPI_H
typedef uint64_t mpi_comm;       /* a communicator: a group of processes, each with a rank from 0 */
typedef uint64_t mpi_datatype;   /* the type of the elements of a buffer */
typedef uint64_t mpi_errhandler; /* what happens after an error */
#endif

/* ------------------------------------------------------------------------------------------------------- constants
 * Open MPI's handles have no constants: they are the addresses of ompi_mpi_comm_world, ompi_mpi_byte and
 * ompi_mpi_errors_return. */

#define MPICH_COMM_WORLD 0x44000000
#define MPICH_BYTE 0x4c00010d
#define MPICH_ERRORS_RETURN 0x54000001

#define MPI_ABI_COMM_WORLD 0x101
#define MPI_ABI_BYTE 0x247
#define MPI_ABI_ERRORS_RETURN 0x143

/* The level of MPI_Init_thread at which any thread may call MPI, one at a time: of Open MPI and MPICH, and of MPI-5. */
#define MPI_CLASSIC_THREAD_SERIALIZED 2
#define MPI_ABI_THREAD_SERIALIZED 2048

/* The greatest lengths of texts in any implementation, with the terminating zero. */
#define MPI_GREATEST_ERROR_STRING 512
#define MPI_GREATEST_LIBRARY_VERSION_STRING 8192

/* ---------------------------------------------------------------------------------- before and after MPI_Init_thread */

/* The name and version of the implementation, such as "Open MPI v4.1.4, package: ...". */
int32_t MPI_Get_library_version(char *version /* written, zero-terminated */, int32_t *length);

/* The version of the standard that the library implements. */
int32_t MPI_Get_version(int32_t *version, int32_t *subversion);

/* The version of MPI-5's binary interface that the library has; -1 if it has another. MPI-5 and later. */
int32_t MPI_Abi_get_version(int32_t *major, int32_t *minor);

int32_t MPI_Initialized(int32_t *flag);
int32_t MPI_Finalized(int32_t *flag);

/* Connects this process to those that the launcher has started beside it. Once in the life of a process. */
int32_t MPI_Init_thread(int32_t *argc /* may be NULL */, char ***argv /* may be NULL */, int32_t required,
                        int32_t *provided);

/* ------------------------------------------------------------------------------------------------- after MPI_Init_thread */

/* Waits for the other processes. No function but MPI_Get_..., MPI_Initialized and MPI_Finalized may be called afterwards. */
int32_t MPI_Finalize(void);

/* Ends all processes of the communicator. Does not return. The launcher exits with the code. */
int32_t MPI_Abort(mpi_comm comm, int32_t code);

/* The text of an error code. */
int32_t MPI_Error_string(int32_t code, char *text /* written, zero-terminated */, int32_t *length);

int32_t MPI_Comm_set_errhandler(mpi_comm comm, mpi_errhandler handler);
int32_t MPI_Comm_rank(mpi_comm comm, int32_t *rank);
int32_t MPI_Comm_size(mpi_comm comm, int32_t *size);

/* The collective functions: all processes of the communicator call them, in the same order. Buffers must not overlap. */

int32_t MPI_Barrier(mpi_comm comm);

/* Copies the buffer of the root to those of the others. */
int32_t MPI_Bcast(void *buffer /* read by the root, written by the others */, int32_t count, mpi_datatype type, int32_t root,
                  mpi_comm comm);

/* Each process gets the buffers of all, in the order of ranks. */
int32_t MPI_Allgather(const void *send, int32_t send_count, mpi_datatype send_type, void *receive /* written */,
                      int32_t receive_count /* of one process */, mpi_datatype receive_type, mpi_comm comm);

/* The same for buffers of different lengths: the one of rank r is written at displacements[r] elements. */
int32_t MPI_Allgatherv(const void *send, int32_t send_count, mpi_datatype send_type, void *receive /* written */,
                       const int32_t *receive_counts, const int32_t *displacements, mpi_datatype receive_type,
                       mpi_comm comm);

/* Each process sends a part of its buffer to each process, and gets a part from each. */
int32_t MPI_Alltoallv(const void *send, const int32_t *send_counts, const int32_t *send_displacements,
                      mpi_datatype send_type, void *receive /* written */, const int32_t *receive_counts,
                      const int32_t *receive_displacements, mpi_datatype receive_type, mpi_comm comm);

/* ---------------------------------------------------------------------------------------------------- the C library */

/* Sets a variable of the environment, as libraries that are loaded later read it. */
int32_t setenv(const char *name, const char *value, int32_t overwrite);

#endif
