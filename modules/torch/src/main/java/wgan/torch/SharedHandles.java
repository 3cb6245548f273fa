package wgan.torch;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import wgan.torch.ffi.LibTorchC;

/**
 * New handles of tensors, for C functions that borrow several tensors and for direct use of tensor memory. If another thread
 * closes a tensor meanwhile, its memory stays until this object is closed.
 */
@SuppressWarnings("restricted")
final class SharedHandles implements AutoCloseable {
    private final List<Long> handles = new ArrayList<>();

    /** Returns a new handle of the tensor. */
    long of(Tensor tensor) {
        long handle = tensor.newHandle();
        handles.add(handle);
        return handle;
    }

    /** Returns the memory of a contiguous tensor on the CPU; any thread may use it. */
    MemorySegment memory(Tensor tensor) {
        long handle = of(tensor);
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_get_data_ptr(handle, thread.out()), "data_ptr");
        return thread.outAddress().reinterpret(tensor.numel() * tensor.dtype().bytes());
    }

    @Override
    public void close() {
        handles.forEach(Tensor::delete);
    }
}
