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
import wgan.data.ImageGrid.Scaling;
import wgan.image.ImageShape;

final class ImageGridTests {

    @Test
    void image_hasTheSizeOfMakeGrid() {
        assertSize(ImageGrid.LAB.image(new float[64 * 784], ImageShape.MNIST), 242, 242);
        assertSize(ImageGrid.LAB.image(new float[9 * 784], ImageShape.MNIST), 242, 62);
        assertSize(ImageGrid.LAB.image(new float[3 * 784], ImageShape.MNIST), 92, 32);
        assertSize(new ImageGrid(3, 0, Scaling.FIXED).image(new float[4 * 784], ImageShape.MNIST), 84, 56);
    }

    @Test
    void image_hasEachImageInItsPlaceAndBlackBetween() {
        float[] images = new float[11 * 784];
        for (int i = 0; i < images.length; i++) {
            images[i] = i / (float) images.length;
        }
        BufferedImage image = new ImageGrid(4, 2, Scaling.MIN_MAX).image(images, ImageShape.MNIST);
        float greatest = images[images.length - 1];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int column = (x - 2) / 30;
                int row = (y - 2) / 30;
                int inX = x - 2 - 30 * column;
                int inY = y - 2 - 30 * row;
                int index = 4 * row + column;
                boolean padding = x < 2 || y < 2 || inX >= 28 || inY >= 28 || index >= 11;
                int expected = padding ? 0 : (int) (images[index * 784 + inY * 28 + inX] / greatest * 255 + 0.5f);
                assertThat(image.getRaster().getSample(x, y, 0))
                        .as("(%d, %d)", x, y)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void image_ofColorImages_hasTheirColors() {
        ImageShape shape = new ImageShape(3, 16, 32);
        float[] images = new float[2 * shape.numel()];
        Arrays.fill(images, -1);
        int second = shape.numel();
        images[second + 5 * 32 + 7] = 1; // red
        images[second + 2 * shape.pixels() + 5 * 32 + 7] = 1; // blue
        BufferedImage image = new ImageGrid(8, 2, Scaling.FIXED).image(images, shape);
        assertSize(image, 2 * 34 + 2, 20);
        assertThat(image.getRGB(2 + 34 + 7, 2 + 5)).isEqualTo(0xffff00ff);
        assertThat(image.getRGB(2 + 7, 2 + 5)).isEqualTo(0xff000000);
    }

    @Test
    void minMax_usesTheRangeOfTheWholeGrid() {
        float[] images = new float[2 * 784];
        Arrays.fill(images, 0, 784, -0.5f);
        Arrays.fill(images, 784, 2 * 784, 0.5f);
        images[0] = 0.25f;
        images[1] = Float.NaN;
        BufferedImage image = ImageGrid.LAB.image(images, ImageShape.MNIST);
        assertThat(gray(image, 2, 2)).isEqualTo(191); // 0.75 × 255 = 191.25
        assertThat(gray(image, 3, 2)).isZero();
        assertThat(gray(image, 4, 2)).isZero();
        assertThat(gray(image, 32, 2)).isEqualTo(255);
    }

    @Test
    void minMax_ofEqualValuesIsBlack() {
        float[] images = new float[784];
        Arrays.fill(images, 0.7f);
        assertThat(gray(ImageGrid.LAB.image(images, ImageShape.MNIST), 2, 2)).isZero();
    }

    @Test
    void fixed_clipsValuesOutsideTheRange() {
        float[] images = new float[784];
        images[0] = -3;
        images[1] = 3;
        images[2] = -1;
        images[3] = 1;
        BufferedImage image = new ImageGrid(8, 2, Scaling.FIXED).image(images, ImageShape.MNIST);
        assertThat(gray(image, 2, 2)).isZero();
        assertThat(gray(image, 3, 2)).isEqualTo(255);
        assertThat(gray(image, 4, 2)).isZero();
        assertThat(gray(image, 5, 2)).isEqualTo(255);
        assertThat(gray(image, 6, 2)).isEqualTo(128);
    }

    @Test
    void png_isTheImage(@TempDir Path folder) throws IOException {
        float[] images = new float[5 * 784];
        images[1000] = 1;
        Path file = folder.resolve("digits.png");
        ImageGrid.LAB.write(images, ImageShape.MNIST, file);
        assertThat(file).hasBinaryContent(ImageGrid.LAB.png(images, ImageShape.MNIST));
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(ImageGrid.LAB.png(images, ImageShape.MNIST)));
        BufferedImage image = ImageGrid.LAB.image(images, ImageShape.MNIST);
        assertThat(read.getType()).isEqualTo(BufferedImage.TYPE_BYTE_GRAY);
        assertThat(read.getData().getDataBuffer().getSize())
                .isEqualTo(image.getData().getDataBuffer().getSize());
        for (int i = 0; i < image.getWidth() * image.getHeight(); i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            assertThat(gray(read, x, y)).isEqualTo(gray(image, x, y));
        }
    }

    @Test
    void write_toAMissingFolderFailsInOneLine(@TempDir Path folder) {
        Path file = folder.resolve("none/digits.png");
        assertThatThrownBy(() -> ImageGrid.LAB.write(new float[784], ImageShape.MNIST, file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": cannot be written (no such file or folder)");
    }

    @Test
    void invalidArguments_areRefused() {
        assertThatThrownBy(() -> new ImageGrid(0, 2, Scaling.FIXED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image grid: columns is 0 and padding is 2, expected at least 1 and at least 0");
        assertThatThrownBy(() -> new ImageGrid(8, -1, Scaling.FIXED)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ImageGrid.LAB.image(new float[785], ImageShape.MNIST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image grid: 785 values, expected one or more times 784, for images of 1x28x28");
        assertThatThrownBy(() -> ImageGrid.LAB.image(new float[0], ImageShape.MNIST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertSize(BufferedImage image, int width, int height) {
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
    }

    private static int gray(BufferedImage image, int x, int y) {
        return image.getRaster().getSample(x, y, 0);
    }
}
