package wgan.report;

import java.nio.FloatBuffer;
import java.util.List;
import wgan.data.Dataset;
import wgan.data.ImageGrid;
import wgan.evaluate.EvaluationResult;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.Memorization;
import wgan.evaluate.MetricEvaluator;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Seed;

/**
 * Looks at trained generators, each by the same latent vectors and against the same real images.
 *
 * @param evaluation the caller's, and must live as long
 * @param samples how many images each generator is judged by, at least 16
 */
record GeneratorEvaluator(MetricEvaluator evaluation, int samples) {
    /** Images whose nearest training images are shown. */
    private static final int NEAREST = 16;

    /** Where the walk goes: from the image of one of these seeds to that of the next. */
    static final List<Long> STOPS = List.of(0L, 1L, 2L, 3L);

    /** Images in a row of it, both ends among them. */
    static final int STEPS = 12;

    private static final int PADDING = 2;

    /** Checks the number. */
    GeneratorEvaluator {
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
    GeneratorResult judge(Run run, Generator generator, Dataset training) throws ModelFileException {
        float[] images = evaluation.draw(generator, run.generatorFile(), samples);
        EvaluationResult examination = evaluation.examine(images, training);
        Memorization memorization = examination.memorization();
        return new GeneratorResult(
                examination.quality(),
                memorization.unseenMedianDistance() == 0
                        ? Double.NaN
                        : memorization.medianDistance() / memorization.unseenMedianDistance(),
                nearest(examination),
                walk(generator));
    }

    /** Judges real images as if a generator had drawn them: the first of these, as many as of a generator if there are so many. */
    GenerativeMetrics judgeReal(Dataset images) {
        return evaluation.evaluate(images.scaled(0, Math.min(samples, images.size())));
    }

    private static Png nearest(EvaluationResult examination) {
        List<Integer> best = examination.bestCovered(NEAREST);
        FloatBuffer pixels = FloatBuffer.allocate(2 * NEAREST * Dataset.IMAGE_SIZE);
        best.forEach(image -> pixels.put(examination.image(image)));
        best.forEach(image -> pixels.put(examination.nearestInTraining(image)));
        return grid(NEAREST, pixels.array());
    }

    private static Png walk(Generator generator) {
        int size = generator.latentDim();
        FloatBuffer stops = FloatBuffer.allocate(STOPS.size() * size);
        STOPS.forEach(seed -> stops.put(Latents.of(new Seed(seed), 0, size)));
        return grid(STEPS, generator.draw(Latents.path(stops.array(), size, STEPS)));
    }

    private static Png grid(int columns, float[] images) {
        return Png.of(new ImageGrid(columns, PADDING, ImageGrid.Scaling.FIXED).png(images));
    }
}
