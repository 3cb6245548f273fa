package wgan.report;

import java.nio.FloatBuffer;
import java.util.List;
import wgan.data.Dataset;
import wgan.data.PictureGrid;
import wgan.evaluate.Evaluation;
import wgan.evaluate.Examination;
import wgan.evaluate.Memorisation;
import wgan.evaluate.Quality;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Seed;

/**
 * Looks at trained generators, each by the same latent vectors and against the same real pictures.
 *
 * @param evaluation the caller's, and must live as long
 * @param samples how many pictures each generator is judged by, at least 16
 */
public record Judge(Evaluation evaluation, int samples) {
    /** Pictures whose nearest training pictures are shown. */
    private static final int NEAREST = 16;

    /** Where the walk goes: from the picture of one of these seeds to that of the next. */
    static final List<Long> STOPS = List.of(0L, 1L, 2L, 3L);

    /** Pictures in a row of it, both ends among them. */
    static final int STEPS = 12;

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
        float[] pictures = evaluation.draw(generator, run.generatorFile(), samples);
        Examination examination = evaluation.examine(pictures, training);
        Memorisation memorisation = examination.memorisation();
        return new Portrait(
                examination.quality(),
                memorisation.unseenMedianDistance() == 0
                        ? Double.NaN
                        : memorisation.medianDistance() / memorisation.unseenMedianDistance(),
                nearest(examination),
                walk(generator));
    }

    /** Judges real pictures as if a generator had drawn them: the first of these, as many as of a generator if there are so many. */
    public Quality judgeReal(Dataset pictures) {
        return evaluation.evaluate(pictures.scaled(0, Math.min(samples, pictures.size())));
    }

    private static Png nearest(Examination examination) {
        List<Integer> best = examination.bestCovered(NEAREST);
        FloatBuffer pixels = FloatBuffer.allocate(2 * NEAREST * Dataset.PICTURE_SIZE);
        best.forEach(picture -> pixels.put(examination.picture(picture)));
        best.forEach(picture -> pixels.put(examination.nearestInTraining(picture)));
        return grid(NEAREST, pixels.array());
    }

    private static Png walk(Generator generator) {
        int size = generator.latentSize();
        FloatBuffer stops = FloatBuffer.allocate(STOPS.size() * size);
        STOPS.forEach(seed -> stops.put(Latents.of(new Seed(seed), 0, size)));
        return grid(STEPS, generator.draw(Latents.path(stops.array(), size, STEPS)));
    }

    private static Png grid(int columns, float[] pictures) {
        return Png.of(new PictureGrid(columns, PADDING, PictureGrid.Scaling.FIXED).png(pictures));
    }
}
