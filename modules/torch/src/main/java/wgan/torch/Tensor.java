package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * An array of numbers in libtorch's memory, on the CPU or a GPU.
 *
 * <p>A tensor is open until it is closed, by hand or by its {@link TensorScope}. Using a closed one throws an
 * {@link IllegalStateException}, using one of another thread's scope a {@link WrongThreadException}; neither reaches
 * libtorch. Several tensors may share memory (views, aliases); the memory goes with the last of them.
 *
 * <p>No operation closes its arguments, and every operation returns a new tensor, also where libtorch hands back its
 * input.
 */
@SuppressWarnings("restricted")
public final class Tensor implements AutoCloseable {
    private static final AtomicLong LIVE = new AtomicLong();

    // Guarded by `this`, since a detached tensor may be closed by one thread while another one passes it on.
    private long handle;
    private @Nullable TensorScope scope;
    // What never changes is read from libtorch once, when it is first asked for.
    private long @Nullable [] shape;
    private @Nullable DType dtype;
    private @Nullable Device device;

    /** Takes over the handle, for the innermost scope of this thread. */
    Tensor(long handle) {
        this.handle = handle;
        LIVE.incrementAndGet();
        scope = TensorScope.innermost();
        if (scope != null) {
            scope.add(this);
        }
    }

    /** How many tensors of this process are open. */
    public static long liveCount() {
        return LIVE.get();
    }

    /** The size of each dimension; empty for a single number. The array is the caller's. */
    public long[] shape() {
        return sizes().clone();
    }

    /** How many dimensions it has. */
    public int rank() {
        return sizes().length;
    }

    /**
     * The size of one dimension.
     *
     * @param dimension from 0, or from -1 backwards
     */
    public long size(int dimension) {
        long[] sizes = sizes();
        int at = dimension < 0 ? dimension + sizes.length : dimension;
        if (at < 0 || at >= sizes.length) {
            throw new IndexOutOfBoundsException("size: dimension " + dimension + " of " + this);
        }
        return sizes[at];
    }

    /** How many elements it has. */
    public long count() {
        return Arrays.stream(sizes()).reduce(1, (a, b) -> a * b);
    }

    /** The type of its elements. */
    public DType dtype() {
        if (dtype == null) {
            NativeThread thread = NativeThread.current();
            synchronized (this) {
                thread.check(LibTorchC.aoti_torch_get_dtype(usable(), thread.out()), "dtype");
            }
            dtype = DType.ofCode(thread.outInt());
        }
        return dtype;
    }

    /** Where its memory is. */
    public Device device() {
        if (device == null) {
            NativeThread thread = NativeThread.current();
            synchronized (this) {
                thread.check(LibTorchC.aoti_torch_get_device_type(usable(), thread.out()), "device");
                int type = thread.outInt();
                thread.check(LibTorchC.aoti_torch_get_device_index(usable(), thread.out()), "device");
                device = Device.ofCodes(type, thread.outInt());
            }
        }
        return device;
    }

    /** Whether its elements lie without gaps in row-major order. */
    public boolean isContiguous() {
        NativeThread thread = NativeThread.current();
        synchronized (this) {
            thread.check(LibTorchC.aoti_torch_is_contiguous(usable(), thread.out()), "is_contiguous");
        }
        return thread.outBoolean();
    }

    /**
     * The value of a tensor with one element; waits for the device.
     *
     * @throws IllegalArgumentException if it has more elements, or none
     */
    public double item() {
        if (count() != 1) {
            throw new IllegalArgumentException("item: " + this + " has " + count() + " elements, expected 1");
        }
        if (dtype() != DType.F64) {
            try (Tensor wide = Conversion.to(this, DType.F64)) {
                return wide.item();
            }
        }
        NativeThread thread = NativeThread.current();
        synchronized (this) {
            thread.check(LibTorchC.aoti_torch_item_float64(usable(), thread.out()), "item");
        }
        return thread.outDouble();
    }

    /** Whether it has been closed. */
    public synchronized boolean isClosed() {
        return handle == 0;
    }

    /** Releases it; a second call does nothing. */
    @Override
    public void close() {
        long released;
        synchronized (this) {
            if (handle == 0) {
                return;
            }
            requireThread();
            released = handle;
            handle = 0;
            scope = null;
        }
        LIVE.decrementAndGet();
        delete(released);
    }

    /** A new handle of the same tensor, for a callee that will own it. */
    long share() {
        NativeThread thread = NativeThread.current();
        synchronized (this) {
            thread.check(LibTorchC.aoti_torch_new_tensor_handle(usable(), thread.out()), "new_tensor_handle");
        }
        return thread.outLong();
    }

    /** What a C function does with the handle that it borrows. */
    @FunctionalInterface
    interface Borrower {
        int call(long handle);
    }

    /** Lends the handle to a C function; nobody can close it meanwhile. */
    void lend(String operation, Borrower function) {
        NativeThread thread = NativeThread.current();
        synchronized (this) {
            thread.check(function.call(usable()), operation);
        }
    }

    /**
     * Checks the shape where libtorch does not.
     *
     * @throws IllegalArgumentException naming {@code what} if it is another
     */
    void requireShape(String what, long... expected) {
        if (!Arrays.equals(sizes(), expected)) {
            throw new IllegalArgumentException(what + " is " + this + ", expected " + describe(expected));
        }
    }

    /** Whether its memory is an array of that type which Java can read: contiguous, on the CPU. */
    boolean isArrayOf(DType type) {
        return dtype() == type && device().isCpu() && isContiguous();
    }

    static void delete(long handle) {
        NativeThread.current().check(LibTorchC.aoti_torch_delete_tensor_object(handle), "delete_tensor");
    }

    synchronized boolean belongsTo(TensorScope candidate) {
        return scope == candidate;
    }

    synchronized @Nullable TensorScope scope() {
        usable();
        return scope;
    }

    synchronized void moveTo(@Nullable TensorScope target) {
        usable();
        scope = target;
        if (target != null) {
            target.add(this);
        }
    }

    /** The handle, for a use during which this monitor is held. */
    private long usable() {
        if (handle == 0) {
            throw new IllegalStateException("a tensor was used after it was closed: " + this);
        }
        requireThread();
        return handle;
    }

    private void requireThread() {
        if (scope != null) {
            scope.requireOwner();
        }
    }

    private long[] sizes() {
        if (shape == null) {
            NativeThread thread = NativeThread.current();
            synchronized (this) {
                thread.check(LibTorchC.aoti_torch_get_dim(usable(), thread.out()), "shape");
                long rank = thread.outLong();
                thread.check(LibTorchC.aoti_torch_get_sizes(usable(), thread.out()), "shape");
                MemorySegment sizes = thread.outAddress().reinterpret(rank * JAVA_LONG.byteSize());
                shape = sizes.toArray(JAVA_LONG);
            }
        }
        return shape;
    }

    /** Its type, shape and device, such as {@code f32 (128, 1, 28, 28)} or {@code f32 (100) on cuda:0}. */
    @Override
    public String toString() {
        if (isClosed()) {
            return "closed tensor" + (shape == null ? "" : " " + describe(shape));
        }
        return dtype() + " " + describe(sizes()) + (device().isCpu() ? "" : " on " + device());
    }

    /** A shape as messages show it: {@code (128, 1, 28, 28)}. */
    static String describe(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
