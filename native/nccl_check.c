/*
 * Tests nccl_c.h with a library of NCCL: compares every signature and constant with its nccl.h, finds every function, names a
 * communicator, and causes one failure. On a machine with a GPU it also connects the GPU with itself.
 *
 *   nccl_check LIBRARY
 *
 * nccl_check.sh compiles and runs it. functions.inc contains a line FUNCTION(name, "") for each function, which nccl_check.sh
 * generates from jextract/nccl/symbols.txt. Without an nccl.h (WGAN_NCCL_NO_NCCL_H) the signatures are not compared.
 */
#ifndef WGAN_NCCL_NO_NCCL_H
#include <nccl.h>

/* A second declaration of a function must have a compatible type. So the compiler compares the headers. */
#define WGAN_NCCL_TYPES_OF_NCCL_H
#define nccl_result ncclResult_t
#define nccl_type ncclDataType_t
#define nccl_comm ncclComm_t
#define nccl_id ncclUniqueId
#define nccl_config ncclConfig_t
#define cuda_stream cudaStream_t
#endif
#include "nccl_c.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef WGAN_NCCL_NO_NCCL_H
_Static_assert(ncclSuccess == NCCL_SUCCESS, "a call that succeeds returns 0");
_Static_assert(ncclUint8 == NCCL_TYPE_BYTE, "the type of a byte");
_Static_assert(NCCL_UNIQUE_ID_BYTES == NCCL_ID_BYTES && sizeof(ncclUniqueId) == NCCL_ID_BYTES, "the size of an id");
_Static_assert(NCCL_VERSION(2, 23, 0) == NCCL_FIRST_VERSION, "the coding of a version");
_Static_assert(sizeof(ncclResult_t) == 4 && sizeof(ncclDataType_t) == 4, "enumerations are passed as int32_t");
_Static_assert(sizeof(ncclComm_t) == 8 && sizeof(cudaStream_t) == 8, "handles are pointers");
#endif
_Static_assert(sizeof(size_t) == 8, "a size has 64 bits");

/* Every function by its name, with its type in the header: nccl.ncclGetVersion(...). */
static struct {
#define FUNCTION(name, remark) __typeof__(name) *name;
#include "functions.inc"
#undef FUNCTION
} nccl;

static const struct {
    const char *name;
    void *where; /* the function's pointer in nccl */
} functions[] = {
#define FUNCTION(name, remark) {#name, &nccl.name},
#include "functions.inc"
#undef FUNCTION
};

enum { FUNCTIONS = sizeof functions / sizeof functions[0] };

static void expect(int holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "nccl_check: expected %s\n", what);
        exit(1);
    }
}

int main(int count, char **arguments) {
    expect(count == 2, "the file of a library");
    void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (!library) {
        fprintf(stderr, "nccl_check: %s\n", dlerror());
        return 1;
    }
    for (int i = 0; i < FUNCTIONS; i++) {
        void *function = dlsym(library, functions[i].name);
        expect(function != NULL, functions[i].name);
        memcpy(functions[i].where, &function, sizeof function);
    }

    int version = 0;
    expect(nccl.ncclGetVersion(&version) == NCCL_SUCCESS && version >= NCCL_FIRST_VERSION, "NCCL 2.23 or later");
#ifndef WGAN_NCCL_NO_NCCL_H
    expect(version == NCCL_VERSION_CODE, "the version of its nccl.h");
    printf("NCCL %d: %d functions; signatures and constants are equal to those of its nccl.h\n", version, FUNCTIONS);
#else
    printf("NCCL %d: %d functions; signatures not compared: no nccl.h\n", version, FUNCTIONS);
#endif

    _Alignas(8) char id[NCCL_ID_BYTES] = {0}, zeros[NCCL_ID_BYTES] = {0};
    expect(nccl.ncclGetUniqueId((void *)id) == NCCL_SUCCESS && memcmp(id, zeros, sizeof id) != 0, "an id");

    nccl_comm comm = 0;
    nccl_result result = nccl.ncclCommInitRankScalable(&comm, 1, 0, 1, (void *)id, NULL);
    if (result == NCCL_SUCCESS) {
        nccl_result error;
        expect(nccl.ncclCommGetAsyncError(comm, &error) == NCCL_SUCCESS && error == NCCL_SUCCESS, "no error");
        expect(nccl.ncclCommDestroy(comm) == NCCL_SUCCESS, "success of ncclCommDestroy");
        printf("ncclCommInitRankScalable: connected one GPU\n");
        comm = 0;
    } else {
        printf("ncclCommInitRankScalable: %s; %s\n", nccl.ncclGetErrorString(result), nccl.ncclGetLastError(0));
    }

    result = nccl.ncclCommDestroy(0); /* NCCL ignores it */
    expect(result == NCCL_SUCCESS, "success of ncclCommDestroy for no communicator");
    result = nccl.ncclBroadcast(id, id, 1, NCCL_TYPE_BYTE, 0, 0, 0);
    expect(result != NCCL_SUCCESS, "a failure of ncclBroadcast for no communicator");
    printf("ncclBroadcast without a communicator: %s\n", nccl.ncclGetErrorString(result));
    return 0;
}
