package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.data.images.ImageFilesSource;
import wgan.data.images.ImageImport;

class OwnImagesInfoTests {
    private static final int SIDE = 32;

    @TempDir
    private Path home;

    @Test
    void corruptPixels_areNotCountedInTheClasses() throws IOException {
        write("a/0.png", 1);
        write("a/1.png", 0.5);
        write("b/2.png", 1);
        OwnImagesInfo info = info();
        assertThat(info.text().lines())
                .contains(
                        "training set   3 images, 0 in color",
                        "  decoded      2 images; 1 whose pixels are corrupt is skipped",
                        "  classes      2: a 1, b 1");
        ObjectNode train = (ObjectNode) info.json().at("/parts/train");
        assertThat(train.path("images").asInt()).isEqualTo(3);
        assertThat(train.path("decoded_images").asInt()).isEqualTo(2);
        assertThat(train.path("images_by_class")).hasToString("[1,1]");
    }

    @Test
    void imagesThatAreAllDecoded_areCountedOnce() throws IOException {
        write("a/0.png", 1);
        write("b/2.png", 1);
        assertThat(info().text()).contains("2 images, 0 in color").doesNotContain("decoded");
    }

    private OwnImagesInfo info() throws IOException {
        ImageFilesSource source = ImageFilesSource.of(
                home.resolve("own"),
                ImageImport.defaults().withSkipCorrupt(true),
                home.resolve("cache"),
                TransferListener.NONE);
        return new OwnImagesInfo(source.survey(), source.open(Split.TRAIN));
    }

    /** Writes a picture of noise, or the first part of its file. */
    private void write(String name, double part) throws IOException {
        BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
        Random random = new Random(7);
        for (int i = 0; i < SIDE * SIDE; i++) {
            image.getRaster().setSample(i % SIDE, i / SIDE, 0, random.nextInt(256));
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        Path file = home.resolve("own").resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Arrays.copyOf(png.toByteArray(), (int) (part * png.size())));
    }
}
