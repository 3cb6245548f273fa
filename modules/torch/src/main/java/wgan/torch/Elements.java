package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import wgan.torch.ffi.LibTorchC;

/**
 * The elements of a tensor as Java arrays and as bytes, in row-major order whatever the tensor's own order and device.
 */
@SuppressWarnings("restricted")
public final class Elements {
    private Elements() {}

    /** A copy of the elements as floats; other types are converted as {@link Conversion#to(Tensor, DType)} does. */
    public static float[] toFloats(Tensor tensor) {
        float[] elements = new float[arrayLength(tensor)];
        withMemory(
                tensor, DType.F32, memory -> MemorySegment.copy(memory, JAVA_FLOAT, 0, elements, 0, elements.length));
        return elements;
    }

    /** A copy of the elements as doubles; other types are converted as {@link Conversion#to(Tensor, DType)} does. */
    public static double[] toDoubles(Tensor tensor) {
        double[] elements = new double[arrayLength(tensor)];
        withMemory(
                tensor, DType.F64, memory -> MemorySegment.copy(memory, JAVA_DOUBLE, 0, elements, 0, elements.length));
        return elements;
    }

    /** A copy of the elements as longs; other types are converted as {@link Conversion#to(Tensor, DType)} does. */
    public static long[] toLongs(Tensor tensor) {
        long[] elements = new long[arrayLength(tensor)];
        withMemory(tensor, DType.I64, memory -> MemorySegment.copy(memory, JAVA_LONG, 0, elements, 0, elements.length));
        return elements;
    }

    /** A copy of the elements' bits, little-endian, without conversion; ready to be read. */
    public static ByteBuffer toBytes(Tensor tensor) {
        byte[] bytes =
                new byte[Math.multiplyExact(arrayLength(tensor), tensor.dtype().bytes())];
        withMemory(tensor, tensor.dtype(), memory -> MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, bytes.length));
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Sets every element.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public static void set(Tensor tensor, float[] elements) {
        setFrom(tensor, DType.F32, MemorySegment.ofArray(elements), elements.length);
    }

    /** Sets every element; see {@link #set(Tensor, float[])}. */
    public static void set(Tensor tensor, double[] elements) {
        setFrom(tensor, DType.F64, MemorySegment.ofArray(elements), elements.length);
    }

    /** Sets every element; see {@link #set(Tensor, float[])}. */
    public static void set(Tensor tensor, long[] elements) {
        setFrom(tensor, DType.I64, MemorySegment.ofArray(elements), elements.length);
    }

    /**
     * Sets the bits of every element from little-endian bytes, without conversion; reads the buffer to its end.
     *
     * @throws IllegalArgumentException if the buffer holds more or fewer bytes than the tensor
     */
    public static void setBytes(Tensor tensor, ByteBuffer bytes) {
        long expected = tensor.count() * tensor.dtype().bytes();
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    "set: " + bytes.remaining() + " bytes for " + tensor + ", expected " + expected);
        }
        MemorySegment source = MemorySegment.ofBuffer(bytes);
        setFrom(tensor, tensor.dtype(), source, tensor.count());
        bytes.position(bytes.limit());
    }

    private static void setFrom(Tensor tensor, DType type, MemorySegment source, long count) {
        if (count != tensor.count()) {
            throw new IllegalArgumentException(
                    "set: " + count + " elements for " + tensor + ", expected " + tensor.count());
        }
        if (tensor.isArrayOf(type)) {
            lendMemory(tensor, memory -> memory.copyFrom(source));
        } else {
            try (Tensor staged = Creation.empty(type, Device.CPU, tensor.shape())) {
                lendMemory(staged, memory -> memory.copyFrom(source));
                Conversion.copyInPlace(tensor, staged);
            }
        }
    }

    private static void withMemory(Tensor tensor, DType type, Consumer<MemorySegment> reader) {
        if (tensor.isArrayOf(type)) {
            lendMemory(tensor, reader);
        } else {
            try (Tensor staged = Creation.empty(type, Device.CPU, tensor.shape())) {
                Conversion.copyInPlace(staged, tensor);
                lendMemory(staged, reader);
            }
        }
    }

    /** Lends a contiguous CPU tensor's memory; nobody can close the tensor meanwhile. */
    private static void lendMemory(Tensor tensor, Consumer<MemorySegment> user) {
        long bytes = tensor.count() * tensor.dtype().bytes();
        NativeThread thread = NativeThread.current();
        tensor.lend("data_ptr", handle -> {
            int status = LibTorchC.aoti_torch_get_data_ptr(handle, thread.out());
            if (status == 0 && bytes > 0) {
                user.accept(thread.outAddress().reinterpret(bytes));
            }
            return status;
        });
    }

    private static int arrayLength(Tensor tensor) {
        long count = tensor.count();
        if (count > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(tensor + " has more elements than a Java array can hold");
        }
        return (int) count;
    }
}
