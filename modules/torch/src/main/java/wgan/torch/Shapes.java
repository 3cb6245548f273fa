package wgan.torch;

import java.util.List;

/** The same elements in another shape. All but {@link #stack} and {@link #concatenate} are views: they share memory. */
public final class Shapes {
    private static final Operator VIEW = Operator.aten("view");
    private static final Operator RESHAPE = Operator.aten("reshape");
    private static final Operator NARROW = Operator.aten("narrow");
    private static final Operator SELECT = Operator.aten("select", "int");
    private static final Operator TRANSPOSE = Operator.aten("transpose", "int");
    private static final Operator PERMUTE = Operator.aten("permute");
    private static final Operator EXPAND = Operator.aten("expand");
    private static final Operator STACK = Operator.aten("stack");
    private static final Operator CONCATENATE = Operator.aten("cat");

    private Shapes() {}

    /** The elements in another shape with as many of them; one size may be -1, to be worked out. */
    public static Tensor view(Tensor x, long... shape) {
        return VIEW.call().tensor(x).integers(shape).run();
    }

    /** As {@link #view}, but a copy where no view can do it. */
    public static Tensor reshape(Tensor x, long... shape) {
        return RESHAPE.call().tensor(x).integers(shape).run();
    }

    /** {@code length} slices along the dimension, from the one at {@code start} on. */
    public static Tensor narrow(Tensor x, int dimension, long start, long length) {
        return NARROW.call()
                .tensor(x)
                .integer(dimension)
                .integer(start)
                .integer(length)
                .run();
    }

    /** The slice at {@code index} of the dimension, which goes away. */
    public static Tensor select(Tensor x, int dimension, long index) {
        return SELECT.call().tensor(x).integer(dimension).integer(index).run();
    }

    /** The two dimensions exchanged. */
    public static Tensor transpose(Tensor x, int first, int second) {
        return TRANSPOSE.call().tensor(x).integer(first).integer(second).run();
    }

    /** The dimensions in another order: the first is to be the one of that number, and so on. */
    public static Tensor permute(Tensor x, long... dimensions) {
        return PERMUTE.call().tensor(x).integers(dimensions).run();
    }

    /** Dimensions of size 1, and new ones in front, repeated up to that shape without copying. */
    public static Tensor expand(Tensor x, long... shape) {
        return EXPAND.call().tensor(x).integers(shape).flag(false).run();
    }

    /** Tensors of one shape, side by side along a new dimension. */
    public static Tensor stack(List<Tensor> tensors, int dimension) {
        return STACK.call().tensors(tensors).integer(dimension).run();
    }

    /** Tensors one after the other along a dimension; the other dimensions must agree. */
    public static Tensor concatenate(List<Tensor> tensors, int dimension) {
        return CONCATENATE.call().tensors(tensors).integer(dimension).run();
    }
}
