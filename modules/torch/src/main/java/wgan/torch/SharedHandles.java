package wgan.torch;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import wgan.torch.ffi.LibTorchC;

/**
 * Handles of one's own for C functions that borrow several tensors, or whose memory is used directly: whoever closes a tensor
 * meanwhile, on whatever thread, its memory stays until this is closed.
 */
@SuppressWarnings("restricted")
final class SharedHandles implements AutoCloseable {
    private final NativeThread thread = NativeThread.current();
    private final List<Long> handles = new ArrayList<>();

    /** A handle of the tensor. */
    long of(Tensor tensor) {
        long handle = tensor.share();
        handles.add(handle);
        return handle;
    }

    /** The memory of a contiguous tensor on the CPU; any thread may use it. */
    MemorySegment memory(Tensor tensor) {
        long handle = of(tensor);
        thread.check(LibTorchC.aoti_torch_get_data_ptr(handle, thread.out()), "data_ptr");
        return thread.outAddress().reinterpret(tensor.count() * tensor.dtype().bytes());
    }

    @Override
    public void close() {
        handles.forEach(Tensor::delete);
    }
}
