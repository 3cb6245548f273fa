package wgan.torch;

/** The operations of {@link Tensor} that reduce many elements to one. */
sealed interface TensorReductions permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** Returns the sum of all elements, 0-dimensional. */
    default Tensor sum() {
        return Reductions.sum(self());
    }

    /** Returns the sums along a dimension, which is removed. */
    default Tensor sum(int dim) {
        return Reductions.sum(self(), dim);
    }

    /**
     * Writes the sums along a dimension to {@code out}, which may be of another type.
     *
     * @param out of the shape of this without the dimension
     * @return {@code out}
     * @throws IllegalArgumentException if {@code out} has another shape
     */
    default Tensor sumOut(int dim, Tensor out) {
        return Reductions.sumOut(self(), dim, out);
    }

    /** Returns the mean of all elements, 0-dimensional. */
    default Tensor mean() {
        return Reductions.mean(self());
    }

    /** Returns the means along a dimension, which is removed. */
    default Tensor mean(int dim) {
        return Reductions.mean(self(), dim);
    }

    /** Returns the greatest element, 0-dimensional. */
    default Tensor max() {
        return Reductions.max(self());
    }

    /** Returns the least element, 0-dimensional. */
    default Tensor min() {
        return Reductions.min(self());
    }

    /** Returns the indices of the greatest elements along a dimension, which is removed: i64. */
    default Tensor argmax(int dim) {
        return Reductions.argmax(self(), dim);
    }

    /** Returns whether no element is infinite or NaN; waits for the device. In PyTorch: {@code isfinite(x).all()}. */
    default boolean allFinite() {
        return Reductions.allFinite(self());
    }
}
