package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.IdxFile;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.evaluate.FeatureExtractor;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.classifier.Classifier;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.GeneratorMetadata;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.report.analysis.FabricatedRun;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.DatasetIdentity;
import wgan.train.TrainingDataMismatchException;
import wgan.train.TrainingDataRef;

/** A report as a program makes it, on fabricated runs whose generators are real but untrained. */
class RunComparisonTests {
    private static final int IMAGES = 64;

    /** Has small data sets, and keeps the classifier. */
    @TempDir
    static Path data;

    private static DataOptions options;
    private static DatasetIdentity trainedOn;

    @TempDir
    Path directory;

    @BeforeAll
    static void writeImages() throws IOException {
        options = images(data);
        trainedOn = DatasetIdentity.of(Datasets.open(DatasetName.MNIST, Split.TRAIN, options));
    }

    private Path run(String objective) throws IOException {
        return run(objective, trainedOn);
    }

    private Path run(String objective, DatasetIdentity images) throws IOException {
        Path run = directory.resolve(objective);
        new FabricatedRun(run, objective).withImages(images).run();
        writeGenerator(run.resolve("generator.safetensors"), images.shape());
        return run;
    }

    @Test
    void evaluate_returnsMetricsAndAPage() throws IOException {
        List<Path> runs = List.of(run("gan"), run("wgan"));
        List<String> notes = new ArrayList<>();

        RunComparison comparison = RunComparison.read(runs).withSamples(100);
        ComparisonReport report = comparison.evaluate(options, Device.CPU, notes::add);
        Path page = directory.resolve("index.html");
        report.write(page, ReportMetadata.none().withDevice(Device.CPU));

        assertThat(comparison.directories()).isEqualTo(runs);
        assertThat(notes)
                .containsExactly(
                        "evaluating the generator of " + runs.get(0), "evaluating the generator of " + runs.get(1));
        assertThat(report.metrics().keySet()).containsExactlyElementsOf(runs);
        assertThat(report.metrics().get(runs.get(0)).samples()).isEqualTo(100);
        assertThat(report.metrics().get(runs.get(0)).frechetDistance().value()).isPositive();
        assertThat(report.metrics().get(runs.get(0)))
                .as("of the same generator and latent vectors")
                .isEqualTo(report.metrics().get(runs.get(1)));
        assertThat(report.realMetrics().samples()).as("the validation set").isEqualTo(IMAGES / 6);
        assertThat(page)
                .content()
                .contains("<h1>GAN and WGAN on MNIST</h1>", "<dt>libtorch</dt>")
                .doesNotContain("<dt>command</dt>");
    }

    @Test
    void evaluate_rejectsImagesThatARunWasNotTrainedOn() throws IOException {
        Path run = run("wgan", new DatasetIdentity("mnist", IMAGES, ImageShape.MNIST, "0123456789abcdef"));
        RunComparison comparison = RunComparison.read(List.of(run));

        assertThatExceptionOfType(TrainingDataMismatchException.class)
                .isThrownBy(() -> comparison.evaluate(options, Device.CPU, note -> {}))
                .withMessageStartingWith(run + ": was trained on images other than those in ");
    }

    @Test
    void withSamples_refusesTooFew() throws IOException {
        RunComparison comparison = RunComparison.read(List.of(run("gan")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.withSamples(15))
                .withMessage("run comparison: samples is 15, expected 16 or more");
    }

    @Test
    void evaluate_usesImagesOfTheCaller() throws IOException {
        Dataset training = bars("bars", 60);
        Path run = run("gan", DatasetIdentity.of(training));
        RunComparison comparison = RunComparison.read(List.of(run));
        ComparisonReport report;
        try (Classifier classifier = Classifier.train(training, new Seed(0), Device.CPU);
                MetricEvaluator evaluator =
                        MetricEvaluator.of(classifier, bars("bars", 50), bars("bars", 55), new Seed(5))) {
            report = comparison.evaluate(evaluator, training, Device.CPU, note -> {});

            assertThat(report.realMetrics())
                    .as("of the baseline, by an evaluator that is still open")
                    .isEqualTo(evaluator.evaluate(bars("bars", 55).scaled(0, 55)));
        }
        assertThat(report.metrics().get(run)).satisfies(metrics -> {
            assertThat(metrics.seed()).isEqualTo(5);
            assertThat(metrics.samples()).isEqualTo(10_000);
            assertThat(metrics.frechetDistance().value())
                    .isGreaterThan(report.realMetrics().frechetDistance().value());
        });
        Path page = directory.resolve("index.html");
        report.write(page, ReportMetadata.none());
        assertThat(page).content().contains("<h1>GAN on bars</h1>");
    }

    /** Images in color without labels and without test set: nothing of the report needs a classifier. */
    @Test
    void evaluate_ofImagesWithoutLabels_isByRandomFeatures_andTheValidationSet() throws IOException {
        Dataset stripes = stripes(new ImageShape(3, 32, 32), 72);
        DatasetIdentity identity = DatasetIdentity.of(stripes);
        Path run = run("gan", identity);
        DataSource source = new SmallSource(stripes, directory.resolve("cache"));

        ComparisonReport report = RunComparison.read(List.of(run))
                .withSamples(40)
                .evaluate(
                        trained -> new TrainingDataRef(
                                source, new Seed(0), identity.size(), Optional.of(identity.fingerprint())),
                        Device.CPU,
                        note -> {});
        Path page = directory.resolve("index.html");
        report.write(page, ReportMetadata.none());

        assertThat(report.realMetrics().features()).isEqualTo(FeatureExtractor.RANDOM);
        assertThat(report.realMetrics().classes()).isEmpty();
        assertThat(page)
                .content()
                .contains(
                        "<h1>GAN on stripes</h1>",
                        "Metrics by the features of a random network",
                        "There is no test set",
                        "They are among the images that GAN was trained on");
        JsonNode figures = json(report);
        assertThat(figures.path("features").asString()).isEqualTo("random");
        assertThat(figures.path("image_shape").asString()).isEqualTo("3x32x32");
        assertThat(figures.path("classes").isEmpty()).isTrue();
        assertThat(figures.path("split").asString()).isEqualTo("validation");
        assertThat(figures.at("/groups/0/metrics").propertyNames())
                .containsExactly(
                        "frechet_random_distance",
                        "kernel_random_distance",
                        "random_precision",
                        "random_recall",
                        "random_density",
                        "random_coverage");
        assertThat(figures.at("/runs/0").propertyNames())
                .contains("frechet_random_distance_over_iterations", "mode_collapse")
                .doesNotContain("missing_classes");
    }

    @Test
    void json_hasTheFeaturesTheShapeAndTheClasses() throws IOException {
        JsonNode figures =
                json(RunComparison.read(List.of(run("gan"))).withSamples(40).evaluate(options, Device.CPU, note -> {}));

        assertThat(figures.path("features").asString()).isEqualTo("classifier");
        assertThat(figures.path("image_shape").asString()).isEqualTo("1x28x28");
        assertThat(figures.path("classes")).hasSize(10);
        assertThat(figures.path("classes").path(9).asString()).isEqualTo("9");
        assertThat(figures.path("split").asString()).isEqualTo("test");
        assertThat(figures.at("/groups/0/metrics").propertyNames())
                .contains("frechet_classifier_distance", "precision", "random_coverage", "class_entropy");
    }

    private JsonNode json(ComparisonReport report) throws IOException {
        Path file = directory.resolve("report.json");
        report.writeJson(file, ReportMetadata.none());
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    @Test
    void evaluate_rejectsImagesOfTheCallerThatARunWasNotTrainedOn() throws IOException {
        Dataset training = bars("bars", 60);
        Path gan = run("gan", DatasetIdentity.of(training));
        Path wgan = run("wgan", new DatasetIdentity("bars", 60, ImageShape.MNIST, "0123456789abcdef"));
        RunComparison comparison = RunComparison.read(List.of(gan, wgan));
        List<String> notes = new ArrayList<>();
        try (Classifier classifier = Classifier.train(training, new Seed(0), Device.CPU);
                MetricEvaluator evaluator = MetricEvaluator.of(classifier, training, training, new Seed(0))) {
            assertThatExceptionOfType(TrainingDataMismatchException.class)
                    .isThrownBy(() -> comparison.evaluate(evaluator, training, Device.CPU, notes::add))
                    .withMessage(wgan
                            + ": was trained on 60 images of bars (1x28x28, fingerprint 0123456789abcdef), but the images to compare it"
                            + " with are 60 images of bars (1x28x28, fingerprint " + training.fingerprint()
                            + "); use those of the run");
        }
        assertThat(notes).as("generators that were evaluated before").isEmpty();
    }

    @Test
    void evaluate_withoutImagesOfTheCaller_requiresADatasetThatCanBeOpened() throws IOException {
        RunComparison comparison = RunComparison.read(
                List.of(run("gan", new DatasetIdentity("bars", 60, ImageShape.MNIST, "0123456789abcdef"))));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> comparison.evaluate(options, Device.CPU, note -> {}))
                .withMessageStartingWith("dataset is 'bars', expected one of ");
    }

    @Test
    void read_rejectsRunsOnSeveralDatasets() throws IOException {
        Path gan = run("gan");
        Path wgan = run("wgan", new DatasetIdentity("synthetic", 60_000, ImageShape.MNIST, "0123456789abcdef"));

        assertThatExceptionOfType(MixedDatasetsException.class)
                .isThrownBy(() -> RunComparison.read(List.of(gan, wgan)))
                .withMessage(wgan + " was trained on synthetic, expected mnist, the dataset of " + gan);
    }

    @Test
    void read_rejectsRunsOnImagesOfSeveralShapes() throws IOException {
        Path gan = run("gan", faces(new ImageShape(1, 32, 32), "0123456789abcdef"));
        Path wgan = run("wgan", faces(new ImageShape(3, 32, 32), "fedcba9876543210"));

        assertThatExceptionOfType(MixedDatasetsException.class)
                .isThrownBy(() -> RunComparison.read(List.of(gan, wgan)))
                .withMessage(wgan + " was trained on faces (3x32x32), expected faces (1x32x32), the dataset of " + gan);
    }

    /** Two folders may have the same name. */
    @Test
    void read_rejectsRunsOnImagesOfSeveralOrigins() throws IOException {
        ImageShape shape = new ImageShape(3, 32, 32);
        Path gan = run("gan", faces(shape, "0123456789abcdef"));
        Path wgan = run("wgan", faces(shape, "fedcba9876543210"));
        addToConfiguration(gan, "\"data_path\":\"/a/faces\",\"data_fit\":\"crop\"");
        addToConfiguration(wgan, "\"data_path\":\"/b/faces\",\"data_fit\":\"crop\"");

        assertThatExceptionOfType(MixedDatasetsException.class)
                .isThrownBy(() -> RunComparison.read(List.of(gan, wgan)))
                .withMessage(
                        wgan + " was trained on faces (data_path /b/faces), expected faces (data_path /a/faces), the"
                                + " dataset of " + gan);
    }

    /** A folder may have been moved. */
    @Test
    void read_acceptsRunsOnTheSameImagesOfSeveralOrigins() throws IOException {
        DatasetIdentity images = faces(new ImageShape(3, 32, 32), "0123456789abcdef");
        Path gan = run("gan", images);
        Path wgan = run("wgan", images);
        addToConfiguration(gan, "\"data_path\":\"/a/faces\"");
        addToConfiguration(wgan, "\"data_path\":\"/b/faces\"");

        assertThat(RunComparison.read(List.of(gan, wgan)).directories()).containsExactly(gan, wgan);
    }

    private static DatasetIdentity faces(ImageShape shape, String fingerprint) {
        return new DatasetIdentity("faces", 60, shape, fingerprint);
    }

    private static void addToConfiguration(Path run, String settings) throws IOException {
        Path file = run.resolve("config.json");
        Files.writeString(file, Files.readString(file).replaceFirst("\\{", "{" + settings + ","));
    }

    @Test
    void read_rejectsADirectoryWithoutARun() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> RunComparison.read(List.of(directory)))
                .withMessage(directory.resolve("config.json")
                        + ": there is no such file; expected a run whose first epoch has ended");
    }

    @Test
    void read_rejectsAnEmptyList() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunComparison.read(List.of()))
                .withMessage("run comparison: there are no runs, expected at least one");
    }

    @Test
    void metadata_keepsTheOrderOfDivergedObjectives() {
        ReportMetadata metadata = ReportMetadata.none()
                .withCommand("make report")
                .withDiverged("WGAN", "the losses are NaN")
                .withDiverged("GAN", "the losses are infinite");

        assertThat(metadata.command()).contains("make report");
        assertThat(metadata.device()).isEmpty();
        assertThat(metadata.diverged().keySet()).containsExactly("WGAN", "GAN");
    }

    private static void writeGenerator(Path file, ImageShape shape) throws IOException {
        var metadata = new GeneratorMetadata(GeneratorArchitecture.DENSE, 3, shape);
        try (Network network = new Network(metadata.architecture().layers(3, shape), DType.F32, Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), metadata.entries());
        }
    }

    /** A small training and test set of bars, which are the same, and a cache for the classifier. */
    private static DataOptions images(Path directory) throws IOException {
        Dataset bars = bars("bars", IMAGES);
        ByteBuffer pixels = ByteBuffer.allocate(IMAGES * ImageShape.MNIST.numel());
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + IMAGES);
        labels.putInt(0x801).putInt(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            pixels.put(bars.image(i));
            labels.put((byte) bars.label(i));
        }
        Path folder = Files.createDirectory(directory.resolve("bars"));
        for (String part : List.of("train", "t10k")) {
            IdxFile.writeImages(folder.resolve(part + "-images-idx3-ubyte"), pixels.array(), ImageShape.MNIST);
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
        return DataOptions.defaults().withDirectory(folder).withCache(directory.resolve("cache"));
    }

    /**
     * A training set in memory.
     *
     * @param cache a folder that may not exist
     */
    private record SmallSource(Dataset training, Path cache) implements DataSource {
        @Override
        public String name() {
            return training.name();
        }

        @Override
        public Dataset open(Split split, int limit) {
            assertThat(split).isEqualTo(Split.TRAIN);
            return training.limit(limit);
        }

        @Override
        public boolean hasTestSet() {
            return false;
        }

        @Override
        public Path location() {
            return cache;
        }

        @Override
        public TransferListener listener() {
            return TransferListener.NONE;
        }

        @Override
        public DataSource withSeed(Seed seed) {
            return this;
        }
    }

    /** Images of stripes without labels, in memory. */
    private static Dataset stripes(ImageShape shape, int count) {
        byte[] pixels = new byte[count * shape.numel()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 8 * (i / shape.numel() + 3));
        }
        return Dataset.of("stripes", shape, pixels);
    }

    /** Images of diagonal bars, in memory. */
    private static Dataset bars(String name, int count) {
        ImageShape shape = ImageShape.MNIST;
        byte[] pixels = new byte[count * shape.numel()];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / shape.numel();
            int place = Math.floorMod(i % shape.width() + i / shape.width() - image, shape.width());
            pixels[i] = (byte) (place < 4 ? 255 : 0);
        }
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return Dataset.of(name, shape, pixels, labels);
    }
}
