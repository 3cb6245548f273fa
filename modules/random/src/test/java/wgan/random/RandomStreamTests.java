package wgan.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RandomStreamTests {

    private static final int MANY = 200_000;

    @Test
    void numbers_areThoseOfTheFirstRelease() {
        assertThat(new Seed(0).stream(Purpose.SHUFFLE, 0).nextDouble()).isEqualTo(0.9471587357098089);
        assertThat(new Seed(42).stream(Purpose.NOISE, 1, 2, 3).nextGaussian()).isEqualTo(-0.4936341412266148);
        assertThat(new Seed(-1).stream(Purpose.LATENT, 63).nextInt(1_000_000)).isEqualTo(394508);
        assertThat(new Seed(7).stream(Purpose.SHUFFLE, 3).permutation(10))
                .containsExactly(6, 4, 2, 3, 9, 1, 7, 0, 5, 8);
    }

    @Test
    void uniform_hasTheMomentsOfItsRange() {
        double[] numbers = new double[MANY];
        stream().fillUniform(numbers, -2, 4);

        assertThat(DoubleStream.of(numbers)).allMatch(number -> number >= -2 && number < 4);
        // Five standard errors: 5 · √(36/12) / √n for the mean.
        assertThat(mean(numbers)).isCloseTo(1, within(5 * Math.sqrt(3.0 / MANY)));
        assertThat(centralMoment(numbers, 2)).isCloseTo(3, within(0.05));
    }

    @Test
    void gaussian_hasTheMomentsOfTheStandardNormal() {
        double[] numbers = new double[MANY];
        stream().fillGaussian(numbers);

        assertThat(mean(numbers)).isCloseTo(0, within(5 / Math.sqrt(MANY)));
        assertThat(centralMoment(numbers, 2)).isCloseTo(1, within(5 * Math.sqrt(2.0 / MANY)));
        assertThat(centralMoment(numbers, 3)).isCloseTo(0, within(5 * Math.sqrt(15.0 / MANY)));
        assertThat(centralMoment(numbers, 4)).isCloseTo(3, within(5 * Math.sqrt(96.0 / MANY)));
    }

    @Test
    void floats_areTheDoublesRounded() {
        float[] floats = new float[1000];
        double[] doubles = new double[1000];

        stream().fillGaussian(floats);
        stream().fillGaussian(doubles);
        assertThat(floats).isEqualTo(rounded(doubles));

        stream().fillUniform(floats, -0.1, 0.1);
        stream().fillUniform(doubles, -0.1, 0.1);
        assertThat(floats).isEqualTo(rounded(doubles));
    }

    @Test
    void partOfAnArray_hasTheNumbersOfAWholeOne() {
        float[] whole = new float[5];
        float[] part = new float[9];
        stream().fillGaussian(whole);
        stream().fillGaussian(part, 3, 8);
        assertThat(part).startsWith(0, 0, 0).endsWith(0);
        assertThat(Arrays.copyOfRange(part, 3, 8)).isEqualTo(whole);

        stream().fillUniform(whole, 1, 2);
        stream().fillUniform(part, 3, 8, 1, 2);
        assertThat(part).startsWith(0, 0, 0).endsWith(0);
        assertThat(Arrays.copyOfRange(part, 3, 8)).isEqualTo(whole);
    }

    @Test
    void partOutsideTheArray_isRefused() {
        assertThatThrownBy(() -> stream().fillGaussian(new float[4], 2, 5))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> stream().fillUniform(new float[4], -1, 2, 0, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void nextInt_isUniform() {
        RandomStream stream = stream();
        int[] seen = new int[7];
        for (int i = 0; i < 70_000; i++) {
            seen[stream.nextInt(7)]++;
        }
        assertThat(IntStream.of(seen)).allMatch(count -> Math.abs(count - 10_000) < 500);
    }

    @Test
    void nextInt_refusesABoundBelowOne() {
        assertThatThrownBy(() -> stream().nextInt(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void permutation_containsEveryIndexOnce() {
        for (int n : new int[] {0, 1, 2, 3, 17, 60_000}) {
            assertThat(IntStream.of(stream().permutation(n)).sorted().toArray())
                    .isEqualTo(IntStream.range(0, n).toArray());
        }
    }

    @Test
    void permutation_returnsEveryOrderEquallyOften() {
        int[] seen = new int[27];
        for (int trial = 0; trial < 60_000; trial++) {
            int[] order = new Seed(trial).stream(Purpose.SHUFFLE, 0).permutation(3);
            seen[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        int[] orders = IntStream.of(seen).filter(count -> count > 0).toArray();
        assertThat(orders).hasSize(6);
        assertThat(IntStream.of(orders)).allMatch(count -> Math.abs(count - 10_000) < 500);
    }

    @Test
    void permutation_refusesANegativeSize() {
        assertThatThrownBy(() -> stream().permutation(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("permutation: n is -1, expected at least 0");
    }

    private static RandomStream stream() {
        return new Seed(2024).stream(Purpose.EVALUATION, 1);
    }

    private static double mean(double[] numbers) {
        double sum = 0;
        for (double number : numbers) {
            sum += number;
        }
        return sum / numbers.length;
    }

    private static double centralMoment(double[] numbers, int order) {
        double mean = mean(numbers);
        double sum = 0;
        for (double number : numbers) {
            sum += Math.pow(number - mean, order);
        }
        return sum / numbers.length;
    }

    private static float[] rounded(double[] numbers) {
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = (float) numbers[i];
        }
        return rounded;
    }
}
