package wgan.torch;

import java.util.ArrayList;
import java.util.List;

/**
 * New handles of tensors, for C functions that borrow several tensors. If another thread closes a tensor meanwhile, its memory
 * stays until this object is closed.
 */
final class SharedHandles implements AutoCloseable {
    private final List<Long> handles = new ArrayList<>();

    /** Returns a new handle of the tensor. */
    long of(Tensor tensor) {
        long handle = tensor.newHandle();
        handles.add(handle);
        return handle;
    }

    @Override
    public void close() {
        handles.forEach(Tensor::delete);
    }
}
