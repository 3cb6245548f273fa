package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import wgan.torch.ffi.LibTorchC;

/**
 * The copies between tensors and Java arrays or bytes behind {@link TensorConversions}. The order is row-major, for any
 * memory format and device of the tensor.
 */
@SuppressWarnings("restricted")
final class Elements {
    private Elements() {}

    static float[] toFloatArray(Tensor tensor) {
        float[] elements = new float[arrayLength(tensor)];
        copyTo(tensor, elements);
        return elements;
    }

    static void copyTo(Tensor tensor, float[] out) {
        int length = arrayLength(tensor);
        if (out.length < length) {
            throw new IllegalArgumentException(
                    "copyTo: an array of " + out.length + " elements for " + tensor + ", expected at least " + length);
        }
        readMemory(tensor, DType.F32, memory -> MemorySegment.copy(memory, JAVA_FLOAT, 0, out, 0, length));
    }

    static double[] toDoubleArray(Tensor tensor) {
        double[] elements = new double[arrayLength(tensor)];
        readMemory(
                tensor, DType.F64, memory -> MemorySegment.copy(memory, JAVA_DOUBLE, 0, elements, 0, elements.length));
        return elements;
    }

    static long[] toLongArray(Tensor tensor) {
        long[] elements = new long[arrayLength(tensor)];
        readMemory(tensor, DType.I64, memory -> MemorySegment.copy(memory, JAVA_LONG, 0, elements, 0, elements.length));
        return elements;
    }

    static ByteBuffer toByteBuffer(Tensor tensor) {
        long length = (long) arrayLength(tensor) * tensor.dtype().bytes();
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(tensor + " has more bytes than a Java array can hold");
        }
        byte[] bytes = new byte[(int) length];
        readMemory(tensor, tensor.dtype(), memory -> MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, bytes.length));
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static Tensor copy_(Tensor tensor, float[] src) {
        return copy_(tensor, DType.F32, MemorySegment.ofArray(src), src.length);
    }

    static Tensor copy_(Tensor tensor, double[] src) {
        return copy_(tensor, DType.F64, MemorySegment.ofArray(src), src.length);
    }

    static Tensor copy_(Tensor tensor, long[] src) {
        return copy_(tensor, DType.I64, MemorySegment.ofArray(src), src.length);
    }

    static Tensor copy_(Tensor tensor, ByteBuffer src) {
        long expected = tensor.numel() * tensor.dtype().bytes();
        if (src.remaining() != expected) {
            throw new IllegalArgumentException(
                    "copy_: " + src.remaining() + " bytes for " + tensor + ", expected " + expected);
        }
        copy_(tensor, tensor.dtype(), MemorySegment.ofBuffer(src), tensor.numel());
        src.position(src.limit());
        return tensor;
    }

    static Tensor copy_(Tensor tensor, ByteReader src) throws IOException {
        long bytes = tensor.numel() * tensor.dtype().bytes();
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("copy_: " + tensor + " has more bytes than a buffer can hold");
        }
        if (tensor.isArrayOf(tensor.dtype())) {
            read(src, tensor);
            return tensor;
        }
        try (Tensor staged = Creation.empty(tensor.dtype(), Device.CPU, tensor.shape())) {
            read(src, staged);
            return tensor.copy_(staged);
        }
    }

    private static void read(ByteReader src, Tensor target) throws IOException {
        // The reader is other code: it may close the tensor or its scope, which must leave the memory, and it may keep
        // the buffer, which must not outlive the memory. So it gets a view that nobody else knows, and no lock is held.
        try (Tensor view = Shapes.view(target, target.shape()).removeFromScope();
                Arena duringCall = Arena.ofConfined()) {
            long bytes = view.numel() * view.dtype().bytes();
            if (bytes == 0) {
                return;
            }
            ByteBuffer buffer = MemorySegment.ofAddress(view.dataPtr())
                    .reinterpret(bytes, duringCall, null)
                    .asByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN);
            src.readInto(buffer);
            if (buffer.hasRemaining()) {
                throw new IllegalStateException(
                        "copy_: the reader left " + buffer.remaining() + " of " + buffer.limit() + " bytes of " + view);
            }
        }
    }

    private static Tensor copy_(Tensor tensor, DType type, MemorySegment source, long length) {
        if (length != tensor.numel()) {
            throw new IllegalArgumentException(
                    "copy_: " + length + " elements for " + tensor + ", expected " + tensor.numel());
        }
        if (tensor.isArrayOf(type)) {
            lendMemory(tensor, memory -> memory.copyFrom(source));
            return tensor;
        }
        try (Tensor staged = Creation.empty(type, Device.CPU, tensor.shape())) {
            lendMemory(staged, memory -> memory.copyFrom(source));
            return tensor.copy_(staged);
        }
    }

    private static void readMemory(Tensor tensor, DType type, Consumer<MemorySegment> reader) {
        if (tensor.isArrayOf(type)) {
            lendMemory(tensor, reader);
        } else {
            try (Tensor staged = Creation.empty(type, Device.CPU, tensor.shape())) {
                staged.copy_(tensor);
                lendMemory(staged, reader);
            }
        }
    }

    /** Lends the memory of a contiguous CPU tensor to code of this class; see {@link Tensor#lend}. */
    private static void lendMemory(Tensor tensor, Consumer<MemorySegment> user) {
        long bytes = tensor.numel() * tensor.dtype().bytes();
        tensor.lend("data_ptr", handle -> {
            NativeThread thread = NativeThread.current();
            int status = LibTorchC.aoti_torch_get_data_ptr(handle, thread.out());
            if (status == 0 && bytes > 0) {
                user.accept(thread.outAddress().reinterpret(bytes));
            }
            return status;
        });
    }

    private static int arrayLength(Tensor tensor) {
        long numel = tensor.numel();
        if (numel > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(tensor + " has more elements than a Java array can hold");
        }
        return (int) numel;
    }
}
