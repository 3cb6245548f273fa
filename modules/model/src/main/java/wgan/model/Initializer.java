package wgan.model;

import java.util.Arrays;
import wgan.random.RandomStream;

/** Computes the initial elements of a parameter. Implementations are immutable. */
@FunctionalInterface
public interface Initializer {
    /**
     * Fills an array with the elements, in row-major order.
     *
     * @param random a stream that no other parameter uses
     */
    void fill(double[] elements, RandomStream random);

    /** Returns an initializer that sets every element to a value. */
    static Initializer constant(double value) {
        return (elements, random) -> Arrays.fill(elements, value);
    }

    /** Returns an initializer with the uniform distribution over [low, high). */
    static Initializer uniform(double low, double high) {
        return (elements, random) -> random.fillUniform(elements, low, high);
    }

    /**
     * Returns PyTorch's default for the weights and biases of linear and convolution layers: uniform in ±1/√fanIn, which is
     * {@code kaiming_uniform_} (He et al. 2015) with a = √5.
     *
     * @param fanIn the number of inputs of an output
     */
    static Initializer kaimingUniform(long fanIn) {
        double bound = 1 / Math.sqrt((double) fanIn);
        return uniform(-bound, bound);
    }

    /** Returns an initializer with a normal distribution. */
    static Initializer normal(double mean, double standardDeviation) {
        return (elements, random) -> {
            random.fillGaussian(elements);
            Arrays.setAll(elements, i -> mean + standardDeviation * elements[i]);
        };
    }
}
