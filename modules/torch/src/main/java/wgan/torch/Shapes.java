package wgan.torch;

import java.util.List;

/** The operators behind {@link TensorShapes}. */
final class Shapes {
    private static final Operator VIEW = Operator.of("aten::view(Tensor(a) self, SymInt[] size) -> Tensor(a)");
    private static final Operator RESHAPE = Operator.of("aten::reshape(Tensor(a) self, SymInt[] shape) -> Tensor(a)");
    private static final Operator NARROW =
            Operator.of("aten::narrow(Tensor(a) self, int dim, SymInt start, SymInt length) -> Tensor(a)");
    private static final Operator SELECT =
            Operator.of("aten::select.int(Tensor(a) self, int dim, SymInt index) -> Tensor(a)");
    private static final Operator INDEX_SELECT =
            Operator.of("aten::index_select(Tensor self, int dim, Tensor index) -> Tensor");
    private static final Operator TRANSPOSE =
            Operator.of("aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)");
    private static final Operator PERMUTE = Operator.of("aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)");
    private static final Operator EXPAND =
            Operator.of("aten::expand(Tensor(a) self, SymInt[] size, *, bool implicit=False) -> Tensor(a)");
    private static final Operator UNSQUEEZE = Operator.of("aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)");
    private static final Operator SQUEEZE = Operator.of("aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)");
    private static final Operator STACK = Operator.of("aten::stack(Tensor[] tensors, int dim=0) -> Tensor");
    private static final Operator CAT = Operator.of("aten::cat(Tensor[] tensors, int dim=0) -> Tensor");

    private Shapes() {}

    static Tensor view(Tensor x, long... shape) {
        return VIEW.call(x, shape);
    }

    static Tensor reshape(Tensor x, long... shape) {
        return RESHAPE.call(x, shape);
    }

    static Tensor narrow(Tensor x, int dim, long start, long length) {
        return NARROW.call(x, dim, start, length);
    }

    static Tensor select(Tensor x, int dim, long index) {
        return SELECT.call(x, dim, index);
    }

    static Tensor indexSelect(Tensor x, int dim, Tensor index) {
        return INDEX_SELECT.call(x, dim, index);
    }

    static Tensor transpose(Tensor x, int dim0, int dim1) {
        return TRANSPOSE.call(x, dim0, dim1);
    }

    static Tensor permute(Tensor x, long... dims) {
        return PERMUTE.call(x, dims);
    }

    static Tensor expand(Tensor x, long... shape) {
        return EXPAND.call(x, shape);
    }

    static Tensor unsqueeze(Tensor x, int dim) {
        return UNSQUEEZE.call(x, dim);
    }

    static Tensor squeeze(Tensor x, int dim) {
        return SQUEEZE.call(x, dim);
    }

    static Tensor stack(List<Tensor> tensors, int dim) {
        return STACK.call(tensors, dim);
    }

    static Tensor cat(List<Tensor> tensors, int dim) {
        return CAT.call(tensors, dim);
    }
}
