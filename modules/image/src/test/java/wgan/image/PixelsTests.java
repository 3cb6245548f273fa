package wgan.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

final class PixelsTests {

    @Test
    void toFloat_isExactAtTheEnds() {
        assertThat(Pixels.toFloat((byte) 0)).isEqualTo(-1f);
        assertThat(Pixels.toFloat((byte) 255)).isEqualTo(1f);
    }

    @Test
    void toFloat_isTheAffineMapToFloatPrecision() {
        for (int gray = 0; gray < 256; gray++) {
            assertThat((double) Pixels.toFloat((byte) gray)).isCloseTo(gray / 127.5 - 1, within(0x1p-23));
        }
    }

    /** These bits come from NumPy: {@code (float32(x) / float32(255) - float32(0.5)) / float32(0.5)}. */
    @Test
    void toFloat_hasTheBitsOfTheLab() {
        assertThat(Pixels.toFloat((byte) 1)).isEqualTo(Float.intBitsToFloat(0xbf7dfdfe));
        assertThat(Pixels.toFloat((byte) 127)).isEqualTo(Float.intBitsToFloat(0xbb808080));
        assertThat(Pixels.toFloat((byte) 128)).isEqualTo(Float.intBitsToFloat(0x3b808100));
        assertThat(Pixels.toFloat((byte) 200)).isEqualTo(Float.intBitsToFloat(0x3f119192));
    }

    @Test
    void toByte_invertsToFloat() {
        for (int gray = 0; gray < 256; gray++) {
            assertThat(Pixels.toByte(Pixels.toFloat((byte) gray))).isEqualTo((byte) gray);
        }
    }

    @Test
    void toBytes_clipsValuesOutsideTheRange() {
        float[] values = {-2, -1, 0, 1, 2, Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY};
        assertThat(Pixels.toBytes(values)).containsExactly(0, 0, 128, 255, 255, 0, 0, 255);
    }

    @Test
    void toImage_ofGrayPixels_hasTheirLevels() {
        byte[] pixels = new byte[1 + ImageShape.MNIST.numel()];
        pixels[1 + 28 + 3] = (byte) 200;
        BufferedImage image = Pixels.toImage(pixels, 1, ImageShape.MNIST);
        assertThat(image.getRaster().getSample(3, 1, 0)).isEqualTo(200);
        assertThat(image.getRaster().getSample(1, 3, 0)).isZero();
    }

    @Test
    void toImage_ofPlanes_hasTheirColors() {
        ImageShape shape = new ImageShape(3, 16, 32);
        byte[] pixels = new byte[shape.numel()];
        for (int channel = 0; channel < 3; channel++) {
            pixels[channel * shape.pixels() + 2 * 32 + 5] = (byte) (100 + channel);
        }
        BufferedImage image = Pixels.toImage(pixels, 0, shape);
        assertThat(image.getWidth()).isEqualTo(32);
        assertThat(image.getHeight()).isEqualTo(16);
        assertThat(image.getRGB(5, 2)).isEqualTo(0xff << 24 | 100 << 16 | 101 << 8 | 102);
    }
}
