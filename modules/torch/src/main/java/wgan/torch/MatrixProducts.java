package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * Products of matrices.
 *
 * <p>In f32 on the CPU they are oneDNN's, where libtorch has it: it is faster than OpenBLAS, and shares its threads with
 * the rest of libtorch.
 */
public final class MatrixProducts {
    private static final Operator LINEAR = Operator.aten("linear");
    private static final Operator MULTIPLY = Operator.aten("mm");
    private static final Operator MULTIPLY_INTO = Operator.aten("mm", "out");

    /** As oneDNN's function calls it; a constant, so it lives as long as the program. */
    private static final MemorySegment NO_ACTIVATION = CString.of("none", Arena.global());

    private MatrixProducts() {}

    /**
     * x · weightᵀ + bias.
     *
     * @param x (B, in)
     * @param weight (out, in)
     * @param bias (out), or null for none
     * @return (B, out)
     */
    public static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return isForOneDnn(x, weight, 1) && isPlainBias(bias, weight.size(0))
                ? oneDnn(x, weight, bias)
                : LINEAR.call().tensor(x).tensor(weight).optional(bias).run();
    }

    /** a · b of an (n, k) and a (k, m) matrix: (n, m). */
    public static Tensor multiply(Tensor a, Tensor b) {
        if (isForOneDnn(a, b, 0)) {
            try (Tensor columns = Shapes.transpose(b, 0, 1)) {
                return oneDnn(a, columns, null);
            }
        }
        return MULTIPLY.call().tensor(a).tensor(b).run();
    }

    /**
     * Sets {@code target} (n, m), of whatever type, to a · b of an (n, k) and a (k, m) matrix.
     *
     * @throws IllegalArgumentException if the target has another shape
     */
    public static void multiplyInto(Tensor target, Tensor a, Tensor b) {
        target.requireShape("mm: target", a.size(0), b.size(-1));
        if (target.dtype() != a.dtype() || isForOneDnn(a, b, 0)) {
            try (Tensor product = multiply(a, b)) {
                Conversion.copyInPlace(target, product);
            }
        } else {
            MULTIPLY_INTO.call().tensor(a).tensor(b).tensor(target).runInPlace();
        }
    }

    /**
     * Whether oneDNN's function can take them, which it does on trust. Whatever does not fit goes to ATen, which has words
     * for what is wrong with it.
     *
     * @param columns the dimension of b that meets the columns of a
     */
    private static boolean isForOneDnn(Tensor a, Tensor b, int columns) {
        return isPlainMatrix(a)
                && isPlainMatrix(b)
                && a.size(1) == b.size(columns)
                && NativeThread.current().libTorch().hasOneDnn();
    }

    private static boolean isPlainMatrix(Tensor tensor) {
        return tensor.rank() == 2 && tensor.count() > 0 && isPlain(tensor);
    }

    private static boolean isPlainBias(@Nullable Tensor bias, long outputs) {
        return bias == null || (bias.rank() == 1 && bias.size(0) == outputs && isPlain(bias));
    }

    private static boolean isPlain(Tensor tensor) {
        return tensor.dtype() == DType.F32 && tensor.device().isCpu();
    }

    private static Tensor oneDnn(Tensor x, Tensor weight, @Nullable Tensor bias) {
        NativeThread thread = NativeThread.current();
        try (SharedHandles handles = new SharedHandles();
                Arena arena = Arena.ofConfined()) {
            MemorySegment optionalBias = MemorySegment.NULL;
            if (bias != null) {
                optionalBias = arena.allocate(ValueLayout.JAVA_LONG);
                optionalBias.set(ValueLayout.JAVA_LONG, 0, handles.of(bias));
            }
            thread.check(
                    LibTorchC.aoti_torch_cpu__linear_pointwise(
                            handles.of(x),
                            handles.of(weight),
                            optionalBias,
                            NO_ACTIVATION,
                            MemorySegment.NULL,
                            0,
                            MemorySegment.NULL,
                            thread.out()),
                    "linear");
            return new Tensor(thread.outLong());
        }
    }
}
