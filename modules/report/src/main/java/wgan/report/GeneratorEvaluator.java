package wgan.report;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import wgan.data.Dataset;
import wgan.evaluate.EvaluationResult;
import wgan.evaluate.MetricEvaluator;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.random.Seed;
import wgan.report.analysis.GeneratorResult;
import wgan.report.analysis.ImageRows;
import wgan.report.analysis.Interpolation;
import wgan.report.analysis.Run;

/**
 * Evaluates trained generators, all with the same latent vectors and against the same real images.
 *
 * @param evaluator belongs to the caller, and must stay open as long as this is in use
 * @param samples images per generator, at least 16
 */
record GeneratorEvaluator(MetricEvaluator evaluator, int samples) {
    /** Images whose nearest training images are shown. */
    static final int NEAREST = 16;

    /** The interpolation goes from the latent vector of one of these seeds to that of the next. */
    private static final List<Long> INTERPOLATION_SEEDS = List.of(0L, 1L, 2L, 3L);

    /** Images from one of these seeds to the next, both ends included. */
    private static final int INTERPOLATION_STEPS = 12;

    GeneratorEvaluator {
        if (samples < NEAREST) {
            throw new IllegalArgumentException(
                    "generator evaluator: samples is " + samples + ", expected at least " + NEAREST);
        }
    }

    /**
     * Evaluates the generator of a run.
     *
     * @param generator that of {@link Run#generatorFile()}
     * @param training the images that it was trained on
     * @throws ModelFileException if it generates NaN
     */
    GeneratorResult evaluate(Run run, Generator generator, Dataset training) throws ModelFileException {
        float[] images = evaluator.sample(generator, run.generatorFile().toString(), samples);
        EvaluationResult result = evaluator.evaluate(images, training);
        return new GeneratorResult(
                result.metrics(),
                result.memorization(),
                pairs(result, training.shape(), result.memorization().nearest(NEAREST)),
                pairs(
                        result,
                        training.shape(),
                        IntStream.range(0, NEAREST).boxed().toList()),
                interpolation(generator),
                evaluator.comparesWithUnseen(training));
    }

    /** Returns two rows: these images, and the training image nearest to each. */
    private static ImageRows pairs(EvaluationResult result, ImageShape shape, List<Integer> images) {
        FloatBuffer pixels = FloatBuffer.allocate(2 * NEAREST * shape.numel());
        images.forEach(image -> pixels.put(result.image(image)));
        images.forEach(image -> pixels.put(result.nearestInTraining(image)));
        return new ImageRows(NEAREST, shape, pixels.array());
    }

    private static Interpolation interpolation(Generator generator) {
        int latentDim = generator.latentDim();
        FloatBuffer ends = FloatBuffer.allocate(INTERPOLATION_SEEDS.size() * latentDim);
        INTERPOLATION_SEEDS.forEach(seed -> ends.put(Latents.of(new Seed(seed), 0, latentDim)));
        float[] latents = Latents.path(ends.array(), latentDim, INTERPOLATION_STEPS);
        return new Interpolation(
                INTERPOLATION_SEEDS,
                new ImageRows(INTERPOLATION_STEPS, generator.imageShape(), generator.sample(latents)));
    }
}
