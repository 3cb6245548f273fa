package wgan.torch;

import org.bytedeco.javacpp.Pointer;

/** How many references libtorch counts to a tensor: one more after a call means that the call leaked a handle. */
final class References {
    private References() {}

    static long to(Tensor tensor) {
        long handle = tensor.share();
        try (Pointer pointer = new Address(handle);
                var same = new org.bytedeco.pytorch.Tensor(pointer)) {
            return same.use_count() - 1; // less the one just made
        } finally {
            Tensor.delete(handle);
        }
    }

    /** A handle is the address of a C++ tensor, which is how the presets come by it. */
    private static final class Address extends Pointer {
        Address(long address) {
            this.address = address;
        }
    }
}
