package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.random.Seed;

class LatentsTests {
    private static final int[] SIZES = {2, 3, 10, 100, 1000};

    /** The tolerance of a few roundings to float. */
    private static final double PRECISION = 3e-7;

    private final Random random = new Random(7);

    @Test
    void sizesThatNoArrayHas_areRefused() {
        assertThatThrownBy(() -> Latents.of(new Seed(1), -1, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latents: index is -1, expected 0 or more");
        assertThatThrownBy(() -> Latents.of(new Seed(1), 0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("latent dimension is -1, expected 1 to 4096");
        assertThatThrownBy(() -> Latents.path(new float[6], 2, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "path: 2 segments of 2147483647 steps are more than an array can hold at the latent dimension"
                                + " 2; take fewer steps");
    }

    @Test
    void slerp_rotatesAQuarterCircleInThirds() {
        float[] east = {2, 0};
        float[] north = {0, 4};
        // At t = 1/3 the angle is 30 degrees and the norm is 2 + 2/3.
        double norm = 8.0 / 3;
        assertThat(Latents.slerp(east, north, 1.0 / 3))
                .containsExactly(
                        new float[] {(float) (norm * Math.sqrt(3) / 2), (float) (norm / 2)}, within((float) PRECISION));
    }

    /** For ends of equal norm, the result is that of the formula of Shoemake and White. */
    @Test
    void slerp_isThePapersFormulaForEqualNorms() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = gaussian(size);
            float factor = (float) (norm(from) / norm(to));
            for (int i = 0; i < size; i++) {
                to[i] *= factor;
            }
            double angle = angle(from, to);
            double t = random.nextDouble();
            float[] between = Latents.slerp(from, to, t);
            for (int i = 0; i < size; i++) {
                double expected = (Math.sin((1 - t) * angle) * from[i] + Math.sin(t * angle) * to[i]) / Math.sin(angle);
                assertThat((double) between[i]).isCloseTo(expected, within(PRECISION * norm(from)));
            }
        }
    }

    @Test
    void ends_areExact() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = gaussian(size);
            assertThat(Latents.slerp(from, to, 0)).isEqualTo(from).isNotSameAs(from);
            assertThat(Latents.slerp(from, to, 1)).isEqualTo(to).isNotSameAs(to);
        }
    }

    @Test
    void speed_isConstant() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = gaussian(size);
            double whole = angle(from, to);
            int steps = 2 + random.nextInt(20);
            float[] path = Latents.path(concat(from, to), size, steps);
            for (int i = 1; i < steps; i++) {
                assertThat(angle(vector(path, size, i - 1), vector(path, size, i)))
                        .as("%d numbers, step %d of %d", size, i, steps)
                        .isCloseTo(whole / (steps - 1), within(1e-5));
            }
        }
    }

    @Test
    void norm_changesLinearly() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = gaussian(size);
            for (int i = 0; i < 20; i++) {
                double t = random.nextDouble();
                double expected = (1 - t) * norm(from) + t * norm(to);
                assertThat(norm(Latents.slerp(from, to, t))).isCloseTo(expected, within(PRECISION * expected));
            }
        }
    }

    @Test
    void equalDirections_areInterpolatedLinearly() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = times(3, from);
            assertClose(Latents.slerp(from, from, 0.3), from);
            assertClose(Latents.slerp(from, to, 0.25), times(1.5, from));
        }
    }

    @Test
    void oppositeDirections_areRotatedByHalfACircle_withoutNaN() {
        for (int size : SIZES) {
            float[] from = gaussian(size);
            float[] to = times(-1, from);
            float[] half = Latents.slerp(from, to, 0.5);
            assertThat(norm(half)).isCloseTo(norm(from), within(PRECISION * norm(from)));
            assertThat(angle(from, half)).isCloseTo(Math.PI / 2, within(1e-5));
            assertThat(Latents.slerp(from, to, 0.5)).as("the same each time").isEqualTo(half);
        }
    }

    /** For vectors that are nearly equal or nearly opposite, neighbors on the path are closer than the ends. */
    @Test
    void nearlyParallel_keepsNormAndSpeed() {
        for (int size : SIZES) {
            for (double offset = 1; offset > 1e-12; offset /= 3) {
                for (int sign : new int[] {1, -1}) {
                    float[] from = gaussian(size);
                    float[] to = times(sign, from);
                    to[random.nextInt(size)] += (float) offset;
                    float[] path = Latents.path(concat(from, to), size, 5);
                    for (int i = 1; i < 5; i++) {
                        float[] at = vector(path, size, i);
                        assertThat(norm(at))
                                .isCloseTo(norm(from) + i * (norm(to) - norm(from)) / 4, within(1e-6 * norm(at)));
                        assertThat(angle(vector(path, size, i - 1), at)).isCloseTo(angle(from, to) / 4, within(1e-5));
                    }
                }
            }
        }
    }

    @Test
    void vectorsWithoutDirection_areInterpolatedLinearly() {
        assertThat(Latents.slerp(new float[] {0, 0}, new float[] {4, 8}, 0.25)).containsExactly(1, 2);
        assertThat(Latents.slerp(new float[] {4, 8}, new float[] {0, 0}, 0.25)).containsExactly(3, 6);
        assertThat(Latents.slerp(new float[2], new float[2], 0.5)).containsExactly(0, 0);
        assertThat(Latents.slerp(new float[] {1}, new float[] {-1}, 0.25)).containsExactly(0.5f);
        assertThat(Latents.slerp(new float[0], new float[0], 0.5)).isEmpty();
    }

    @Test
    void smallestAndLargestNumbers_neitherUnderflowNorOverflow() {
        for (float scale : new float[] {Float.MIN_NORMAL, Float.MAX_VALUE / 4}) {
            float[] half = Latents.slerp(new float[] {scale, 0}, new float[] {0, scale}, 0.5);
            float expected = (float) (scale / Math.sqrt(2));
            assertThat(half).containsExactly(expected, expected);
        }
    }

    @Test
    void path_containsBothEndsOfEachSegment() {
        float[] stops = {3, 0, 0, 3, -3, 0};
        float[] path = Latents.path(stops, 2, 4);
        assertThat(path).hasSize(2 * 4 * 2);
        assertThat(vector(path, 2, 0)).containsExactly(3, 0);
        assertThat(vector(path, 2, 3)).containsExactly(0, 3);
        assertThat(vector(path, 2, 4)).containsExactly(0, 3);
        assertThat(vector(path, 2, 7)).containsExactly(-3, 0);
    }

    @Test
    void loop_containsEachAnchorOnce_andClosesAtTheSameSpeed() {
        float[] stops = {3, 0, 0, 3, -3, 0, 0, -3};
        float[] loop = Latents.loop(stops, 2, 5);
        assertThat(loop).hasSize(4 * 5 * 2);
        for (int stop = 0; stop < 4; stop++) {
            assertThat(vector(loop, 2, 5 * stop)).isEqualTo(vector(stops, 2, stop));
        }
        for (int i = 0; i < 20; i++) {
            assertThat(angle(vector(loop, 2, i), vector(loop, 2, (i + 1) % 20)))
                    .isCloseTo(Math.PI / 2 / 5, within(1e-5));
        }
    }

    @Test
    void slerp_refusesInvalidArguments() {
        assertThatThrownBy(() -> Latents.slerp(new float[2], new float[3], 0.5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("slerp: from has 2 numbers and to has 3, expected equally many");
        for (double t : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> Latents.slerp(new float[2], new float[2], t))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("slerp: t is " + t + ", expected 0 to 1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5})
    void path_requiresTwoAnchors(int numbers) {
        assertThatThrownBy(() -> Latents.path(new float[numbers], 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path: anchors have " + numbers
                        + " numbers, expected at least two vectors of the latent dimension 2");
        assertThatThrownBy(() -> Latents.loop(new float[numbers], 2, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("loop: anchors have " + numbers);
    }

    @Test
    void path_requiresTwoSteps() {
        assertThatThrownBy(() -> Latents.path(new float[4], 2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("path: steps is 1, expected 2 or more");
        assertThatThrownBy(() -> Latents.path(new float[4], 0, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).containsExactly(expected, within((float) (PRECISION * norm(expected))));
    }

    private float[] gaussian(int size) {
        float[] vector = new float[size];
        for (int i = 0; i < size; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static float[] times(double factor, float[] x) {
        float[] result = new float[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = (float) (factor * x[i]);
        }
        return result;
    }

    private static float[] concat(float[] first, float[] second) {
        float[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static float[] vector(float[] vectors, int size, int index) {
        return Arrays.copyOfRange(vectors, index * size, (index + 1) * size);
    }

    /** Returns the angle by Kahan's half-angle formula, which is accurate also for small and large angles. */
    private static double angle(float[] x, float[] y) {
        double xNorm = norm(x);
        double yNorm = norm(y);
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double p = x[i] / xNorm;
            double q = y[i] / yNorm;
            difference += (p - q) * (p - q);
            sum += (p + q) * (p + q);
        }
        return 2 * Math.atan2(Math.sqrt(difference), Math.sqrt(sum));
    }

    private static double norm(float[] x) {
        double sum = 0;
        for (float value : x) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
