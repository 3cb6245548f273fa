package wgan.torch;

/**
 * The elementwise operations of {@link Tensor}.
 *
 * <p>A number does not change the type of a tensor. With a tensor of integers it must be a whole number; otherwise the
 * operation throws an {@link IllegalArgumentException}.
 */
sealed interface TensorArithmetic permits Tensor {
    private Tensor self() {
        return (Tensor) this;
    }

    /** Returns this + other. */
    default Tensor add(Tensor other) {
        return Elementwise.add(self(), other, 1);
    }

    /** Returns this + alpha · other. */
    default Tensor add(Tensor other, double alpha) {
        return Elementwise.add(self(), other, alpha);
    }

    /** Returns this + other. */
    default Tensor add(double other) {
        return Elementwise.add(self(), other);
    }

    /** Adds other to each element. */
    default Tensor add_(Tensor other) {
        return Elementwise.add_(self(), other, 1);
    }

    /** Adds alpha · other to each element. */
    default Tensor add_(Tensor other, double alpha) {
        return Elementwise.add_(self(), other, alpha);
    }

    /** Adds other to each element. */
    default Tensor add_(double other) {
        return Elementwise.add_(self(), other);
    }

    /** Returns this - other. */
    default Tensor sub(Tensor other) {
        return Elementwise.sub(self(), other);
    }

    /** Returns this - other. */
    default Tensor sub(double other) {
        return Elementwise.sub(self(), other);
    }

    /** Subtracts other from each element. */
    default Tensor sub_(Tensor other) {
        return Elementwise.sub_(self(), other);
    }

    /** Returns this · other. */
    default Tensor mul(Tensor other) {
        return Elementwise.mul(self(), other);
    }

    /** Returns this · other. */
    default Tensor mul(double other) {
        return Elementwise.mul(self(), other);
    }

    /** Multiplies each element by other. */
    default Tensor mul_(Tensor other) {
        return Elementwise.mul_(self(), other);
    }

    /** Multiplies each element by other. */
    default Tensor mul_(double other) {
        return Elementwise.mul_(self(), other);
    }

    /** Returns this / other. */
    default Tensor div(Tensor other) {
        return Elementwise.div(self(), other);
    }

    /** Returns this / other. */
    default Tensor div(double other) {
        return Elementwise.div(self(), other);
    }

    /** Divides each element by other. */
    default Tensor div_(Tensor other) {
        return Elementwise.div_(self(), other);
    }

    /** Adds value · tensor1 · tensor2 to each element. */
    default Tensor addcmul_(Tensor tensor1, Tensor tensor2, double value) {
        return Elementwise.addcmul_(self(), tensor1, tensor2, value);
    }

    /** Adds value · tensor1 / tensor2 to each element. */
    default Tensor addcdiv_(Tensor tensor1, Tensor tensor2, double value) {
        return Elementwise.addcdiv_(self(), tensor1, tensor2, value);
    }

    /** Returns -this. */
    default Tensor neg() {
        return Elementwise.neg(self());
    }

    /** Returns |this|. */
    default Tensor abs() {
        return Elementwise.abs(self());
    }

    /** Returns -1, 0 or 1 for each element. */
    default Tensor sign() {
        return Elementwise.sign(self());
    }

    /** Returns √this. */
    default Tensor sqrt() {
        return Elementwise.sqrt(self());
    }

    /** Returns eˣ of each element x. */
    default Tensor exp() {
        return Elementwise.exp(self());
    }

    /** Returns the natural logarithm of each element. */
    default Tensor log() {
        return Elementwise.log(self());
    }

    /** Returns the greater element of each pair. */
    default Tensor maximum(Tensor other) {
        return Elementwise.maximum(self(), other);
    }

    /** Returns the greater of each element and other. */
    default Tensor maximum(double other) {
        return Elementwise.maximum(self(), other);
    }

    /** Returns the smaller element of each pair. */
    default Tensor minimum(Tensor other) {
        return Elementwise.minimum(self(), other);
    }

    /** Returns 1 where an element is positive, and 0 elsewhere: PyTorch's {@code heaviside} with the value 0 at 0. */
    default Tensor heaviside() {
        return Elementwise.heaviside(self());
    }

    /**
     * Moves each element towards that of another tensor: x ← x + weight · (end - x).
     *
     * @param end of the shape and type of this tensor
     * @param weight of the end
     */
    default Tensor lerp_(Tensor end, double weight) {
        return Elementwise.lerp_(self(), end, weight);
    }

    /** Clamps each element to [min, ∞); NaN stays NaN. */
    default Tensor clampMin_(double min) {
        return Elementwise.clampMin_(self(), min);
    }

    /** Clamps each element to [min, max]; NaN stays NaN. */
    default Tensor clamp_(double min, double max) {
        return Elementwise.clamp_(self(), min, max);
    }

    /** Sets each element to the value. */
    default Tensor fill_(double value) {
        return Elementwise.fill_(self(), value);
    }

    /** Sets each element to 0. */
    default Tensor zero_() {
        return Elementwise.zero_(self());
    }
}
