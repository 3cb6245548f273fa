/*
 * The part of libtorch's C ABI that wgan.torch uses, as plain C.
 *
 * libtorch (2.10 and later) exports these functions for extensions that must outlive one version of its C++ ABI. Every
 * one of them catches C++ exceptions and returns an error code instead, so a JVM can call them safely. PyTorch's own
 * headers for them contain C++. This header states the same signatures in C, with fixed-width types and size_t only, so
 * that any C compiler and jextract can read it. check.c tests it with a libtorch, and signatures.cpp compares it with
 * PyTorch's headers.
 *
 * Handles are declared as 64-bit integers, not as pointers: a slot of the dispatcher's stack is a 64-bit integer, and
 * every platform of libtorch (System V and Windows x86-64, AArch64) passes both in the same way. 0 means "no handle".
 *
 * A comment at each handle and pointer states its owner after the call:
 *   new       the caller owns it and must delete it once
 *   borrowed  the callee, or the caller, may read it for the stated time, and does not own it
 *   stolen    the callee owns it, whether the call succeeds or fails
 *
 * A function that returns a `torch_status` returns 0 if it succeeds. libtorch does not check handles: a deleted handle, or
 * 0 where a handle is required, crashes the process.
 */
#ifndef WGAN_LIBTORCH_C_H
#define WGAN_LIBTORCH_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t torch_status;
typedef uint64_t torch_tensor; /* a counted reference to a tensor; several handles may share one tensor */
typedef uint64_t torch_list;   /* a list of slots */
typedef uint64_t torch_string; /* a string */
typedef uint64_t cuda_guard;   /* sets the current CUDA device of a thread while it exists */
typedef uint64_t torch_slot;   /* one value of the dispatcher's stack: see torch_call_dispatcher */

/* ---------------------------------------------------------------------------------------------- version and codes */

/* major << 56 | minor << 48 | patch << 40 | ... */
uint64_t aoti_torch_abi_version(void);

int32_t aoti_torch_dtype_bool(void);
int32_t aoti_torch_dtype_uint8(void);
int32_t aoti_torch_dtype_int32(void);
int32_t aoti_torch_dtype_int64(void);
int32_t aoti_torch_dtype_float16(void);
int32_t aoti_torch_dtype_bfloat16(void);
int32_t aoti_torch_dtype_float32(void);
int32_t aoti_torch_dtype_float64(void);

int32_t aoti_torch_device_type_cpu(void);
int32_t aoti_torch_device_type_cuda(void);

int32_t aoti_torch_memory_format_contiguous_format(void);
int32_t aoti_torch_memory_format_channels_last(void);

/* --------------------------------------------------------------------------------------------------- the dispatcher */

/*
 * Calls an operator by its name ("aten::convolution") and overload name ("" or, say, "dim_IntList").
 *
 * stack    in: all arguments of the schema in order, also those with defaults and those by keyword only; their number is
 *          not checked. Out: the results, from slot 0 on. It must have room for both.
 *          A slot holds
 *            Tensor         the handle            (argument: stolen; result: new, of an undefined tensor if an
 *                                                  output mask omits that result)
 *            int, SymInt    the value
 *            float          the bits of the double
 *            bool           0 or 1
 *            ScalarType, Layout, MemoryFormat     the code
 *            Device         type << 32 | (uint32_t) index
 *            T?             0 for none, else the address of a box that holds the slot of the T (argument: stolen)
 *            T[]            a torch_list          (argument: stolen, with its elements; result: new, elements too)
 *            str            a torch_string        (argument: stolen)
 *          A Scalar, Stream, Storage or class has no slot.
 * version  the libtorch that the caller was built against, as aoti_torch_abi_version() encodes it: a constant. A newer
 *          libtorch keeps older callers working by it.
 *
 * After a failure the caller must not delete anything on the stack: which arguments still exist depends on the failure.
 */
torch_status torch_call_dispatcher(const char *name /* borrowed for the call */,
                                   const char *overload /* borrowed for the call */,
                                   torch_slot *stack /* borrowed for the call */, uint64_t version);

/*
 * A list holds slots as they are, and does not own what they refer to. The caller owns it until the dispatcher steals the list
 * with its elements; of a list that is a result, the elements are new.
 */
torch_status torch_new_list_reserve_size(uint64_t capacity, torch_list *ret /* new */);
torch_status torch_list_push_back(torch_list list /* borrowed */, torch_slot element /* its owner stays */);
torch_status torch_list_size(torch_list list /* borrowed */, uint64_t *ret);
torch_status torch_list_get_item(torch_list list /* borrowed */, uint64_t index,
                                 torch_slot *ret /* the element itself, not a new handle; its owner stays */);
torch_status torch_delete_list(torch_list list /* stolen; its elements are not deleted */);

/* Boxes for a `T?`. libtorch 2.13 and later; before that a box is malloc(8), which libtorch then deletes. */
torch_status torch_new_stable_ivalue(torch_slot **ret /* new */);
torch_status torch_delete_stable_ivalue(torch_slot *box /* stolen; what the slot holds is not deleted */);
void *malloc(size_t size) /* new */;
void free(void *memory /* stolen */);

/* The value of a `str`. Its length is in bytes, without a terminating zero. */
torch_status torch_new_string_handle(const char *data /* borrowed for the call */, size_t length,
                                     torch_string *ret /* new */);
torch_status torch_delete_string(torch_string string /* stolen */);

/* The message of the last failure on this thread. libtorch 2.13 and later; earlier versions only print it to stderr. */
const char *torch_exception_get_what_without_backtrace(void) /* borrowed until the next failure on this thread */;

/* ---------------------------------------------------------------------------------------------------------- tensors */

torch_status aoti_torch_new_tensor_handle(torch_tensor tensor /* borrowed */, torch_tensor *ret /* new */);
torch_status aoti_torch_delete_tensor_object(torch_tensor tensor /* stolen */);

torch_status aoti_torch_is_defined(torch_tensor tensor /* borrowed */, bool *ret);
torch_status aoti_torch_is_contiguous(torch_tensor tensor /* borrowed */, bool *ret);
torch_status aoti_torch_get_dim(torch_tensor tensor /* borrowed */, int64_t *ret);
torch_status aoti_torch_get_sizes(torch_tensor tensor /* borrowed */,
                                  int64_t **ret /* borrowed until the tensor is deleted or resized */);
torch_status aoti_torch_get_dtype(torch_tensor tensor /* borrowed */, int32_t *ret);
torch_status aoti_torch_get_device_type(torch_tensor tensor /* borrowed */, int32_t *ret);
torch_status aoti_torch_get_device_index(torch_tensor tensor /* borrowed */, int32_t *ret);
torch_status aoti_torch_get_data_ptr(torch_tensor tensor /* borrowed */,
                                     void **ret /* borrowed until the tensor is deleted; device memory for CUDA */);

/* The value of a tensor with one element and of exactly that dtype; waits for the device. */
torch_status aoti_torch_item_float64(torch_tensor tensor /* borrowed */, double *ret);

/* A 0-dimensional tensor on the CPU. */
torch_status aoti_torch_scalar_to_tensor_float64(double value, torch_tensor *ret /* new */);
torch_status aoti_torch_scalar_to_tensor_int64(int64_t value, torch_tensor *ret /* new */);

/* A tensor that uses the caller's memory. Strides count elements; libtorch neither copies nor frees the memory. */
torch_status aoti_torch_create_tensor_from_blob(void *data /* borrowed until the last view of it is deleted */,
                                                int64_t ndim, const int64_t *sizes /* borrowed for the call */,
                                                const int64_t *strides /* borrowed for the call */,
                                                int64_t storage_offset, int32_t dtype, int32_t device_type,
                                                int32_t device_index, torch_tensor *ret /* new */);

/* A tensor with uninitialized elements. */
torch_status aoti_torch_empty_strided(int64_t ndim, const int64_t *sizes /* borrowed for the call */,
                                      const int64_t *strides /* borrowed for the call */, int32_t dtype,
                                      int32_t device_type, int32_t device_index, torch_tensor *ret /* new */);

torch_status aoti_torch_aten_fill__Scalar(torch_tensor self /* borrowed, written */, double value);
torch_status aoti_torch_zero_(torch_tensor self /* borrowed, written */);

/* self - alpha * other */
torch_status aoti_torch_aten_subtract_Tensor(torch_tensor self /* borrowed */, torch_tensor other /* borrowed */,
                                             double alpha, torch_tensor *ret /* new */);

/*
 * x · weightᵀ + bias by oneDNN, which multiplies f32 matrices faster than the BLAS of some builds of libtorch. On the CPU
 * only. Optional: only builds with oneDNN have it, so check for it before use.
 */
torch_status aoti_torch_cpu__linear_pointwise(torch_tensor x /* borrowed */, torch_tensor weight /* borrowed */,
                                              torch_tensor *bias /* borrowed for the call; NULL for none */,
                                              const char *activation /* borrowed for the call; "none" */,
                                              const double **scalars /* borrowed for the call */, int64_t scalar_count,
                                              const char **algorithm /* borrowed for the call; NULL for none */,
                                              torch_tensor *ret /* new */);

/* ------------------------------------------------------------------------------------------------ state of a thread */

/* Whether autograd records operations of the calling thread. */
bool aoti_torch_grad_mode_is_enabled(void);
void aoti_torch_grad_mode_set_enabled(bool enabled);

torch_status torch_get_num_threads(uint32_t *ret);

/* -------------------------------------------------------------------- in CUDA builds only: check for it before use */

/* Makes a GPU the current CUDA device of the calling thread, until the guard is deleted. Does nothing for a device that is it already. */
torch_status aoti_torch_create_cuda_guard(int32_t device, cuda_guard *ret /* new */);
torch_status aoti_torch_delete_cuda_guard(cuda_guard guard /* stolen */);
/* The stream to which operators of the calling thread add their work on a GPU: a cudaStream_t, which may be NULL. */
torch_status aoti_torch_get_current_cuda_stream(int32_t device, void **ret /* borrowed until the process ends */);

/* -------------------------------------------------------------------- not in every libtorch: check for it before use
 * Plain functions of libraries that libtorch uses. None of them can throw. */

/* void at::set_num_threads(int) by its Itanium name: for the calling thread, and for every thread that starts later. */
void _ZN2at15set_num_threadsEi(int32_t threads);
/* at::Context &at::globalContext(), by its Itanium name as all that follow: the settings of the process. */
void *_ZN2at13globalContextEv(void) /* borrowed until the process ends */;
/* void at::Context::setAllowTF32CuBLAS(bool): whether a GPU may multiply f32 matrices in TF32. */
void _ZN2at7Context18setAllowTF32CuBLASEb(void *context /* borrowed, written */, bool allowed);
/* void at::Context::setAllowTF32CuDNN(bool): likewise for convolutions. */
void _ZN2at7Context17setAllowTF32CuDNNEb(void *context /* borrowed, written */, bool allowed);
/* void at::Context::setDeterministicCuDNN(bool): whether cuDNN's convolutions use deterministic algorithms only. */
void _ZN2at7Context21setDeterministicCuDNNEb(void *context /* borrowed, written */, bool deterministic);
/* OpenMP's own setting, which libtorch's intra-op loops and oneDNN use. */
void omp_set_num_threads(int32_t threads);
/* OpenBLAS has a thread pool of its own. */
void openblas_set_num_threads(int32_t threads);

/* CUDA runtime: returns 0 if it succeeds. */
int32_t cudaGetDeviceCount(int32_t *ret);
/* The attributes 75 and 76 are the major and minor number of the compute capability. */
int32_t cudaDeviceGetAttribute(int32_t *ret, int32_t attribute, int32_t device);
int32_t cudaDriverGetVersion(int32_t *ret /* 1000 * major + 10 * minor; 0: no driver */);
int32_t cudaRuntimeGetVersion(int32_t *ret /* likewise */);

#endif
