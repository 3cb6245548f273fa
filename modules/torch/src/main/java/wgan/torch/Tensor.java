package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * An array of numbers in libtorch's memory, on the CPU or a GPU.
 *
 * <p>The methods have PyTorch's names and meaning; those that end in an underscore change the tensor in place. Shapes are
 * broadcast as in PyTorch. A dimension is counted from 0, or from -1 backwards.
 *
 * <pre>{@code
 * try (var scope = TensorScope.open()) {
 *     Tensor x = Tensor.of(new float[] {1, 2, 3, 4}, 2, 2).to(Device.cuda(0));
 *     double sum = x.matmul(x).mul(0.5).sum().item();
 * }
 * }</pre>
 *
 * <p>A tensor is open until it is closed, by {@link #close} or by its {@link TensorScope}. Using a closed tensor throws an
 * {@link IllegalStateException}, using one of another thread's scope a {@link WrongThreadException}; neither reaches
 * libtorch. Several tensors may share memory (views, aliases); the memory is released with the last of them.
 *
 * <p>An operation never closes its arguments. It returns a new tensor, also where libtorch returns its input; an in-place
 * operation returns the tensor itself. If libtorch refuses an operation, for example because the shapes do not fit, it
 * throws a {@link TorchException} with the operation, its arguments and libtorch's reason. Operators that have no method
 * here are called through {@link Operator}.
 */
@SuppressWarnings("restricted")
public final class Tensor
        implements AutoCloseable, TensorArithmetic, TensorReductions, TensorShapes, TensorConversions, TensorFunctions {
    private static final AtomicLong LIVE = new AtomicLong();
    /** The number of calls that may have changed the shape, type or device of any tensor. */
    private static final AtomicLong CHANGES = new AtomicLong();

    // Guarded by `this`: a tensor that belongs to no scope may be closed by one thread while another one uses it.
    private long handle;
    private @Nullable TensorScope scope;
    // Read from libtorch at the first request after a change of any tensor: the changed one may have other handles, so
    // that it
    // is not known which objects describe it. Guarded by `this`, too.
    private long readAfter;
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

    /**
     * Returns an f32 tensor on the CPU with a copy of the elements.
     *
     * @param elements in row-major order
     * @param shape the size of each dimension; none for a 0-dimensional tensor
     * @throws IllegalArgumentException if the shape does not have as many elements as the array
     */
    public static Tensor of(float[] elements, long... shape) {
        return Creation.of(elements, shape);
    }

    /** Returns an f64 tensor on the CPU with a copy of the elements; see {@link #of(float[], long...)}. */
    public static Tensor of(double[] elements, long... shape) {
        return Creation.of(elements, shape);
    }

    /** Returns an i64 tensor on the CPU with a copy of the elements; see {@link #of(float[], long...)}. */
    public static Tensor of(long[] elements, long... shape) {
        return Creation.of(elements, shape);
    }

    /**
     * Returns a tensor whose elements are not initialized.
     *
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    public static Tensor empty(DType dtype, Device device, long... shape) {
        return Creation.empty(dtype, device, shape);
    }

    /**
     * Returns a tensor with every element 0.
     *
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    public static Tensor zeros(DType dtype, Device device, long... shape) {
        return Creation.zeros(dtype, device, shape);
    }

    /**
     * Returns a tensor with every element 1.
     *
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    public static Tensor ones(DType dtype, Device device, long... shape) {
        return Creation.full(1, dtype, device, shape);
    }

    /**
     * Returns a tensor with every element {@code value}.
     *
     * @throws DeviceNotAvailableException if there is no such GPU
     */
    public static Tensor full(double value, DType dtype, Device device, long... shape) {
        return Creation.full(value, dtype, device, shape);
    }

    /** Joins tensors along an existing dimension; their other dimensions must be equal. */
    public static Tensor cat(List<Tensor> tensors, int dim) {
        return Shapes.cat(tensors, dim);
    }

    /** Joins tensors of equal shape along a new dimension. */
    public static Tensor stack(List<Tensor> tensors, int dim) {
        return Shapes.stack(tensors, dim);
    }

    /** Returns the number of open tensors in this process. */
    public static long liveCount() {
        return LIVE.get();
    }

    /** Returns the size of each dimension; empty for a 0-dimensional tensor. The array is a copy. */
    public long[] shape() {
        return sizes().clone();
    }

    /** Returns the number of dimensions. */
    public int dim() {
        return sizes().length;
    }

    /**
     * Returns the size of one dimension.
     *
     * @throws IndexOutOfBoundsException if there is no such dimension
     */
    public long size(int dim) {
        long[] sizes = sizes();
        int index = dim < 0 ? dim + sizes.length : dim;
        if (index < 0 || index >= sizes.length) {
            throw new IndexOutOfBoundsException("size: dimension is " + dim + ", but the tensor is " + this);
        }
        return sizes[index];
    }

    /** Returns the number of elements. */
    public long numel() {
        return Arrays.stream(sizes()).reduce(1, (a, b) -> a * b);
    }

    /** Returns the type of the elements. */
    public synchronized DType dtype() {
        long usable = usable();
        forgetIfChanged();
        DType known = dtype;
        if (known == null) {
            NativeThread thread = NativeThread.current();
            thread.check(LibTorchC.aoti_torch_get_dtype(usable, thread.out()), "dtype");
            known = DType.ofCode(thread.outInt());
            dtype = known;
        }
        return known;
    }

    /** Returns the device of the memory. */
    public synchronized Device device() {
        long usable = usable();
        forgetIfChanged();
        Device known = device;
        if (known == null) {
            NativeThread thread = NativeThread.current();
            thread.check(LibTorchC.aoti_torch_get_device_type(usable, thread.out()), "device");
            int type = thread.outInt();
            thread.check(LibTorchC.aoti_torch_get_device_index(usable, thread.out()), "device");
            known = Device.ofCodes(type, thread.outInt());
            device = known;
        }
        return known;
    }

    /** Returns whether the elements lie in memory without gaps in row-major order. */
    public synchronized boolean isContiguous() {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_is_contiguous(usable(), thread.out()), "is_contiguous");
        return thread.outBoolean();
    }

    /**
     * Returns the address of the first element, for other native libraries that read or write the memory: of the CPU or of the
     * GPU, where operations on it may not have finished. It is valid until the last tensor that shares the memory is closed, or an
     * {@link Operator} such as {@code resize_} gives the tensor other memory.
     */
    public synchronized long dataPtr() {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_get_data_ptr(usable(), thread.out()), "data_ptr");
        return thread.outLong();
    }

    /**
     * Returns the value of a tensor with one element; waits for the device.
     *
     * @throws IllegalArgumentException if it does not have exactly one element
     */
    public double item() {
        if (numel() != 1) {
            throw new IllegalArgumentException("item: " + this + " has " + numel() + " elements, expected 1");
        }
        if (dtype() != DType.F64) {
            try (Tensor f64 = to(DType.F64)) {
                return f64.item();
            }
        }
        synchronized (this) {
            NativeThread thread = NativeThread.current();
            thread.check(LibTorchC.aoti_torch_item_float64(usable(), thread.out()), "item");
            return thread.outDouble();
        }
    }

    /** Returns a copy with memory of its own, in the same memory format. */
    @Override
    public Tensor clone() {
        return Conversion.clone(this);
    }

    /** Moves this tensor to the next outer scope of its own; see {@link TensorScope#promote}. */
    public Tensor promote() {
        return TensorScope.promote(this);
    }

    /** Removes this tensor from all scopes; see {@link TensorScope#removeFromScope}. */
    public Tensor removeFromScope() {
        return TensorScope.removeFromScope(this);
    }

    /** Returns whether it is closed. */
    public synchronized boolean isClosed() {
        return handle == 0;
    }

    /** Releases the tensor; a second call does nothing. */
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

    /** Returns a new handle of the same tensor, for a callee that will own it. */
    synchronized long newHandle() {
        NativeThread thread = NativeThread.current();
        thread.check(LibTorchC.aoti_torch_new_tensor_handle(usable(), thread.out()), "new_tensor_handle");
        return thread.outLong();
    }

    /** A C function that borrows a handle. */
    @FunctionalInterface
    interface Borrower {
        int call(long handle);
    }

    /**
     * Lends the handle to a C function. No other thread can close the tensor meanwhile; this thread could, so the function calls
     * no code from outside this package.
     */
    synchronized void lend(String operation, Borrower function) {
        NativeThread thread = NativeThread.current();
        thread.check(function.call(usable()), operation, this);
    }

    /**
     * Checks that this thread can use the tensor.
     *
     * @throws IllegalStateException if it is closed
     * @throws WrongThreadException if it belongs to another thread's scope
     */
    synchronized void requireUsable() {
        usable();
    }

    /**
     * Checks the shape where libtorch does not.
     *
     * @param what the name of the tensor in the message
     * @throws IllegalArgumentException if the shape is another
     */
    void requireShape(String what, long... expected) {
        if (!Arrays.equals(sizes(), expected)) {
            throw new IllegalArgumentException(what + " is " + this + ", expected " + describe(expected));
        }
    }

    /** Returns whether Java can read the memory as an array of that type: contiguous, on the CPU. */
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

    /** Returns the handle, for a use during which this monitor is held. */
    private long usable() {
        if (handle == 0) {
            throw new IllegalStateException("a tensor is used after it was closed: " + this);
        }
        requireThread();
        return handle;
    }

    private void requireThread() {
        if (scope != null) {
            scope.requireOwner();
        }
    }

    /** Makes every tensor read its shape, type and device again; see {@link Operator#mayChangeShapes}. */
    static void shapesMayHaveChanged() {
        CHANGES.incrementAndGet();
    }

    private void forgetIfChanged() {
        long changes = CHANGES.get();
        if (readAfter != changes) {
            readAfter = changes;
            shape = null;
            dtype = null;
            device = null;
        }
    }

    private synchronized long[] sizes() {
        long usable = usable();
        forgetIfChanged();
        long[] known = shape;
        if (known == null) {
            NativeThread thread = NativeThread.current();
            thread.check(LibTorchC.aoti_torch_get_dim(usable, thread.out()), "shape");
            long dim = thread.outLong();
            thread.check(LibTorchC.aoti_torch_get_sizes(usable, thread.out()), "shape");
            MemorySegment sizes = thread.outAddress().reinterpret(dim * JAVA_LONG.byteSize());
            known = sizes.toArray(JAVA_LONG);
            shape = known;
        }
        return known;
    }

    /**
     * Describes the tensor without its elements, such as {@code f32 (128, 1, 28, 28)} or {@code f32 (100) on cuda:0}. Never
     * throws: a tensor that this thread cannot use is described by the properties that have been read.
     */
    @Override
    public synchronized String toString() {
        forgetIfChanged();
        if (handle == 0) {
            return "closed tensor" + (shape == null ? "" : " " + describe(shape));
        }
        if (scope != null && !scope.isOwnedByThisThread()) {
            return "tensor of another thread" + (shape == null ? "" : " " + describe(shape));
        }
        return dtype() + " " + describe(sizes()) + (device().isCpu() ? "" : " on " + device());
    }

    /** Formats a shape as messages show it: {@code (128, 1, 28, 28)}. */
    static String describe(long[] shape) {
        return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
