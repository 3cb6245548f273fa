package wgan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageShapeTests {

    @ParameterizedTest
    @CsvSource({
        "1x28x28, 2, 7, 7",
        "3x32x32, 2, 8, 8",
        "1x48x64, 3, 6, 8",
        "3x64x64, 3, 8, 8",
        "1x16x16, 2, 4, 4",
        "1x16x32, 2, 4, 8",
        "3x40x56, 3, 5, 7"
    })
    void shape_hasTheFewestStages(String text, int stages, int baseHeight, int baseWidth) {
        ImageShape shape = ImageShape.parse(text);
        assertThat(shape.stages()).isEqualTo(stages);
        assertThat(shape.baseHeight()).isEqualTo(baseHeight);
        assertThat(shape.baseWidth()).isEqualTo(baseWidth);
        assertThat(shape).hasToString(text);
    }

    @ParameterizedTest
    @CsvSource({
        "30, 30, 28 × 28 or 32 × 32",
        "100, 100, 64 × 64",
        "1, 1, 16 × 16",
        "16, 64, 32 × 64",
        "33, 33, 32 × 32",
        "50, 60, 48 × 56 or 48 × 64",
        "2147483647, 1, 64 × 32"
    })
    void shape_ofOtherSides_namesTheNearest(int height, int width, String nearest) {
        assertThatThrownBy(() -> new ImageShape(1, height, width))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("images have " + height + " × " + width + " pixels, expected ")
                .hasMessageContaining("expected " + nearest + ";");
        assertThat(ImageShape.isSupported(height, width)).isFalse();
    }

    @Test
    void everySupportedSize_isItsOwnNearest() {
        for (int height = 1; height < 80; height++) {
            for (int width = 1; width < 80; width++) {
                if (ImageShape.isSupported(height, width)) {
                    ImageShape shape = new ImageShape(1, height, width);
                    assertThat(shape.baseHeight() << shape.stages()).isEqualTo(height);
                    assertThat(shape.baseWidth() << shape.stages()).isEqualTo(width);
                    assertThat(shape.baseHeight()).isBetween(4, 8);
                    assertThat(shape.baseWidth()).isBetween(4, 8);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4})
    void shape_ofOtherChannels_isRefused(int channels) {
        assertThatThrownBy(() -> new ImageShape(channels, 28, 28))
                .hasMessage("images have " + channels + " channels, expected 1 or 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "28x28", "1x28x28x1", "1x-28x28", "ax28x28", "1x9999999x28"})
    void parse_ofOtherText_isRefused(String text) {
        assertThatThrownBy(() -> ImageShape.parse(text))
                .hasMessageContaining("image shape is '" + text + "', expected one like 1x28x28");
    }

    @Test
    void count_refusesPartsOfAnImage() {
        ImageShape shape = new ImageShape(3, 32, 32);
        assertThat(shape.count(2 * shape.numel(), "grid")).isEqualTo(2);
        assertThatThrownBy(() -> shape.count(100, "grid"))
                .hasMessage("grid: 100 values, expected one or more times 3072, for images of 3x32x32");
        assertThatThrownBy(() -> shape.count(0, "grid")).isInstanceOf(IllegalArgumentException.class);
    }
}
