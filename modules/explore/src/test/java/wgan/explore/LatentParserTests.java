package wgan.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.model.Latents;
import wgan.random.Seed;

class LatentParserTests {
    private static final int LATENT_DIM = 100;

    @Test
    void seed_isItsFirstVector() {
        assertThat(vector("7")).isEqualTo(seed(7));
        assertThat(vector("((7))")).isEqualTo(seed(7));
        assertThat(LatentParser.parse("999999999999999999").seed()).hasValue(999_999_999_999_999_999L);
    }

    @Test
    void sum_hasItsFactorsAndSigns() {
        float[] sum = vector("-3+0.5*17-(42-2*e1)");
        for (int i = 0; i < LATENT_DIM; i++) {
            double expected = -seed(3)[i] + 0.5 * seed(17)[i] - seed(42)[i] + (i == 1 ? 2 : 0);
            assertThat(sum[i]).isCloseTo((float) expected, within(1e-5f));
        }
    }

    @Test
    void direction_changesOneNumber() {
        float[] changed = vector("7+1.5*e12");
        for (int i = 0; i < LATENT_DIM; i++) {
            assertThat(changed[i]).isEqualTo((float) (seed(7)[i] + (i == 12 ? 1.5 : 0)));
        }
    }

    @Test
    void slerp_isThatOfTheModel() {
        assertThat(vector("slerp(3,17,0.25)")).isEqualTo(Latents.slerp(seed(3), seed(17), 0.25));
        assertThat(vector("slerp(3,17,1)")).isEqualTo(seed(17));
    }

    @Test
    void norm_keepsTheLengthOfTheFirstTerm() {
        assertThat(length(vector("norm(3+17-42)"))).isCloseTo(length(seed(3)), within(1e-4));
        assertThat(length(vector("3+17-42"))).isGreaterThan(length(seed(3)) + 1);
        assertThat(vector("norm(3)")).isEqualTo(seed(3));
        assertThat(vector("norm(3-3)")).containsOnly(0f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                    | latent: ends at character 0, expected a seed",
                "x                     | latent: is 'x' at character 0, expected a seed",
                "3+                    | latent: ends at character 2, expected a seed",
                "3 + 4                 | latent: is ' + 4' at character 1, expected +, - or the end",
                "(3                    | latent: ends at character 2, expected ')'",
                "3)                    | latent: is ')' at character 1, expected +, - or the end",
                "slerp(3,4)            | latent: is ')' at character 9, expected ','",
                "slerp(3,4,1.5)        | latent: is ')' at character 13, expected a number from 0 to 1 before this",
                "slerp(3,4,-1)         | latent: is '-1)' at character 10, expected a number from 0 to 1",
                "1001*3                | latent: is '1001*3' at character 0, expected a factor of at most 1000",
                "1.5                   | latent: is '.5' at character 1, expected +, - or the end",
                "e                     | latent: ends at character 1, expected the number of a direction",
                "1234567890123456789   | latent: is '9' at character 18, expected +, - or the end",
                "1e5*3                 | latent: is 'e5*3' at character 1, expected +, - or the end",
            })
    void otherText_isRefusedWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> LatentParser.parse(text))
                .isInstanceOf(RequestException.class)
                .hasMessageStartingWith(message)
                .extracting(e -> ((RequestException) e).status())
                .isEqualTo(400);
    }

    @Test
    void textWithoutEnd_isRefused() {
        String longest = "1+".repeat(LatentParser.MAX_LENGTH / 2 - 1) + "11";
        assertThat(vector(longest)).hasSize(LATENT_DIM);
        assertThatThrownBy(() -> LatentParser.parse(longest + "1"))
                .hasMessage("latent: has 4097 characters, expected at most 4096");
        int allowed = LatentParser.MAX_DEPTH - 1;
        assertThat(vector("(".repeat(allowed) + "7" + ")".repeat(allowed))).isEqualTo(seed(7));
        assertThatThrownBy(() -> LatentParser.parse("(".repeat(4000)))
                .hasMessage("latent: has more than 16 nested parts");
    }

    @Test
    void directionOfAnotherModel_isRefused() {
        assertThatThrownBy(() -> vector("e100"))
                .hasMessage("latent: direction e100, expected e0 to e99 for this generator");
    }

    private static float[] vector(String text) {
        return LatentParser.parse(text).vector(LATENT_DIM);
    }

    private static float[] seed(long seed) {
        return Latents.of(new Seed(seed), 0, LATENT_DIM);
    }

    private static double length(float[] vector) {
        double sum = 0;
        for (float value : vector) {
            sum += value * value;
        }
        return Math.sqrt(sum);
    }
}
