package wgan.torch;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import wgan.torch.ffi.LibTorchC;

/** The functions behind the factories of {@link Tensor}. */
final class Creation {
    private static final Operator EMPTY_LIKE =
            Operator.of("aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None,"
                    + " Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");

    private Creation() {}

    static Tensor empty(DType dtype, Device device, long... shape) {
        long[] strides = contiguousStrides(shape);
        NativeThread thread = NativeThread.current();
        thread.libTorch().require(device);
        try (Arena arena = Arena.ofConfined()) {
            thread.check(
                    LibTorchC.aoti_torch_empty_strided(
                            shape.length,
                            nativeCopy(shape, arena),
                            nativeCopy(strides, arena),
                            dtype.code(),
                            device.typeCode(),
                            device.indexCode(),
                            thread.out()),
                    "empty(" + dtype + " " + Tensor.describe(shape) + " on " + device + ")");
        }
        return new Tensor(thread.outLong());
    }

    static Tensor zeros(DType dtype, Device device, long... shape) {
        return filled(empty(dtype, device, shape), Tensor::zero_);
    }

    static Tensor full(double value, DType dtype, Device device, long... shape) {
        return filled(empty(dtype, device, shape), tensor -> tensor.fill_(value));
    }

    static Tensor emptyLike(Tensor tensor) {
        return EMPTY_LIKE.call(tensor);
    }

    static Tensor fullLike(Tensor tensor, double value) {
        return full(value, tensor.dtype(), tensor.device(), tensor.shape());
    }

    static Tensor of(float[] elements, long... shape) {
        requireNumel(shape, elements.length);
        return filled(empty(DType.F32, Device.CPU, shape), tensor -> tensor.copy_(elements));
    }

    static Tensor of(double[] elements, long... shape) {
        requireNumel(shape, elements.length);
        return filled(empty(DType.F64, Device.CPU, shape), tensor -> tensor.copy_(elements));
    }

    static Tensor of(long[] elements, long... shape) {
        requireNumel(shape, elements.length);
        return filled(empty(DType.I64, Device.CPU, shape), tensor -> tensor.copy_(elements));
    }

    private static void requireNumel(long[] shape, int elements) {
        long numel = numel(shape);
        if (numel != elements) {
            throw new IllegalArgumentException(
                    "of: " + elements + " elements for shape " + Tensor.describe(shape) + ", expected " + numel);
        }
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

    private static MemorySegment nativeCopy(long[] values, Arena arena) {
        MemorySegment copy =
                arena.allocate(Math.max(1, values.length) * JAVA_LONG.byteSize(), JAVA_LONG.byteAlignment());
        MemorySegment.copy(values, 0, copy, JAVA_LONG, 0, values.length);
        return copy;
    }

    private static long numel(long... shape) {
        contiguousStrides(shape); // checks the shape, so that the product does not overflow
        return LongStream.of(shape).reduce(1, (product, size) -> product * size);
    }

    /** Returns the strides of row-major order, after a check of the shape. */
    private static long[] contiguousStrides(long[] shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            if (shape[i] < 0) {
                throw new IllegalArgumentException(
                        "shape is " + Tensor.describe(shape) + ", expected sizes of 0 or more");
            }
            strides[i] = stride;
            long size = Math.max(1, shape[i]);
            if (stride > Long.MAX_VALUE / size) {
                throw new IllegalArgumentException(
                        "shape is " + Tensor.describe(shape) + ", expected fewer elements than 2^63");
            }
            stride *= size;
        }
        return strides;
    }
}
