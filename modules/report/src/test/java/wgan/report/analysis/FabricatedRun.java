package wgan.report.analysis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import wgan.data.ImageGrid;
import wgan.evaluate.ClassMetrics;
import wgan.evaluate.EvaluationSplit;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.GenerativeMetrics;
import wgan.evaluate.metrics.Estimate;
import wgan.evaluate.metrics.Memorization;
import wgan.evaluate.metrics.Memorization.Control;
import wgan.evaluate.metrics.PrecisionRecallDensityCoverage;
import wgan.evaluate.metrics.Proportion;
import wgan.image.ImageShape;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.train.DatasetIdentity;
import wgan.train.Objective;
import wgan.train.ObjectiveType;

/**
 * A run directory that a test writes instead of training, and an evaluation of its generator.
 *
 * <p>Losses and distances are functions of the fraction of the run that is done, 0 to 1.
 */
public final class FabricatedRun {
    public static final int ITERATIONS = 4000;

    /** The number of images of each class in the test set of MNIST. */
    private static final List<Integer> DIGITS = List.of(980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009);

    /** The test set of MNIST. */
    public static final RealImages REAL = new RealImages(
            metrics(10.5, 0.85, 0.86, 0.95, 0.88, Optional.of(classes(9.85, 3.317, DIGITS))),
            Optional.of(EvaluationSplit.TEST),
            ImageShape.MNIST,
            names(DIGITS.size()));

    private static final int EPOCHS = 4;
    private static final int STEPS = ITERATIONS / EPOCHS;
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
    private double density = 0.95;
    private List<Integer> classCounts = DIGITS; // none without labels
    private double copies;
    private boolean isRealUnseen = true;
    private double decay;
    private DatasetIdentity images = new DatasetIdentity("mnist", 60_000, ImageShape.MNIST, "0123456789abcdef");
    private int asked = EPOCHS;
    private int epochsDone = EPOCHS;

    public FabricatedRun(Path directory, String objective) {
        this.directory = directory;
        this.objective = objective;
    }

    /** Writes several runs and reads them. */
    public static List<LabeledRun> labeled(List<FabricatedRun> runs) throws IOException {
        Map<Run, GeneratorResult> results = new LinkedHashMap<>();
        for (FabricatedRun run : runs) {
            results.put(run.run(), run.result());
        }
        return LabeledRun.of(results);
    }

    public FabricatedRun withCriticLoss(DoubleUnaryOperator loss) {
        criticLoss = loss;
        return this;
    }

    public FabricatedRun withGeneratorLoss(DoubleUnaryOperator loss) {
        generatorLoss = loss;
        return this;
    }

    public FabricatedRun withDistance(DoubleUnaryOperator values) {
        distance = values;
        return this;
    }

    /** The number of evaluations during the run; 0 for none. */
    public FabricatedRun withEvaluations(int count) {
        evaluations = count;
        return this;
    }

    public FabricatedRun withSeed(int other) {
        seed = other;
        return this;
    }

    public FabricatedRun withMetrics(double newPrecision, double newCoverage, double newEntropy) {
        precision = newPrecision;
        coverage = newCoverage;
        entropy = newEntropy;
        return this;
    }

    public FabricatedRun withRecall(double fraction) {
        recall = fraction;
        return this;
    }

    public FabricatedRun withDensity(double value) {
        density = value;
        return this;
    }

    /** Counts of 10,000 images. */
    public FabricatedRun withClassCounts(Integer... counts) {
        classCounts = List.of(counts);
        return this;
    }

    /** Images without labels, compared by the features of a network with random parameters. */
    public FabricatedRun withoutLabels() {
        return withClassCounts();
    }

    /** The run was trained on the images that its own are compared with. */
    public FabricatedRun withSeenRealImages() {
        isRealUnseen = false;
        return this;
    }

    /** R of learning rates that fall. */
    public FabricatedRun withDecay(double perEpoch) {
        decay = perEpoch;
        return this;
    }

    /** The images in the configuration. */
    public FabricatedRun withImages(DatasetIdentity trainedOn) {
        images = trainedOn;
        return this;
    }

    /** The number of epochs in the configuration. */
    public FabricatedRun withEpochsAskedFor(int epochs) {
        asked = epochs;
        return this;
    }

    /** The number of epochs in the metrics, at most four. */
    public FabricatedRun withEpochsDone(int epochs) {
        epochsDone = epochs;
        return this;
    }

    /** The fraction of images that are nearer to a training image than chance explains; NaN if that cannot be determined. */
    public FabricatedRun withCopies(double fraction) {
        copies = fraction;
        return this;
    }

    /** Writes the directory and reads it. */
    public Run run() throws IOException {
        Files.createDirectories(directory.resolve("samples"));
        Files.writeString(directory.resolve("config.json"), configuration());
        Files.write(directory.resolve("metrics.jsonl"), metrics());
        Files.write(directory.resolve("generator.safetensors"), new byte[8]);
        for (int quarter = 0; quarter <= 4; quarter++) {
            Files.write(
                    directory.resolve("samples").resolve("step-%06d.png".formatted(quarter * ITERATIONS / 4)),
                    new ImageGrid(8, 2, ImageGrid.Scaling.FIXED).png(speckles(64, quarter), images.shape()));
        }
        return Run.read(directory);
    }

    public GeneratorResult result() {
        double near = Double.isNaN(copies) ? 0.01 : 0.01 + copies;
        return new GeneratorResult(
                metrics(
                        distance.applyAsDouble(1),
                        precision,
                        recall,
                        density,
                        coverage,
                        classCounts.isEmpty()
                                ? Optional.empty()
                                : Optional.of(classes(0.91 * classCounts.size(), entropy, classCounts))),
                new Memorization(
                        List.of(),
                        new Proportion(near, near - 0.002, near + 0.002),
                        Double.isNaN(copies) ? 0 : 1.5,
                        3,
                        2.9,
                        Control.UNSEEN),
                new ImageRows(16, images.shape(), speckles(32, 5)),
                new ImageRows(16, images.shape(), speckles(32, 7)),
                new Interpolation(List.of(0L, 1L, 2L, 3L), new ImageRows(12, images.shape(), speckles(36, 6))),
                isRealUnseen);
    }

    /** Real images without test set and without labels. */
    public static RealImages unlabeled(ImageShape shape) {
        return new RealImages(
                metrics(1.5, 0.85, 0.86, 0.95, 0.88, Optional.empty()),
                Optional.of(EvaluationSplit.VALIDATION),
                shape,
                List.of());
    }

    /** Real images of these classes, which are equally frequent. */
    public static RealImages labeled(ImageShape shape, String... names) {
        List<Integer> counts = Collections.nCopies(names.length, 10_000 / names.length);
        double entropy = Math.log(names.length) / Math.log(2);
        return new RealImages(
                metrics(1.5, 0.85, 0.86, 0.95, 0.88, Optional.of(classes(0.98 * names.length, entropy, counts))),
                Optional.of(EvaluationSplit.TEST),
                shape,
                List.of(names));
    }

    private static List<String> names(int classes) {
        return IntStream.range(0, classes).mapToObj(String::valueOf).toList();
    }

    static ClassMetrics classes(double score, double entropy, List<Integer> counts) {
        return new ClassMetrics(0.992, estimate(score), 0.05, estimate(entropy), counts);
    }

    /**
     * Metrics of 10,000 images, with standard errors of a hundredth of the values.
     *
     * @param classes empty for images without labels
     */
    static GenerativeMetrics metrics(
            double distance,
            double precision,
            double recall,
            double density,
            double coverage,
            Optional<ClassMetrics> classes) {
        var manifolds = new PrecisionRecallDensityCoverage(
                estimate(precision), estimate(recall), estimate(density), estimate(coverage));
        return new GenerativeMetrics(
                classes.isPresent() ? FeatureExtractor.CLASSIFIER : FeatureExtractor.RANDOM,
                estimate(distance),
                2.9,
                estimate(distance / 100),
                manifolds,
                classes.map(known -> manifolds),
                classes,
                10_000,
                0);
    }

    private static Estimate estimate(double value) {
        return new Estimate(value, value / 100);
    }

    /** As {@link wgan.train.RunConfiguration} writes it, with the settings that tests use. */
    private String configuration() {
        Objective described = ObjectiveType.of(objective).defaults();
        return """
                {"format":2,"objective":"%s","critic_steps":5,"lr_critic":5.0E-5,"lr_generator":5.0E-5,"lr_decay":%s,"batch_size":60,"latent_dim":100,
                 "precision":"fp32","seed":%d,"epochs":%d,"steps":%d,"dataset":"%s","dataset_size":%d,"image_shape":"%s","dataset_fingerprint":"%s",
                 "objective_title":"%s","estimates_wasserstein_distance":%s,"has_penalty":%s,
                 "device":"cpu","threads":2,"libtorch":"2.13.0"}
                """.formatted(
                        objective,
                        decay,
                        seed,
                        asked,
                        STEPS,
                        images.name(),
                        images.size(),
                        images.shape(),
                        images.fingerprint(),
                        described.title(),
                        described.estimatesWassersteinDistance(),
                        described.hasPenalty());
    }

    private List<String> metrics() {
        float[] noise = new float[2 * ITERATIONS + 2];
        new Seed(seed).stream(Purpose.NOISE).fillGaussian(noise);
        List<String> lines = new ArrayList<>();
        for (int iteration = 1; iteration <= epochsDone * STEPS; iteration++) {
            double done = iteration / (double) ITERATIONS;
            int epoch = (iteration - 1) / STEPS;
            String place = "{\"epoch\":%d,\"step\":%d,\"iteration\":%d,"
                    .formatted(epoch, iteration - epoch * STEPS, iteration);
            String seconds = ",\"seconds\":%.1f}".formatted(iteration * 0.27);
            if (iteration % 10 == 0) {
                lines.add(place
                        + "%s,\"step_loss_generator\":%s"
                                .formatted(
                                        ofCritic(criticLoss.applyAsDouble(done) + NOISE * noise[2 * iteration]),
                                        number(generatorLoss.applyAsDouble(done) + NOISE * noise[2 * iteration + 1]))
                        + seconds);
            }
            if (iteration % 100 == 0) {
                lines.add(place
                        + "\"loss_critic\":%s,\"loss_generator\":%s"
                                .formatted(
                                        number(criticLoss.applyAsDouble(done)),
                                        number(generatorLoss.applyAsDouble(done)))
                        + seconds);
            }
            if (evaluations > 0 && iteration % (ITERATIONS / evaluations) == 0) {
                lines.add(place
                        + "\"frechet_%s_distance\":%.3f,\"samples\":2000"
                                .formatted(
                                        classCounts.isEmpty() ? "random" : "classifier", distance.applyAsDouble(done))
                        + seconds);
            }
        }
        return lines;
    }

    /** The loss of the critic, and its estimate without a penalty. */
    private String ofCritic(double loss) {
        return "\"step_loss_critic\":" + number(loss) + ",\"critic_estimate\":" + number(-loss);
    }

    /** As training writes it: a number that is not finite is text. */
    private static String number(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "\"" + value + "\"";
    }

    /** Images of noise. */
    private float[] speckles(int count, int seed) {
        float[] pixels = new float[count * images.shape().numel()];
        new Seed(seed).stream(Purpose.LATENT).fillUniform(pixels, -1, 1);
        return pixels;
    }
}
