package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.random.Seed;

final class SyntheticDigitsTests {

    private static final int COUNT = 2000;
    private static final Dataset DIGITS = SyntheticDigits.generate(new Seed(5), Split.TRAIN, ImageShape.MNIST, COUNT);

    @Test
    void image_isAPureFunctionOfSeedSplitAndIndex() {
        Dataset fewer = SyntheticDigits.generate(new Seed(5), Split.TRAIN, ImageShape.MNIST, 50);
        Dataset other = SyntheticDigits.generate(new Seed(6), Split.TRAIN, ImageShape.MNIST, 50);
        Dataset test = SyntheticDigits.generate(new Seed(5), Split.TEST, ImageShape.MNIST, 50);
        for (int i = 0; i < 50; i++) {
            assertThat(fewer.image(i)).isEqualTo(DIGITS.image(i));
            assertThat(fewer.label(i)).isEqualTo(DIGITS.label(i));
            assertThat(other.image(i)).isNotEqualTo(DIGITS.image(i));
            assertThat(test.image(i)).isNotEqualTo(DIGITS.image(i));
        }
    }

    @Test
    void digitsOfAnySize_areThoseOfMnistsSizeAtScale() {
        Dataset small = SyntheticDigits.generate(new Seed(5), Split.TRAIN, ImageShape.MNIST, 20);
        ImageShape shape = new ImageShape(1, 56, 56);
        Dataset large = SyntheticDigits.generate(new Seed(5), Split.TRAIN, shape, 20);
        assertThat(large.shape()).isEqualTo(shape);
        for (int i = 0; i < 20; i++) {
            assertThat(large.label(i)).isEqualTo(small.label(i));
            assertThat(mean(large.image(i))).isCloseTo(mean(small.image(i)), within(3.0));
        }
    }

    @Test
    void digitsInColor_areLighterThanTheirBackground() {
        ImageShape shape = new ImageShape(3, 32, 48);
        Dataset color = SyntheticDigits.generate(new Seed(5), Split.TRAIN, shape, 20);
        for (int i = 0; i < 20; i++) {
            byte[] image = color.image(i);
            for (int channel = 0; channel < 3; channel++) {
                int from = channel * shape.pixels();
                int background = Byte.toUnsignedInt(image[from]);
                assertThat(background).isLessThanOrEqualTo(96);
                int lightest = IntStream.range(from, from + shape.pixels())
                        .map(at -> Byte.toUnsignedInt(image[at]))
                        .max()
                        .orElseThrow();
                assertThat(lightest).isGreaterThan(background);
            }
        }
    }

    private static double mean(byte[] image) {
        return IntStream.range(0, image.length)
                .map(at -> Byte.toUnsignedInt(image[at]))
                .average()
                .orElseThrow();
    }

    @Test
    void images_areAllDifferent() {
        assertThat(IntStream.range(0, COUNT)
                        .mapToObj(i -> Arrays.hashCode(DIGITS.image(i)))
                        .distinct()
                        .count())
                .isGreaterThan(COUNT - 5);
    }

    @Test
    void labels_areUniform() {
        int[] seen = new int[10];
        for (int i = 0; i < COUNT; i++) {
            seen[DIGITS.label(i)]++;
        }
        assertThat(Arrays.stream(seen)).allMatch(count -> count > 140 && count < 260);
    }

    @Test
    void images_haveTheLayoutOfMnist() {
        double ink = 0;
        for (int i = 0; i < COUNT; i++) {
            double mass = 0;
            double sumX = 0;
            double sumY = 0;
            byte[] image = DIGITS.image(i);
            for (int at = 0; at < image.length; at++) {
                int gray = Byte.toUnsignedInt(image[at]);
                mass += gray;
                int column = at % 28;
                int row = at / 28;
                sumX += gray * (column + 0.5);
                sumY += gray * (row + 0.5);
            }
            assertThat(sumX / mass).as("center of %d", i).isCloseTo(14, within(1.5));
            assertThat(sumY / mass).as("center of %d", i).isCloseTo(14, within(1.5));
            ink += mass / image.length;
        }
        // MNIST's training set has a mean of 33.3.
        assertThat(ink / COUNT).isBetween(28.0, 38.0);
    }

    /** Each image is nearest to the mean image of its own digit, far more often than by chance. */
    @Test
    void images_showTheirLabels() {
        double[][] means = new double[10][784];
        int[] seen = new int[10];
        int half = COUNT / 2;
        for (int i = 0; i < half; i++) {
            byte[] image = DIGITS.image(i);
            seen[DIGITS.label(i)]++;
            for (int at = 0; at < image.length; at++) {
                means[DIGITS.label(i)][at] += Byte.toUnsignedInt(image[at]);
            }
        }
        int right = 0;
        for (int i = half; i < COUNT; i++) {
            int nearest = 0;
            double least = Double.MAX_VALUE;
            for (int digit = 0; digit < 10; digit++) {
                double distance = 0;
                byte[] image = DIGITS.image(i);
                for (int at = 0; at < image.length; at++) {
                    double difference = Byte.toUnsignedInt(image[at]) - means[digit][at] / seen[digit];
                    distance += difference * difference;
                }
                if (distance < least) {
                    least = distance;
                    nearest = digit;
                }
            }
            right += nearest == DIGITS.label(i) ? 1 : 0;
        }
        // The same rule classifies 82 % of MNIST's test set correctly.
        assertThat(right).isGreaterThan(half * 7 / 10);
    }

    @Test
    void styles_areListsOfCurves() {
        for (int digit = 0; digit < 10; digit++) {
            assertThat(DigitStrokes.of(digit))
                    .isNotEmpty()
                    .allSatisfy(
                            style -> assertThat(style.strokes()).isNotEmpty().allMatch(stroke -> stroke.size() >= 3));
        }
    }
}
