/*
 * Tests libtorch_c.h with a libtorch: looks up every function, calls one operator and causes one failure.
 *
 *   check DIRECTORY     the directory of libtorch's shared libraries
 *
 * check.sh compiles and runs it. The functions come from functions.inc, which check.sh generates from
 * jextract/symbols.txt: a line FUNCTION(name, "remark") for each, where the remark is "", "optional" or "since 2.13".
 */
#include "libtorch_c.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The generated Java depends on these properties of the types in the signatures. */
_Static_assert(sizeof(bool) == 1, "a bool is one byte");
_Static_assert(sizeof(float) == 4 && sizeof(double) == sizeof(torch_slot), "a slot holds the bits of a double");
_Static_assert(sizeof(size_t) == 8 && sizeof(void *) == sizeof(torch_slot), "a slot holds a pointer");

/* Every function by its name, with its type in the header: lib.aoti_torch_get_dim(...). */
static struct {
#define FUNCTION(name, remark) __typeof__(name) *name;
#include "functions.inc"
#undef FUNCTION
} lib;

static const struct {
    const char *name;
    const char *remark;
    void *where; /* the function's pointer in lib */
} functions[] = {
#define FUNCTION(name, remark) {#name, remark, &lib.name},
#include "functions.inc"
#undef FUNCTION
};

/* In the order of loading: each library needs only those before it. */
static const struct {
    const char *file;
    bool optional;
} libraries[] = {
#ifdef __APPLE__
    {"libopenblas.0.dylib", true}, {"libc10.dylib", false}, {"libtorch_cpu.dylib", false}, {"libtorch.dylib", false},
#else
    {"libopenblas.so.0", true},    {"libc10.so", false},    {"libtorch_cpu.so", false},
    {"libtorch_cuda.so", true},    {"libtorch.so", false},
#endif
};

enum {
    FUNCTIONS = sizeof functions / sizeof functions[0],
    LIBRARIES = sizeof libraries / sizeof libraries[0],
    ELEMENTS = 4,
};

/* The version whose calling convention this program uses, as Operator.java does: libtorch 2.10. */
static const uint64_t BUILT_AGAINST = UINT64_C(0x020a) << 48;

static void *loaded[LIBRARIES];

static void fail(const char *what, const char *detail) {
    fprintf(stderr, "check: %s: %s\n", what, detail);
    exit(1);
}

/* libtorch's message of the last failure, if this version keeps it. */
static const char *failure_message(void) {
    return lib.torch_exception_get_what_without_backtrace ? lib.torch_exception_get_what_without_backtrace()
                                                          : "see above (libtorch before 2.13 only prints it)";
}

static void expect_success(const char *what, torch_status status) {
    if (status != 0) {
        fail(what, failure_message());
    }
}

static void load(const char *directory) {
    for (int i = 0; i < LIBRARIES; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", directory, libraries[i].file);
        if (libraries[i].optional && access(path, F_OK) != 0) {
            continue;
        }
        loaded[i] = dlopen(path, RTLD_NOW | RTLD_GLOBAL);
        if (!loaded[i]) {
            fail("cannot load", dlerror());
        }
    }
}

static void *find(const char *name) {
    for (int i = 0; i < LIBRARIES; i++) {
        void *address = loaded[i] ? dlsym(loaded[i], name) : NULL;
        if (address) {
            return address;
        }
    }
    return NULL;
}

/* Whether a libtorch of this version may lack a function with this remark. */
static bool may_be_missing(const char *remark, unsigned version) {
    unsigned major, minor;
    if (sscanf(remark, "since %u.%u", &major, &minor) == 2) {
        return version < (major << 8 | minor);
    }
    return strcmp(remark, "optional") == 0;
}

/* Fills lib. Prints the missing functions, and ends the program if one of them is required. */
static void resolve(const char *directory) {
    for (int i = 0; i < FUNCTIONS; i++) {
        void *address = find(functions[i].name);
        memcpy(functions[i].where, &address, sizeof address);
    }
    unsigned version = lib.aoti_torch_abi_version ? (unsigned)(lib.aoti_torch_abi_version() >> 48) : 0;
    printf("libtorch %u.%u in %s\n", version >> 8, version & 0xff, directory);

    int found = 0, missing = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
        if (find(functions[i].name)) {
            found++;
        } else if (may_be_missing(functions[i].remark, version)) {
            printf("  without %s (%s)\n", functions[i].name, functions[i].remark);
        } else {
            printf("  MISSING %s\n", functions[i].name);
            missing++;
        }
    }
    printf("%d of %d functions\n", found, FUNCTIONS);
    if (missing > 0) {
        fail(directory, "lacks functions that wgan.torch requires; libtorch 2.10 or later has them");
    }
}

/* A vector that uses the memory of the caller. */
static torch_tensor vector(float *data) {
    int64_t size = ELEMENTS, stride = 1;
    torch_tensor tensor;
    expect_success("aoti_torch_create_tensor_from_blob",
                   lib.aoti_torch_create_tensor_from_blob(data, 1, &size, &stride, 0, lib.aoti_torch_dtype_float32(),
                                                          lib.aoti_torch_device_type_cpu(), 0, &tensor));
    return tensor;
}

static void call_relu(void) {
    float x[ELEMENTS] = {-1.5f, 0.0f, 0.25f, 3.0f};
    torch_slot stack[] = {vector(x)}; /* stolen; the result replaces it */
    expect_success("aten::relu", lib.torch_call_dispatcher("aten::relu", "", stack, BUILT_AGAINST));

    void *data;
    expect_success("aoti_torch_get_data_ptr", lib.aoti_torch_get_data_ptr(stack[0], &data));
    const float *y = data;
    printf("aten::relu:");
    for (int i = 0; i < ELEMENTS; i++) {
        printf(" %g -> %g", x[i], y[i]);
        if (y[i] != (x[i] > 0 ? x[i] : 0)) {
            fail("aten::relu", "wrong result");
        }
    }
    printf("\n");
    expect_success("aoti_torch_delete_tensor_object", lib.aoti_torch_delete_tensor_object(stack[0]));
}

/* A C++ exception inside libtorch must become a status with a message. */
static void cause_failure(void) {
    float x[ELEMENTS] = {0};
    torch_slot stack[] = {vector(x), vector(x)}; /* stolen, also if the call fails */
    if (lib.torch_call_dispatcher("aten::mm", "", stack, BUILT_AGAINST) == 0) {
        fail("aten::mm", "accepted two vectors, expected a failure");
    }
    printf("aten::mm of two vectors: %s\n", failure_message());
    if (strlen(failure_message()) == 0) {
        fail("aten::mm", "failed without a message");
    }
}

int main(int argc, char **argv) {
    if (argc != 2) {
        fprintf(stderr, "usage: check DIRECTORY\n");
        return 2;
    }
    load(argv[1]);
    resolve(argv[1]);
    call_relu();
    cause_failure();
    return 0;
}
