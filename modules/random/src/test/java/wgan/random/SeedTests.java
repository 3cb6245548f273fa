package wgan.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeedTests {

    private static final long[][] COORDINATES = {
        {}, {0}, {1}, {-1}, {0, 0}, {0, 1}, {1, 0}, {1, 1}, {0, 0, 0}, {0, 0, 1}, {0, 1, 0}, {Long.MIN_VALUE, 7, 7}
    };

    @Test
    void stream_isAPureFunctionOfItsKey() {
        for (Purpose purpose : Purpose.values()) {
            for (long[] at : COORDINATES) {
                assertThat(firstNumbers(new Seed(42), purpose, at)).isEqualTo(firstNumbers(new Seed(42), purpose, at));
            }
        }
    }

    @Test
    void stream_differsWithSeedPurposeAndCoordinates() {
        Set<String> seen = new HashSet<>();
        for (long seed : new long[] {0, 1, -1, 42}) {
            for (Purpose purpose : Purpose.values()) {
                for (long[] at : COORDINATES) {
                    assertThat(seen.add(Arrays.toString(firstNumbers(new Seed(seed), purpose, at))))
                            .as("seed %d, %s at %s differs from all others", seed, purpose, Arrays.toString(at))
                            .isTrue();
                }
            }
        }
    }

    @Test
    void stream_differsWithTheAttempt() {
        Seed seed = new Seed(7);
        double first = seed.stream(Purpose.NOISE, 1, 2, 3).nextDouble();
        assertThat(seed.stream(0, Purpose.NOISE, 1, 2, 3).nextDouble()).isEqualTo(first);
        assertThat(seed.stream(1, Purpose.NOISE, 1, 2, 3).nextDouble()).isNotEqualTo(first);
        assertThat(seed.stream(2, Purpose.NOISE, 1, 2, 3).nextDouble())
                .isNotEqualTo(seed.stream(1, Purpose.NOISE, 1, 2, 3).nextDouble());
    }

    @Test
    void stream_isIndependentOfOtherStreams() {
        RandomStream stream = new Seed(7).stream(Purpose.NOISE, 1, 2, 3);
        double first = stream.nextDouble();
        new Seed(7).stream(Purpose.NOISE, 1, 2, 4).nextDouble();

        RandomStream again = new Seed(7).stream(Purpose.NOISE, 1, 2, 3);
        assertThat(again.nextDouble()).isEqualTo(first);
        assertThat(again.nextDouble()).isEqualTo(stream.nextDouble());
    }

    @Test
    void stream_refusesMoreThanThreeCoordinates() {
        assertThatThrownBy(() -> new Seed(1).stream(Purpose.NOISE, 1, 2, 3, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("random stream: NOISE at [1, 2, 3, 4] has 4 coordinates, expected at most 3");
    }

    @Test
    void stream_isPhiloxOfSeedPurposeAndCoordinates() {
        RandomStream stream = new Seed(11).stream(Purpose.NOISE, 5, 6, 7);
        // Commons RNG increments its counter first: the first block is number 1.
        for (int block = 1; block <= 3; block++) {
            long[] words = ReferencePhilox.block(new long[] {11, (3 << 8) | 3}, new long[] {block, 5, 6, 7});
            for (long word : words) {
                assertThat(stream.nextDouble()).isEqualTo((word >>> 11) * 0x1p-53);
            }
        }
    }

    @Test
    void referencePhilox_returnsThePublishedNumbers() {
        assertThat(ReferencePhilox.block(new long[2], new long[4]))
                .containsExactly(0x16554d9eca36314cL, 0xdb20fe9d672d0fdcL, 0xd7e772cee186176bL, 0x7e68b68aec7ba23bL);
    }

    @Test
    void purpose_codesNeverChange() {
        assertThat(Arrays.stream(Purpose.values()).map(purpose -> purpose + "=" + purpose.code()))
                .startsWith(
                        "SHUFFLE=1",
                        "INITIAL_WEIGHTS=2",
                        "NOISE=3",
                        "LATENT=4",
                        "SYNTHETIC=5",
                        "SAMPLE_GRID=6",
                        "INTERPOLATION=7",
                        "EVALUATION=8",
                        "BOOTSTRAP=9",
                        "IMPORT=10");
        assertThat(Arrays.stream(Purpose.values()).map(Purpose::code)).doesNotHaveDuplicates();
    }

    private static double[] firstNumbers(Seed seed, Purpose purpose, long... at) {
        double[] numbers = new double[6];
        seed.stream(purpose, at).fillUniform(numbers, 0, 1);
        return numbers;
    }
}
