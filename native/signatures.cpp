/*
 * Compares each signature in libtorch_c.h with the one in PyTorch's own headers, which pip's torch and the official
 * archives contain. It is only compiled, by check.sh, if those headers are found.
 *
 * The functions come from functions.inc, as in check.c. check.sh also generates renamed.h, which adds the prefix `ours_` to
 * the functions of libtorch_c.h, and restored.h, which removes it: both declarations of a function can then be used.
 */
#define USE_CUDA /* declares the functions of CUDA builds, which require no header of CUDA */
#include <torch/csrc/inductor/aoti_torch/c/shim.h>
#include <torch/csrc/inductor/aoti_torch/c/shim_cpu.h>
#include <torch/csrc/inductor/aoti_torch/generated/c_shim_aten.h>
#include <torch/csrc/stable/c/shim.h>

#include <type_traits>

#include "renamed.h"

#include "libtorch_c.h"

#include "restored.h"

template <class T, class = void>
struct is_complete : std::false_type {};
template <class T>
struct is_complete<T, std::void_t<decltype(sizeof(T))>> : std::true_type {};

/* A pointer to a class that the header does not define. */
template <class T>
constexpr bool is_handle = false;
template <class T>
constexpr bool is_handle<T *> = std::is_class_v<T> && !is_complete<T>::value;

/* Whether both types are passed in the same way, and their targets are read in the same way. */
template <class Theirs, class Ours>
constexpr bool same() {
    using A = std::remove_cv_t<Theirs>;
    using B = std::remove_cv_t<Ours>;
    if constexpr (std::is_same_v<A, B>) {
        return true;
    } else if constexpr (is_handle<A>) {
        return std::is_same_v<B, uint64_t>; /* libtorch_c.h declares handles as integers */
    } else if constexpr (std::is_pointer_v<A> && std::is_pointer_v<B>) {
        return same<std::remove_pointer_t<A>, std::remove_pointer_t<B>>();
    } else if constexpr (std::is_integral_v<A> && std::is_integral_v<B>) {
        return sizeof(A) == sizeof(B) && std::is_signed_v<A> == std::is_signed_v<B> &&
               std::is_same_v<A, bool> == std::is_same_v<B, bool>;
    } else {
        return false;
    }
}

template <class Theirs, class Ours>
struct same_signature : std::false_type {};
template <class R, class... A, class S, class... B>
struct same_signature<R(A...), S(B...)> {
    static constexpr bool arguments() {
        if constexpr (sizeof...(A) == sizeof...(B)) {
            return (same<A, B>() && ...);
        } else {
            return false;
        }
    }
    static constexpr bool value = same<R, S>() && arguments();
};

#define FUNCTION(name, remark)                                                                                         \
    static_assert(same_signature<decltype(name), decltype(ours_##name)>::value,                                        \
                  #name ": the signature in libtorch_c.h differs from PyTorch's");
#include "functions.inc"
