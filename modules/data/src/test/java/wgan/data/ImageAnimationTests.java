package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import wgan.image.ImageShape;
import wgan.image.Pixels;

final class ImageAnimationTests {
    private static final String FORMAT = "javax_imageio_gif_image_1.0";

    @Test
    void frames_areTheImagesEnlarged() throws IOException {
        Random random = new Random(5);
        float[] images = new float[3 * 784];
        for (int i = 0; i < images.length; i++) {
            images[i] = 3 * random.nextFloat() - 1.5f;
        }
        ImageReader reader = reader(new ImageAnimation(4, 10).gif(images, ImageShape.MNIST));
        assertThat(reader.getNumImages(true)).isEqualTo(3);
        for (int frame = 0; frame < 3; frame++) {
            BufferedImage image = reader.read(frame);
            assertThat(image.getWidth()).isEqualTo(112);
            assertThat(image.getHeight()).isEqualTo(112);
            for (int y = 0; y < 112; y++) {
                for (int x = 0; x < 112; x++) {
                    int gray = Byte.toUnsignedInt(Pixels.toByte(images[frame * 784 + y / 4 * 28 + x / 4]));
                    assertThat(image.getRGB(x, y))
                            .as("frame %d (%d, %d)", frame, x, y)
                            .isEqualTo(0xff000000 | gray << 16 | gray << 8 | gray);
                }
            }
        }
        reader.dispose();
    }

    /** Few colors, as a palette of 256 has them exactly. */
    @Test
    void framesInColor_haveTheirOwnPalettes() throws IOException {
        ImageShape shape = new ImageShape(3, 16, 16);
        float[] images = new float[2 * shape.numel()];
        for (int i = 0; i < images.length; i++) {
            images[i] = i < shape.numel() ? (i * 31 % 5 < 2 ? 1 : -1) : (i * 17 % 7 < 3 ? 1 : -1);
        }
        ImageReader reader = reader(new ImageAnimation(3, 10).gif(images, shape));
        assertThat(reader.getNumImages(true)).isEqualTo(2);
        for (int frame = 0; frame < 2; frame++) {
            BufferedImage expected = Pixels.toImage(Pixels.toBytes(images), frame * shape.numel(), shape);
            BufferedImage image = reader.read(frame);
            assertThat(image.getWidth()).isEqualTo(48);
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 48; x++) {
                    assertThat(image.getRGB(x, y)).isEqualTo(expected.getRGB(x / 3, y / 3));
                }
            }
        }
        reader.dispose();
    }

    @Test
    void frames_areShownForTheDelay() throws IOException {
        ImageReader reader = reader(new ImageAnimation(1, 25).gif(new float[2 * 784], ImageShape.MNIST));
        for (int frame = 0; frame < 2; frame++) {
            Element root = (Element) reader.getImageMetadata(frame).getAsTree(FORMAT);
            Element control = (Element)
                    root.getElementsByTagName("GraphicControlExtension").item(0);
            assertThat(control.getAttribute("delayTime")).isEqualTo("25");
            assertThat(control.getAttribute("transparentColorFlag")).isEqualTo("FALSE");
            assertThat(root.getElementsByTagName("LocalColorTable").getLength()).isZero();
        }
        reader.dispose();
    }

    /** A block of three bytes: its number 1, and the number of repetitions, 0 for no end; then no more blocks. */
    @Test
    void repetition_isWrittenOnceInTheFormatOfBrowsers() {
        String gif = new String(
                new ImageAnimation(1, 25).gif(new float[2 * 784], ImageShape.MNIST), StandardCharsets.ISO_8859_1);
        assertThat(gif).startsWith("GIF89a").containsOnlyOnce("!\u00ff\u000bNETSCAPE2.0\u0003\u0001\0\0\0");
    }

    @Test
    void write_writesTheSameBytesOrFailsInOneLine(@TempDir Path folder) throws IOException {
        float[] images = new float[5 * 784];
        images[1000] = 1;
        Path file = folder.resolve("digits.gif");
        ImageAnimation.DEFAULT.write(images, ImageShape.MNIST, file);
        assertThat(file).hasBinaryContent(ImageAnimation.DEFAULT.gif(images, ImageShape.MNIST));
        Path nowhere = folder.resolve("none/digits.gif");
        assertThatThrownBy(() -> ImageAnimation.DEFAULT.write(images, ImageShape.MNIST, nowhere))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(nowhere + ": cannot be written (no such file or folder)");
        assertThat(folder).isDirectoryContaining(file::equals);
    }

    @Test
    void invalidArguments_areRefused() {
        for (int[] measures : new int[][] {{0, 10}, {101, 10}, {1, -1}, {1, 65536}}) {
            assertThatThrownBy(() -> new ImageAnimation(measures[0], measures[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("animation: scale is " + measures[0] + " and delay is " + measures[1]
                            + ", expected 1 to 100 and 0 to 65535");
        }
        for (int values : new int[] {0, 785}) {
            assertThatThrownBy(() -> ImageAnimation.DEFAULT.gif(new float[values], ImageShape.MNIST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "animation: " + values + " values, expected one or more times 784, for images of 1x28x28");
            assertThatThrownBy(() ->
                            ImageAnimation.DEFAULT.write(new float[values], ImageShape.MNIST, Path.of("digits.gif")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static ImageReader reader(byte[] gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
        return reader;
    }
}
