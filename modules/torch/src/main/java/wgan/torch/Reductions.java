package wgan.torch;

import java.util.stream.IntStream;

/** The operators behind {@link TensorReductions}. */
final class Reductions {
    private static final Operator SUM = Operator.of("aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor");
    private static final Operator SUM_DIM = Operator.of(
            "aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    private static final Operator SUM_OUT = Operator.keepingShapes("aten::sum.IntList_out(Tensor self, int[1]? dim,"
            + " bool keepdim=False, *, ScalarType? dtype=None, Tensor(a!) out) -> Tensor(a!)");
    private static final Operator MEAN = Operator.of("aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor");
    private static final Operator MEAN_DIM = Operator.of(
            "aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    private static final Operator MAX = Operator.of("aten::max(Tensor self) -> Tensor");
    private static final Operator MIN = Operator.of("aten::min(Tensor self) -> Tensor");
    private static final Operator ARGMAX =
            Operator.of("aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor");
    private static final Operator ISFINITE = Operator.of("aten::isfinite(Tensor self) -> Tensor");
    private static final Operator ALL = Operator.of("aten::all(Tensor self) -> Tensor");

    private static final boolean REMOVE_DIM = false;

    private Reductions() {}

    static Tensor sum(Tensor x) {
        return SUM.call(x);
    }

    static Tensor sum(Tensor x, long... dims) {
        return SUM_DIM.call(x, dims);
    }

    static Tensor sumOut(Tensor x, int dim, Tensor out) {
        out.requireShape("sum: out", without(dim < 0 ? dim + x.dim() : dim, x.shape()));
        SUM_OUT.run(x, new long[] {dim}, REMOVE_DIM, out.dtype() == x.dtype() ? null : out.dtype(), out);
        return out;
    }

    private static long[] without(int dim, long[] shape) {
        return IntStream.range(0, shape.length)
                .filter(i -> i != dim)
                .mapToLong(i -> shape[i])
                .toArray();
    }

    static Tensor mean(Tensor x) {
        return MEAN.call(x);
    }

    static Tensor mean(Tensor x, int dim) {
        return MEAN_DIM.call(x, new long[] {dim});
    }

    static Tensor max(Tensor x) {
        return MAX.call(x);
    }

    static Tensor min(Tensor x) {
        return MIN.call(x);
    }

    static Tensor argmax(Tensor x, int dim) {
        return ARGMAX.call(x, dim);
    }

    static boolean allFinite(Tensor x) {
        try (Tensor finite = ISFINITE.call(x);
                Tensor all = ALL.call(finite)) {
            return all.item() != 0;
        }
    }
}
