package wgan.torch;

import java.util.stream.IntStream;

/** Many elements into one. */
public final class Reductions {
    private static final Operator MEAN = Operator.aten("mean");
    private static final Operator MEAN_ALONG = Operator.aten("mean", "dim");
    private static final Operator SUM = Operator.aten("sum");
    private static final Operator SUM_INTO = Operator.aten("sum", "IntList_out");
    private static final Operator IS_FINITE = Operator.aten("isfinite");
    private static final Operator ALL = Operator.aten("all");

    private Reductions() {}

    /** The mean of all elements, without dimensions. */
    public static Tensor mean(Tensor x) {
        return MEAN.call().tensor(x).none().run();
    }

    /** The means of x along the dimension, which goes away. */
    public static Tensor mean(Tensor x, int dimension) {
        return MEAN_ALONG
                .call()
                .tensor(x)
                .optionalIntegers(dimension)
                .flag(false) // keep the dimension
                .none() // type
                .run();
    }

    /** The sum of all elements, without dimensions. */
    public static Tensor sum(Tensor x) {
        return SUM.call().tensor(x).none().run();
    }

    /**
     * Sets {@code target} to the sums of x along the dimension, which goes away.
     *
     * @param dimension from 0
     * @throws IllegalArgumentException if the target has another shape
     */
    public static void sumInto(Tensor target, Tensor x, int dimension) {
        target.requireShape("sum: target", without(dimension, x.shape()));
        SUM_INTO.call()
                .tensor(x)
                .optionalIntegers(dimension)
                .flag(false) // keep the dimension
                .optionalDtype(target.dtype() == x.dtype() ? null : target.dtype())
                .tensor(target)
                .runInPlace();
    }

    private static long[] without(int dimension, long[] shape) {
        return IntStream.range(0, shape.length)
                .filter(i -> i != dimension)
                .mapToLong(i -> shape[i])
                .toArray();
    }

    /** Whether no element is infinite or not a number; waits for the device. */
    public static boolean allFinite(Tensor x) {
        try (Tensor finite = IS_FINITE.call().tensor(x).run();
                Tensor all = ALL.call().tensor(finite).run()) {
            return all.item() != 0;
        }
    }
}
