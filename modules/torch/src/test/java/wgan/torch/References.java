package wgan.torch;

import org.bytedeco.javacpp.Pointer;

/** Counts libtorch's references to a tensor: one more after a call means that the call leaked a handle. */
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

    /** A handle is the address of a C++ tensor, from which the presets can make one of theirs. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
