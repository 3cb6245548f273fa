package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.IdxFile;
import wgan.data.ImageAnimation;
import wgan.data.ImageGrid;
import wgan.data.Pixels;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;

/** From seeds to a file with images. */
final class Drawing {
    /** Images in a grid unless somebody says otherwise: the lab's. */
    static final int COUNT = 64;

    static final int COLUMNS = 8;

    /** More images than anyone draws at once, and as many as a small heap holds; a larger number is a slip. */
    static final int MOST = 100_000;

    private Drawing() {}

    /** {@code count} latent vectors that follow from one seed. */
    static float[] latents(long seed, int count, int latentDim) {
        float[] latents = new float[Math.multiplyExact(count, latentDim)];
        for (int i = 0; i < count; i++) {
            fill(latents, i, seed, i, latentDim);
        }
        return latents;
    }

    /** A latent vector from each seed: the first that follows from it. */
    static float[] latents(Seeds seeds, int latentDim) {
        float[] latents = new float[Math.multiplyExact(seeds.values().size(), latentDim)];
        for (int i = 0; i < seeds.values().size(); i++) {
            fill(latents, i, seeds.values().get(i), 0, latentDim);
        }
        return latents;
    }

    private static void fill(float[] latents, int at, long seed, int index, int latentDim) {
        System.arraycopy(Latents.of(new Seed(seed), index, latentDim), 0, latents, at * latentDim, latentDim);
    }

    /**
     * Draws to a file, whose name says in which format.
     *
     * @param columns images in a row, if it is a grid
     */
    static void draw(Generator generator, float[] latents, int columns, Path out) throws IOException {
        float[] images = generator.draw(latents);
        switch (OutputFormat.of(out)) {
            case GRID -> new ImageGrid(columns, ImageGrid.LAB.padding(), ImageGrid.LAB.scaling()).write(images, out);
            case ANIMATION -> ImageAnimation.DEFAULT.write(images, out);
            case IDX -> IdxFile.writeImages(out, Pixels.toBytes(images));
        }
    }
}
