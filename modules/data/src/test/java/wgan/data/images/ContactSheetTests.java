package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import wgan.data.Dataset;
import wgan.image.ImageShape;

final class ContactSheetTests {

    private static final ImageShape SHAPE = new ImageShape(3, 16, 16);

    private static byte[] pixels(int... levels) {
        byte[] pixels = new byte[levels.length * SHAPE.numel()];
        for (int i = 0; i < levels.length; i++) {
            Arrays.fill(pixels, i * SHAPE.numel(), (i + 1) * SHAPE.numel(), (byte) levels[i]);
        }
        return pixels;
    }

    private static BufferedImage sheet(Dataset dataset, int perRow) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(ContactSheet.png(dataset, perRow)));
    }

    private static int level(BufferedImage sheet, int row, int column) {
        return sheet.getRGB(column * 18 + 8, row * 18 + 8) & 0xff;
    }

    @Test
    void sheet_hasARowForEachClass() throws IOException {
        Dataset dataset = Dataset.of("test", SHAPE, pixels(10, 20, 30, 40, 50), new byte[] {1, 0, 1, 1, 3});
        BufferedImage sheet = sheet(dataset, 2);
        assertThat(sheet.getHeight()).isEqualTo(4 * 18 + 2);
        assertThat(sheet.getWidth()).isEqualTo(2 * 18 + 2);
        assertThat(level(sheet, 0, 0)).isEqualTo(20);
        assertThat(level(sheet, 0, 1)).isZero();
        assertThat(level(sheet, 1, 0)).isEqualTo(10);
        assertThat(level(sheet, 1, 1)).isEqualTo(30);
        assertThat(level(sheet, 2, 0)).isZero();
        assertThat(level(sheet, 3, 0)).isEqualTo(50);
    }

    @Test
    void sheet_withoutLabelsHasTheFirstImages() throws IOException {
        BufferedImage sheet = sheet(Dataset.of("test", SHAPE, pixels(10, 20, 30, 40, 50)), 2);
        assertThat(sheet.getHeight()).isEqualTo(2 * 18 + 2);
        assertThat(level(sheet, 1, 1)).isEqualTo(40);
    }

    @Test
    void summary_hasMeansAndCounts() {
        DatasetSummary summary = DatasetSummary.of(Dataset.of("test", SHAPE, pixels(0, 255), new byte[] {0, 2}));
        assertThat(summary.images()).isEqualTo(2);
        assertThat(summary.imagesByClass()).containsExactly(1, 0, 1);
        assertThat(summary.mean()).containsExactly(0.0, 0.0, 0.0);
        assertThat(summary.deviation()).containsExactly(1.0, 1.0, 1.0);
    }
}
