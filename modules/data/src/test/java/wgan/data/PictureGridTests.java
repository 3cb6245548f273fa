package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.PictureGrid.Scaling;

final class PictureGridTests {

    @Test
    void image_hasTheMeasuresOfMakeGrid() {
        assertMeasures(PictureGrid.LAB.image(new float[64 * 784]), 242, 242);
        assertMeasures(PictureGrid.LAB.image(new float[9 * 784]), 242, 62);
        assertMeasures(PictureGrid.LAB.image(new float[3 * 784]), 92, 32);
        assertMeasures(new PictureGrid(3, 0, Scaling.FIXED).image(new float[4 * 784]), 84, 56);
    }

    @Test
    void image_putsEachPictureInItsPlaceAndBlackBetween() {
        float[] pictures = new float[11 * 784];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = i / (float) pictures.length;
        }
        BufferedImage image = new PictureGrid(4, 2, Scaling.MIN_MAX).image(pictures);
        float greatest = pictures[pictures.length - 1];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int column = (x - 2) / 30;
                int row = (y - 2) / 30;
                int inX = x - 2 - 30 * column;
                int inY = y - 2 - 30 * row;
                int picture = 4 * row + column;
                boolean padding = x < 2 || y < 2 || inX >= 28 || inY >= 28 || picture >= 11;
                int expected = padding ? 0 : (int) (pictures[picture * 784 + inY * 28 + inX] / greatest * 255 + 0.5f);
                assertThat(image.getRaster().getSample(x, y, 0))
                        .as("(%d, %d)", x, y)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void minMax_stretchesOverTheWholeGrid() {
        float[] pictures = new float[2 * 784];
        Arrays.fill(pictures, 0, 784, -0.5f);
        Arrays.fill(pictures, 784, 2 * 784, 0.5f);
        pictures[0] = 0.25f;
        pictures[1] = Float.NaN;
        BufferedImage image = PictureGrid.LAB.image(pictures);
        assertThat(grey(image, 2, 2)).isEqualTo(191); // 0.75 × 255 = 191.25
        assertThat(grey(image, 3, 2)).isZero();
        assertThat(grey(image, 4, 2)).isZero();
        assertThat(grey(image, 32, 2)).isEqualTo(255);
    }

    @Test
    void minMax_ofEqualValuesIsBlack() {
        float[] pictures = new float[784];
        Arrays.fill(pictures, 0.7f);
        assertThat(grey(PictureGrid.LAB.image(pictures), 2, 2)).isZero();
    }

    @Test
    void fixed_clips() {
        float[] pictures = new float[784];
        pictures[0] = -3;
        pictures[1] = 3;
        pictures[2] = -1;
        pictures[3] = 1;
        BufferedImage image = new PictureGrid(8, 2, Scaling.FIXED).image(pictures);
        assertThat(grey(image, 2, 2)).isZero();
        assertThat(grey(image, 3, 2)).isEqualTo(255);
        assertThat(grey(image, 4, 2)).isZero();
        assertThat(grey(image, 5, 2)).isEqualTo(255);
        assertThat(grey(image, 6, 2)).isEqualTo(128);
    }

    @Test
    void png_isTheImage(@TempDir Path folder) throws IOException {
        float[] pictures = new float[5 * 784];
        pictures[1000] = 1;
        Path file = folder.resolve("digits.png");
        PictureGrid.LAB.write(pictures, file);
        assertThat(file).hasBinaryContent(PictureGrid.LAB.png(pictures));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(PictureGrid.LAB.png(pictures)));
        BufferedImage image = PictureGrid.LAB.image(pictures);
        assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(read.getData().getDataBuffer().getSize())
                .isEqualTo(image.getData().getDataBuffer().getSize());
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            assertThat(grey(read, x, y)).isEqualTo(grey(image, x, y));
        }
    }

    @Test
    void write_saysWhyItCannot(@TempDir Path folder) {
        Path file = folder.resolve("none/digits.png");
        assertThatThrownBy(() -> PictureGrid.LAB.write(new float[784], file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": cannot be written (no such file or folder)");
    }

    @Test
    void grid_refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new PictureGrid(0, 2, Scaling.FIXED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture grid: columns is 0 and padding is 2, expected at least 1 and at least 0");
        assertThatThrownBy(() -> new PictureGrid(8, -1, Scaling.FIXED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PictureGrid.LAB.image(new float[785]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("picture grid: 785 values, expected one or more times 784");
        assertThatThrownBy(() -> PictureGrid.LAB.image(new float[0])).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMeasures(BufferedImage image, int width, int height) {
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    private static int grey(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }
}
