package wgan.checks.faults;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A folder of 40 images of 16 × 16 pixels in four classes: small networks, and five steps of 8 images in an epoch. */
final class Images {
    private static final int COUNT = 40;
    private static final int SIDE = 16;
    private static final int CLASSES = 4;
    private static final int BAR = 4;

    private Images() {}

    /** Writes them: each has a diagonal bar, one pixel further in each image. */
    static Path write(Path folder) throws IOException {
        for (int i = 0; i < COUNT; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    image.getRaster().setSample(x, y, 0, Math.floorMod(x + y - i, SIDE) < BAR ? 255 : 0);
                }
            }
            Path classFolder = Files.createDirectories(folder.resolve("class-" + i % CLASSES));
            ImageIO.write(image, "png", classFolder.resolve(i + ".png").toFile());
        }
        return folder;
    }
}
