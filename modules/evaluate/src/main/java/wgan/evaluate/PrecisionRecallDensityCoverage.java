package wgan.evaluate;

import java.util.Arrays;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/**
 * How far the generated images and the real ones cover each other.
 *
 * <p>About each image there is a ball that reaches to its k-th nearest neighbour in its own set. The balls about a set's
 * images stand for where such images lie.
 *
 * @param precision the share of generated images inside a real one's ball: are they good? (Kynkäänniemi et al. 2019,
 *     section 2), 0 to 1
 * @param recall the share of real images inside a generated one's ball: are all kinds drawn? (the same), 0 to 1
 * @param density how many real images' balls a generated one is inside, over k: precision that a single outlier with its
 *     wide ball cannot feign (Naeem et al. 2020, section 3), 0 or more, 1 where both sets are of one distribution
 * @param coverage the share of real images whose ball has a generated one inside: recall by the real images' own balls
 *     (the same), 0 to 1
 */
public record PrecisionRecallDensityCoverage(double precision, double recall, double density, double coverage) {
    /**
     * k, the neighbour that a ball reaches to. Naeem et al. choose it so that coverage of a perfect generator is above 0.95: it is
     * 1 - 2⁻ᵏ for large sets of one size, 0.97 for 5. Kynkäänniemi et al. take 3, with which precision and recall are lower.
     */
    public static final int NEIGHBOURS = 5;

    private static final String NAME = "overlap";

    /**
     * The overlap with balls that reach to the {@value #NEIGHBOURS}th neighbour.
     *
     * <p>Works out n² + m² + nm distances: seconds for ten thousand each.
     *
     * @param real (n, d), n above {@value #NEIGHBOURS}
     * @param generated (m, d), m above {@value #NEIGHBOURS}
     * @throws IllegalArgumentException if they are anything else, or hold a number that is not finite
     */
    public static PrecisionRecallDensityCoverage of(Tensor real, Tensor generated) {
        return of(real, generated, NEIGHBOURS);
    }

    static PrecisionRecallDensityCoverage of(Tensor real, Tensor generated, int k) {
        return of(real, radii(real, k), generated, k);
    }

    /** As {@link #of(Tensor, Tensor, int)}, with what {@link #radii} says of the real ones. */
    static PrecisionRecallDensityCoverage of(Tensor real, float[] realRadii, Tensor generated, int k) {
        float[] generatedRadii = radii(generated, k);
        FeatureMatrix.requireSameWidth(NAME, real, generated);
        Count count = new Count(realRadii, generatedRadii);
        try (var scope = TensorScope.open()) {
            Distances.forEachRow(real, generated, count);
        }
        return count.overlap(k);
    }

    /** How far each row's k-th nearest other row is. */
    static float[] radii(Tensor features, int k) {
        FeatureMatrix.require(NAME, features, k + 1);
        float[] radii = new float[Math.toIntExact(features.size(0))];
        float[] nearest = new float[k];
        try (var scope = TensorScope.open()) {
            Distances.forEachRow(features, features, (row, distances) -> {
                distances[row] = Float.POSITIVE_INFINITY; // its own does not count
                radii[row] = smallest(distances, nearest);
            });
        }
        return radii;
    }

    /**
     * Inside how many real images' balls each generated image is: what density counts.
     *
     * @param realRadii what {@link #radii} says of the real ones
     */
    static int[] ballsAround(Tensor real, float[] realRadii, Tensor generated) {
        FeatureMatrix.require(NAME, generated, 1);
        FeatureMatrix.requireSameWidth(NAME, real, generated);
        int[] balls = new int[Math.toIntExact(generated.size(0))];
        try (var scope = TensorScope.open()) {
            Distances.forEachRow(real, generated, (row, distances) -> {
                for (int i = 0; i < distances.length; i++) {
                    balls[i] += distances[i] <= realRadii[row] ? 1 : 0;
                }
            });
        }
        return balls;
    }

    /** The k-th smallest of the values; {@code kept} is room for the k smallest. */
    private static float smallest(float[] values, float[] kept) {
        int last = kept.length - 1;
        Arrays.fill(kept, Float.POSITIVE_INFINITY);
        for (float value : values) {
            if (value < kept[last]) {
                int at = last;
                for (; at > 0 && kept[at - 1] > value; at--) {
                    kept[at] = kept[at - 1];
                }
                kept[at] = value;
            }
        }
        return kept[last];
    }

    /** Who is inside whose ball, counted real image by real image. */
    private static final class Count implements Distances.Row {
        private final float[] realRadii;
        private final float[] generatedRadii;
        private final boolean[] precise; // by generated image
        private int recalled;
        private int covered;
        private long inside;

        Count(float[] realRadii, float[] generatedRadii) {
            this.realRadii = realRadii;
            this.generatedRadii = generatedRadii;
            precise = new boolean[generatedRadii.length];
        }

        @Override
        public void accept(int row, float[] distances) {
            int insideThis = 0;
            boolean insideAny = false;
            for (int i = 0; i < distances.length; i++) {
                if (distances[i] <= realRadii[row]) {
                    insideThis++;
                    precise[i] = true;
                }
                insideAny |= distances[i] <= generatedRadii[i];
            }
            inside += insideThis;
            covered += insideThis > 0 ? 1 : 0;
            recalled += insideAny ? 1 : 0;
        }

        PrecisionRecallDensityCoverage overlap(int k) {
            int preciseOnes = 0;
            for (boolean one : precise) {
                preciseOnes += one ? 1 : 0;
            }
            double reals = realRadii.length;
            double generated = generatedRadii.length;
            return new PrecisionRecallDensityCoverage(
                    preciseOnes / generated, recalled / reals, inside / (k * generated), covered / reals);
        }
    }
}
