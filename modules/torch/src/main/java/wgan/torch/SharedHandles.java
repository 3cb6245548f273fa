package wgan.torch;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import wgan.torch.ffi.LibTorchC;

/** Handles of one's own to tensors of the CPU, which keep their memory in place until this is closed. */
@SuppressWarnings("restricted")
final class SharedHandles implements AutoCloseable {
    private final NativeThread thread = NativeThread.current();
    private final List<Long> handles = new ArrayList<>();

    /** The memory of a contiguous tensor; any thread may use it. */
    MemorySegment memory(Tensor tensor) {
        long handle = tensor.share();
        handles.add(handle);
        thread.check(LibTorchC.aoti_torch_get_data_ptr(handle, thread.out()), "data_ptr");
        return thread.outAddress().reinterpret(tensor.count() * tensor.dtype().bytes());
    }

    @Override
    public void close() {
        handles.forEach(Tensor::delete);
    }
}
