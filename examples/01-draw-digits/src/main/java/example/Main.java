package example;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;

/** Draws 32 digits into one image. */
public final class Main {
    private static final int COLUMNS = 8;
    private static final int ROWS = 4;

    private Main() {}

    /** Writes digits.png. */
    public static void main(String[] arguments) throws IOException {
        BufferedImage grid;
        try (Generator generator = Generator.pretrained()) {
            int height = generator.imageShape().height();
            int width = generator.imageShape().width();
            grid = new BufferedImage(COLUMNS * width, ROWS * height, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D canvas = grid.createGraphics();
            for (int i = 0; i < COLUMNS * ROWS; i++) {
                float[] latent = Latents.of(new Seed(i), 0, generator.latentDim());
                BufferedImage digit = generator.sampleImage(latent);
                canvas.drawImage(digit, i % COLUMNS * width, i / COLUMNS * height, null);
            }
            canvas.dispose();
        }
        ImageIO.write(grid, "png", new File("digits.png"));
        System.out.println("wrote digits.png, " + grid.getWidth() + " x " + grid.getHeight() + " pixels");
    }
}
