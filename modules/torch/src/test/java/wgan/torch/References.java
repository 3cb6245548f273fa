package wgan.torch;

import org.bytedeco.javacpp.Pointer;

/** Counts libtorch's references to a tensor: if a call increases their number, it leaked a handle. */
final class References {
    private References() {}

    static long to(Tensor tensor) {
        long handle = tensor.newHandle();
        try (Pointer pointer = new Address(handle);
                var same = new org.bytedeco.pytorch.Tensor(pointer)) {
            return same.use_count() - 1; // without the one just created
        } finally {
            Tensor.delete(handle);
        }
    }

    /** A handle: the address of a C++ tensor, from which the presets can create their own tensor. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
