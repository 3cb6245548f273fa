package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import wgan.torch.ffi.LibTorchC;

/** New tensors. Shapes are given outermost dimension first; an empty shape is a single number. */
public final class Creation {
    private Creation() {}

    /** A tensor of that shape whose elements are not set yet. */
    public static Tensor empty(DType dtype, Device device, long... shape) {
        NativeThread thread = NativeThread.current();
        long[] strides = contiguousStrides(shape);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment sizes = copy(shape, arena);
            MemorySegment steps = copy(strides, arena);
            thread.check(
                    LibTorchC.aoti_torch_empty_strided(
                            shape.length,
                            sizes,
                            steps,
                            dtype.code(),
                            device.typeCode(),
                            device.indexCode(),
                            thread.out()),
                    "empty(" + dtype + " " + Tensor.describe(shape) + " on " + device + ")");
        }
        return new Tensor(thread.outLong());
    }

    /** A tensor of that shape with every element 0. */
    public static Tensor zeros(DType dtype, Device device, long... shape) {
        return filled(empty(dtype, device, shape), tensor -> tensor.lend("zeros", LibTorchC::aoti_torch_zero_));
    }

    /** A tensor of that shape with every element {@code value}. */
    public static Tensor full(double value, DType dtype, Device device, long... shape) {
        return filled(empty(dtype, device, shape), tensor -> Elementwise.fillInPlace(tensor, value));
    }

    /** A tensor of the same shape, type and device with every element {@code value}. */
    public static Tensor fullLike(Tensor tensor, double value) {
        return full(value, tensor.dtype(), tensor.device(), tensor.shape());
    }

    /**
     * An f32 tensor on the CPU with a copy of these elements, in row-major order.
     *
     * @throws IllegalArgumentException if the shape does not hold as many
     */
    public static Tensor of(float[] elements, long... shape) {
        return filled(empty(DType.F32, Device.CPU, shape), tensor -> Elements.set(tensor, elements));
    }

    /** An f64 tensor on the CPU; see {@link #of(float[], long...)}. */
    public static Tensor of(double[] elements, long... shape) {
        return filled(empty(DType.F64, Device.CPU, shape), tensor -> Elements.set(tensor, elements));
    }

    /** An i64 tensor on the CPU; see {@link #of(float[], long...)}. */
    public static Tensor of(long[] elements, long... shape) {
        return filled(empty(DType.I64, Device.CPU, shape), tensor -> Elements.set(tensor, elements));
    }

    private static Tensor filled(Tensor tensor, Consumer<Tensor> filler) {
        try {
            filler.accept(tensor);
            return tensor;
        } catch (RuntimeException e) {
            tensor.close();
            throw e;
        }
    }

    private static MemorySegment copy(long[] values, Arena arena) {
        MemorySegment copy =
                arena.allocate(Math.max(1, values.length) * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
        MemorySegment.copy(values, 0, copy, JAVA_LONG, 0, values.length);
        return copy;
    }

    private static long[] contiguousStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long step = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] < 0) {
                throw new IllegalArgumentException(
                        "shape is " + Tensor.describe(shape) + ", expected sizes of 0 or more");
            }
            strides[i] = step;
            long size = Math.max(1, shape[i]);
            if (step > Long.MAX_VALUE / size) {
                throw new IllegalArgumentException(
                        "shape is " + Tensor.describe(shape) + ", expected fewer elements than 2^63");
            }
            step *= size;
        }
        return strides;
    }
}
