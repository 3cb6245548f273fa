package wgan.report;

import java.util.List;
import wgan.data.Dataset;
import wgan.data.PictureGrid;
import wgan.evaluate.Evaluation;
import wgan.evaluate.Memorisation;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * Looks at trained generators, each by the same latent vectors and against the same real pictures.
 *
 * @param evaluation the caller's, and must live as long
 * @param samples how many pictures each generator is judged by, at least 16
 * @param seed what the walks follow from
 */
public record Judge(Evaluation evaluation, int samples, Seed seed) {
    /** Pictures whose nearest training pictures are shown. */
    private static final int NEAREST = 16;

    private static final int LEGS = 3;
    private static final int STEPS = 12;
    private static final int PADDING = 2;

    /** Checks the number. */
    public Judge {
        if (samples < NEAREST) {
            throw new IllegalArgumentException("judge: samples is " + samples + ", expected at least " + NEAREST);
        }
    }

    /**
     * Judges the generator of a run.
     *
     * @param generator that of {@link Run#generatorFile()}
     * @param training what it was trained on
     * @throws ModelFileException if it does not draw numbers
     */
    public Portrait judge(Run run, Generator generator, Dataset training) throws ModelFileException {
        float[] pictures = evaluation.draw(generator, samples);
        for (float pixel : pictures) {
            if (Float.isNaN(pixel)) {
                throw new ModelFileException(
                        run.generatorFile() + ": draws not-a-numbers, expected pictures; its training"
                                + " has diverged, train anew with smaller learning rates");
            }
        }
        Memorisation memorisation = evaluation.memorisation(pictures, training);
        return new Portrait(
                evaluation.evaluate(pictures),
                memorisation.medianDistance() / memorisation.unseenMedianDistance(),
                nearest(pictures, memorisation, training),
                walk(generator));
    }

    private Png nearest(float[] pictures, Memorisation memorisation, Dataset training) {
        List<Integer> chosen = evaluation.bestCovered(pictures, NEAREST);
        float[] shown = new float[2 * NEAREST * Dataset.PICTURE_SIZE];
        for (int i = 0; i < NEAREST; i++) {
            int drawn = chosen.get(i);
            float[] neighbour =
                    training.scaled(memorisation.neighbours().get(drawn).index(), 1);
            System.arraycopy(
                    pictures, drawn * Dataset.PICTURE_SIZE, shown, i * Dataset.PICTURE_SIZE, Dataset.PICTURE_SIZE);
            System.arraycopy(neighbour, 0, shown, (NEAREST + i) * Dataset.PICTURE_SIZE, Dataset.PICTURE_SIZE);
        }
        return grid(NEAREST, shown);
    }

    private Png walk(Generator generator) {
        int size = generator.latentSize();
        float[] stops = new float[(LEGS + 1) * size];
        seed.stream(Purpose.LATENT).fillGaussian(stops);
        return grid(STEPS, generator.draw(Latents.path(stops, size, STEPS)));
    }

    private static Png grid(int columns, float[] pictures) {
        return Png.of(new PictureGrid(columns, PADDING, PictureGrid.Scaling.FIXED).png(pictures));
    }
}
