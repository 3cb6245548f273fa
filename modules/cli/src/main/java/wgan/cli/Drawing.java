package wgan.cli;

import java.io.IOException;
import java.nio.file.Path;
import wgan.data.IdxFile;
import wgan.data.PictureAnimation;
import wgan.data.PictureGrid;
import wgan.data.Pixels;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.random.Seed;

/** From seeds to a file with pictures. */
final class Drawing {
    /** Pictures in a grid unless somebody says otherwise: the lab's. */
    static final int COUNT = 64;

    static final int COLUMNS = 8;

    /** More pictures than anyone draws at once, and as many as a small heap holds; a larger number is a slip. */
    static final int MOST = 100_000;

    private Drawing() {}

    /** {@code count} latent vectors that follow from one seed. */
    static float[] latents(long seed, int count, int latentSize) {
        float[] latents = new float[Math.multiplyExact(count, latentSize)];
        for (int i = 0; i < count; i++) {
            fill(latents, i, seed, i, latentSize);
        }
        return latents;
    }

    /** A latent vector from each seed: the first that follows from it. */
    static float[] latents(Seeds seeds, int latentSize) {
        float[] latents = new float[Math.multiplyExact(seeds.values().size(), latentSize)];
        for (int i = 0; i < seeds.values().size(); i++) {
            fill(latents, i, seeds.values().get(i), 0, latentSize);
        }
        return latents;
    }

    private static void fill(float[] latents, int at, long seed, int index, int latentSize) {
        System.arraycopy(Latents.of(new Seed(seed), index, latentSize), 0, latents, at * latentSize, latentSize);
    }

    /**
     * Draws to a file, whose name says in which format.
     *
     * @param columns pictures in a row, if it is a grid
     */
    static void draw(Generator generator, float[] latents, int columns, Path out) throws IOException {
        float[] pictures = generator.draw(latents);
        switch (PictureFormat.of(out)) {
            case GRID ->
                new PictureGrid(columns, PictureGrid.LAB.padding(), PictureGrid.LAB.scaling()).write(pictures, out);
            case ANIMATION -> PictureAnimation.WALK.write(pictures, out);
            case IDX -> IdxFile.writePictures(out, Pixels.toBytes(pictures));
        }
    }
}
