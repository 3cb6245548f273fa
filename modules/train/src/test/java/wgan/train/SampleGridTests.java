package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleGridTests {

    @Test
    void lab_drawsEightInARowNormalised() throws IOException {
        float[] pixels = new float[64 * 28 * 28];
        Arrays.fill(pixels, 0.25f);
        pixels[0] = 0.5f; // first image, upper left corner

        byte[] png = SampleGrid.lab().png(new Samples(pixels, 64, 28, 28));

        BufferedImage grid = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(grid.getWidth()).isEqualTo(8 * 30 + 2);
        assertThat(grid.getHeight()).isEqualTo(8 * 30 + 2);
        assertThat(grid.getRaster().getSample(2, 2, 0)).as("the greatest value").isEqualTo(255);
        assertThat(grid.getRaster().getSample(3, 2, 0)).as("the least value").isZero();
    }
}
