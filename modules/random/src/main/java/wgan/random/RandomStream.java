package wgan.random;

import java.util.Objects;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.NormalizedGaussianSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * The random numbers of one {@link Purpose} at one place in a run, in order.
 *
 * <p>{@link Seed#stream} returns a new stream at each call. A stream is used by one thread. The {@code float} methods return
 * the numbers of the {@code double} methods rounded to {@code float}, so that computations in both precisions use the same
 * noise.
 */
public final class RandomStream {

    private final UniformRandomProvider bits;
    private final NormalizedGaussianSampler gaussian;

    RandomStream(UniformRandomProvider bits) {
        this.bits = bits;
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(bits);
    }

    /** Returns the next number, uniform over the multiples of 2<sup>−53</sup> in [0, 1). */
    public double nextDouble() {
        return bits.nextDouble();
    }

    /** Returns the next number, uniform in [{@code low}, {@code high}); rounding can return {@code high} itself. */
    public double nextDouble(double low, double high) {
        return low + (high - low) * bits.nextDouble();
    }

    /** Returns the next number from the standard normal distribution, by the ziggurat method. */
    public double nextGaussian() {
        return gaussian.sample();
    }

    /**
     * Returns the next integer, uniform in [0, {@code bound}).
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int nextInt(int bound) {
        return bits.nextInt(bound);
    }

    /** Fills an array with numbers uniform in [{@code low}, {@code high}); rounding can return {@code high} itself. */
    public void fillUniform(float[] out, double low, double high) {
        fillUniform(out, 0, out.length, low, high);
    }

    /**
     * Fills the part of an array from one index to another, exclusive, with numbers uniform in [{@code low}, {@code high});
     * rounding can return {@code high} itself.
     *
     * @throws IndexOutOfBoundsException if the part is not in the array
     */
    public void fillUniform(float[] out, int from, int to, double low, double high) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int i = from; i < to; i++) {
            out[i] = (float) nextDouble(low, high);
        }
    }

    /** Fills an array with numbers uniform in [{@code low}, {@code high}); rounding can return {@code high} itself. */
    public void fillUniform(double[] out, double low, double high) {
        for (int i = 0; i < out.length; i++) {
            out[i] = nextDouble(low, high);
        }
    }

    /** Fills an array with numbers from the standard normal distribution; see {@link #nextGaussian}. */
    public void fillGaussian(float[] out) {
        fillGaussian(out, 0, out.length);
    }

    /**
     * Fills the part of an array from one index to another, exclusive, with numbers from the standard normal distribution; see
     * {@link #nextGaussian}.
     *
     * @throws IndexOutOfBoundsException if the part is not in the array
     */
    public void fillGaussian(float[] out, int from, int to) {
        Objects.checkFromToIndex(from, to, out.length);
        for (int i = from; i < to; i++) {
            out[i] = (float) nextGaussian();
        }
    }

    /** Fills an array with numbers from the standard normal distribution; see {@link #nextGaussian}. */
    public void fillGaussian(double[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = nextGaussian();
        }
    }

    /**
     * Returns a random permutation of 0 … n − 1. All permutations are equally likely (Fisher–Yates shuffle).
     *
     * @param n the number of elements, 0 or more
     * @return a new array
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException("permutation: n is " + n + ", expected at least 0");
        }
        int[] order = PermutationSampler.natural(n);
        PermutationSampler.shuffle(bits, order);
        return order;
    }
}
