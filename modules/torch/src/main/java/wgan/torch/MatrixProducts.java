package wgan.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;
import wgan.torch.ffi.LibTorchC;

/**
 * The operators behind the matrix products of {@link TensorFunctions}.
 *
 * <p>Products of f32 matrices on the CPU are computed by oneDNN if libtorch has it: it is faster than OpenBLAS, and uses the
 * threads of the rest of libtorch.
 */
final class MatrixProducts {
    private static final Operator LINEAR =
            Operator.of("aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor");
    private static final Operator MATMUL = Operator.of("aten::matmul(Tensor self, Tensor other) -> Tensor");
    private static final Operator MM_OUT =
            Operator.keepingShapes("aten::mm.out(Tensor self, Tensor mat2, *, Tensor(a!) out) -> Tensor(a!)");

    /** The name of oneDNN's post-operation. It is a constant, so its memory lives as long as the process. */
    private static final MemorySegment NO_ACTIVATION = CString.of("none", Arena.global());

    private MatrixProducts() {}

    static Tensor linear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        return isForOneDnn(x, weight, 1) && isBiasForOneDnn(bias, weight.size(0))
                ? oneDnnLinear(x, weight, bias)
                : LINEAR.call(x, weight, bias);
    }

    static Tensor matmul(Tensor a, Tensor b) {
        if (isForOneDnn(a, b, 0)) {
            try (Tensor columns = b.t()) {
                return oneDnnLinear(a, columns, null);
            }
        }
        return MATMUL.call(a, b);
    }

    static Tensor matmulOut(Tensor a, Tensor b, Tensor out) {
        out.requireShape("matmul: out", a.size(0), b.size(-1));
        if (out.dtype() != a.dtype() || isForOneDnn(a, b, 0)) {
            try (Tensor product = matmul(a, b)) {
                return out.copy_(product);
            }
        }
        MM_OUT.run(a, b, out);
        return out;
    }

    /**
     * Returns whether oneDNN's function can multiply two tensors. It does not check its arguments; all other tensors are
     * multiplied by ATen, which checks them.
     *
     * @param columnsDim the dimension of b that must equal the columns of a
     */
    private static boolean isForOneDnn(Tensor a, Tensor b, int columnsDim) {
        return isF32MatrixOnCpu(a)
                && isF32MatrixOnCpu(b)
                && a.size(1) == b.size(columnsDim)
                && NativeThread.current().libTorch().hasOneDnn();
    }

    private static boolean isF32MatrixOnCpu(Tensor tensor) {
        return tensor.dim() == 2 && tensor.numel() > 0 && isF32OnCpu(tensor);
    }

    /** oneDNN's function reads the bias without its strides. */
    private static boolean isBiasForOneDnn(@Nullable Tensor bias, long outputs) {
        return bias == null || (bias.dim() == 1 && bias.size(0) == outputs && isF32OnCpu(bias) && bias.isContiguous());
    }

    private static boolean isF32OnCpu(Tensor tensor) {
        return tensor.dtype() == DType.F32 && tensor.device().isCpu();
    }

    private static Tensor oneDnnLinear(Tensor x, Tensor weight, @Nullable Tensor bias) {
        NativeThread thread = NativeThread.current();
        try (SharedHandles handles = new SharedHandles();
                Arena arena = Arena.ofConfined()) {
            MemorySegment optionalBias = MemorySegment.NULL;
            if (bias != null) {
                optionalBias = arena.allocate(ValueLayout.JAVA_LONG);
                optionalBias.set(ValueLayout.JAVA_LONG, 0, handles.of(bias));
            }
            long input = handles.of(x);
            long weights = handles.of(weight);
            thread.applySettings();
            thread.check(
                    LibTorchC.aoti_torch_cpu__linear_pointwise(
                            input,
                            weights,
                            optionalBias,
                            NO_ACTIVATION,
                            MemorySegment.NULL,
                            0,
                            MemorySegment.NULL,
                            thread.out()),
                    "linear",
                    x,
                    weight);
            return new Tensor(thread.outLong());
        }
    }
}
