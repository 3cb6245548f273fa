package wgan.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import wgan.data.ImageGrid;
import wgan.evaluate.GenerativeMetrics;
import wgan.random.Purpose;
import wgan.random.Seed;

/**
 * A run directory that no training has written, and a portrait of a generator that never was.
 *
 * <p>Losses and distances are functions of how much of the run is done, 0 to 1.
 */
final class FabricatedRun {
    static final int ITERATIONS = 4000;
    private static final int EPOCHS = 4;
    private static final double NOISE = 0.05;

    private final Path directory;
    private final String objective;
    private DoubleUnaryOperator criticLoss = done -> -Math.exp(-6 * done);
    private DoubleUnaryOperator generatorLoss = done -> done;
    private DoubleUnaryOperator distance = done -> 20 + 400 * Math.exp(-6 * done);
    private int evaluations = 30;
    private int seed;
    private double precision = 0.9;
    private double coverage = 0.8;
    private double entropy = 3.3;
    private double recall = 0.85;
    private List<Integer> classCounts = List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);
    private double copying = 1.02;
    private double decay;
    private int asked = EPOCHS;

    FabricatedRun(Path directory, String objective) {
        this.directory = directory;
        this.objective = objective;
    }

    FabricatedRun withCriticLoss(DoubleUnaryOperator loss) {
        criticLoss = loss;
        return this;
    }

    FabricatedRun withGeneratorLoss(DoubleUnaryOperator loss) {
        generatorLoss = loss;
        return this;
    }

    FabricatedRun withDistance(DoubleUnaryOperator values) {
        distance = values;
        return this;
    }

    /** So many during the run; 0 for none. */
    FabricatedRun withEvaluations(int count) {
        evaluations = count;
        return this;
    }

    FabricatedRun withSeed(int other) {
        seed = other;
        return this;
    }

    FabricatedRun withQuality(double newPrecision, double newCoverage, double newEntropy) {
        precision = newPrecision;
        coverage = newCoverage;
        entropy = newEntropy;
        return this;
    }

    FabricatedRun withRecall(double share) {
        recall = share;
        return this;
    }

    /** Ten of them, of 10,000 images. */
    FabricatedRun withClassCounts(Integer... counts) {
        classCounts = List.of(counts);
        return this;
    }

    /** R of learning rates that fall. */
    FabricatedRun withDecay(double perEpoch) {
        decay = perEpoch;
        return this;
    }

    /** So many epochs were asked for, of which four are done. */
    FabricatedRun withEpochsAskedFor(int epochs) {
        asked = epochs;
        return this;
    }

    FabricatedRun withCopying(double share) {
        copying = share;
        return this;
    }

    /** Writes the directory, and reads it. */
    Run run() throws IOException {
        Files.createDirectories(directory.resolve("samples"));
        Files.writeString(directory.resolve("config.json"), """
                {"objective":"%s","critic-steps":5,"lr-critic":5.0E-5,"lr-decay":%s,"dataset":"mnist","limit":0,"batch-size":60,
                 "latent-dim":100,"precision":"fp32","seed":%d,"epochs":%d,"device":"cpu","threads":2,"libtorch":"2.13.0"}
                """.formatted(objective, decay, seed, asked));
        Files.write(directory.resolve("metrics.jsonl"), metrics());
        Files.write(directory.resolve("generator.safetensors"), new byte[8]);
        for (int quarter = 0; quarter <= 4; quarter++) {
            Files.write(
                    directory.resolve("samples").resolve("step-%06d.png".formatted(quarter * ITERATIONS / 4)),
                    speckles(64, 8, quarter));
        }
        return Run.read(directory);
    }

    LabeledRun subject() throws IOException {
        Run run = run();
        return new LabeledRun(run.title(), "hue0", run, portrait());
    }

    GeneratorResult portrait() {
        GenerativeMetrics quality = new GenerativeMetrics(
                distance.applyAsDouble(1),
                2.9,
                0.992,
                9.1,
                precision,
                recall,
                0.95,
                coverage,
                entropy,
                classCounts,
                null,
                10_000,
                0);
        return new GeneratorResult(quality, copying, Png.of(speckles(32, 16, 5)), Png.of(speckles(36, 12, 6)));
    }

    private List<String> metrics() {
        float[] noise = new float[2 * ITERATIONS + 2];
        new Seed(seed).stream(Purpose.NOISE).fillGaussian(noise);
        List<String> lines = new ArrayList<>();
        int steps = ITERATIONS / EPOCHS;
        for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
            double done = iteration / (double) ITERATIONS;
            int epoch = (iteration - 1) / steps;
            String place = "{\"epoch\":%d,\"step\":%d,\"iteration\":%d,"
                    .formatted(epoch, iteration - epoch * steps, iteration);
            if (iteration % 10 == 0) {
                lines.add(place
                        + "%s,\"step_loss_generator\":%s}"
                                .formatted(
                                        ofCritic(criticLoss.applyAsDouble(done) + NOISE * noise[2 * iteration]),
                                        number(generatorLoss.applyAsDouble(done) + NOISE * noise[2 * iteration + 1])));
            }
            if (iteration % 100 == 0) {
                lines.add(place
                        + "\"loss_critic\":%s,\"loss_generator\":%s,\"seconds\":%.1f}"
                                .formatted(
                                        number(criticLoss.applyAsDouble(done)),
                                        number(generatorLoss.applyAsDouble(done)),
                                        iteration * 0.27));
            }
            if (evaluations > 0 && iteration % (ITERATIONS / evaluations) == 0) {
                lines.add(place
                        + "\"frechet_classifier_distance\":%.3f,\"samples\":2000}"
                                .formatted(distance.applyAsDouble(done)));
            }
        }
        return lines;
    }

    /** The losses of an update; a penalty, where there is one, is 0. */
    private String ofCritic(double loss) {
        String total = "\"step_loss_critic\":" + number(loss);
        return objective.equals("wgan-gp") ? total + ",\"step_loss_critic_scores\":" + number(loss) : total;
    }

    /** As training writes it: what is not finite is text. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }

    /** A PNG with images of noise. */
    private static byte[] speckles(int count, int columns, int number) {
        float[] pixels = new float[count * 784];
        new Seed(number).stream(Purpose.LATENT).fillUniform(pixels, -1, 1);
        return new ImageGrid(columns, 2, ImageGrid.Scaling.FIXED).png(pixels);
    }
}
