/*
 * The part of NCCL's C interface that wgan.nccl uses, as plain C: NCCL 2.23 and later.
 *
 * NCCL's own header requires those of CUDA. This one has fixed-width types and size_t only. Handles are 64-bit integers, as in
 * libtorch_c.h: every platform of NCCL passes a pointer and such an integer in the same way. nccl_check.c compiles these declarations
 * together with an nccl.h, whose types take the place of those below (with WGAN_NCCL_TYPES_OF_NCCL_H), so that the compiler compares
 * each signature, and tests the values of the constants.
 *
 * A function that returns an nccl_result returns NCCL_SUCCESS, or an error code. Pointers to host memory are borrowed for the call.
 * Pointers to device memory are borrowed until the stream has done the work: a function that has a stream only adds work to it, and
 * returns. The current CUDA device of the calling thread must be that of the communicator.
 */
#ifndef WGAN_NCCL_C_H
#define WGAN_NCCL_C_H

#include <stddef.h>
#include <stdint.h>

#ifndef WGAN_NCCL_TYPES_OF_NCCL_H
typedef int32_t nccl_result;
typedef int32_t nccl_type;    /* the type of the elements of a buffer */
typedef uint64_t nccl_comm;   /* a communicator: one GPU of each of several processes, each with a rank from 0 */
typedef uint64_t nccl_id;     /* with `*`: NCCL_ID_BYTES bytes, which name a communicator to be made */
typedef uint64_t nccl_config; /* with `*`: options of a communicator */
typedef uint64_t cuda_stream; /* work of a GPU that is done in order; 0 is the default stream */
#endif

/* ------------------------------------------------------------------------------------------------------- constants */

#define NCCL_SUCCESS 0
#define NCCL_ID_BYTES 128
#define NCCL_TYPE_BYTE 1

/* The first version that has all functions below. */
#define NCCL_FIRST_VERSION 22300

/* --------------------------------------------------------------------------------------------- without a communicator */

/* 10,000 * major + 100 * minor + patch; before 2.9 1,000 * major + 100 * minor + patch. */
nccl_result ncclGetVersion(int32_t *version);

/* The kind of an error. */
const char *ncclGetErrorString(nccl_result result) /* borrowed until the process ends */;

/* Describes the last error of the process, or one before it; may be empty. */
const char *ncclGetLastError(nccl_comm comm /* unused, may be 0 */) /* borrowed until the next error */;

/* Names a communicator to be made, and waits for its processes in a thread. Called by one of them, which sends it to the others. */
nccl_result ncclGetUniqueId(nccl_id *id /* written */);

/*
 * Connects the current CUDA device of this thread to those of the other processes. All of them must call it; it waits for them.
 * It has pointers where ncclCommInitRank has a struct as an argument.
 */
nccl_result ncclCommInitRankScalable(nccl_comm *comm /* new */, int32_t size, int32_t rank, int32_t id_count, nccl_id *ids,
                                     nccl_config *config /* may be NULL: the defaults */);

/* ------------------------------------------------------------------------------------------------ with a communicator */

/* Waits for the work of this communicator, and deletes it. All processes must call it. */
nccl_result ncclCommDestroy(nccl_comm comm /* stolen */);

/* Ends the work of this communicator where it is, and deletes it. */
nccl_result ncclCommAbort(nccl_comm comm /* stolen */);

/* The error of work that was added earlier; NCCL_SUCCESS if there was none. */
nccl_result ncclCommGetAsyncError(nccl_comm comm, nccl_result *error);

/* The functions between these two are one operation, which is added to the stream at the end. */
nccl_result ncclGroupStart(void);
nccl_result ncclGroupEnd(void);

/* A part of an operation. Each ncclSend has its ncclRecv at the other process; a process may send to itself. */
nccl_result ncclSend(const void *buffer /* device memory */, size_t count, nccl_type type, int32_t peer, nccl_comm comm,
                     cuda_stream stream);
nccl_result ncclRecv(void *buffer /* device memory, written */, size_t count, nccl_type type, int32_t peer, nccl_comm comm,
                     cuda_stream stream);

/* The collective functions: all processes of the communicator call them, in the same order. */

/* Each process gets the buffers of all, in the order of ranks. */
nccl_result ncclAllGather(const void *send /* device memory */, void *receive /* device memory, written */,
                          size_t send_count, nccl_type type, nccl_comm comm, cuda_stream stream);

/* Copies the buffer of the root to those of the others. Both buffers may be the same. */
nccl_result ncclBroadcast(const void *send /* device memory, read at the root */,
                          void *receive /* device memory, written */, size_t count, nccl_type type, int32_t root,
                          nccl_comm comm, cuda_stream stream);

#endif
