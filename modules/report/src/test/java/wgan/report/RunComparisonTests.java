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
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.IdxFile;
import wgan.data.Split;
import wgan.evaluate.MetricEvaluator;
import wgan.evaluate.classifier.Classifier;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.report.analysis.FabricatedRun;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.DatasetIdentity;
import wgan.train.TrainingDataMismatchException;

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
        writeGenerator(run.resolve("generator.safetensors"));
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
        assertThat(report.metrics().get(runs.get(0)).frechetClassifierDistance().value())
                .isPositive();
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
        Path run = run("wgan", new DatasetIdentity("mnist", IMAGES, "0123456789abcdef"));
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
            assertThat(metrics.frechetClassifierDistance().value())
                    .isGreaterThan(
                            report.realMetrics().frechetClassifierDistance().value());
        });
        Path page = directory.resolve("index.html");
        report.write(page, ReportMetadata.none());
        assertThat(page).content().contains("<h1>GAN on bars</h1>");
    }

    @Test
    void evaluate_rejectsImagesOfTheCallerThatARunWasNotTrainedOn() throws IOException {
        Dataset training = bars("bars", 60);
        Path gan = run("gan", DatasetIdentity.of(training));
        Path wgan = run("wgan", new DatasetIdentity("bars", 60, "0123456789abcdef"));
        RunComparison comparison = RunComparison.read(List.of(gan, wgan));
        List<String> notes = new ArrayList<>();
        try (Classifier classifier = Classifier.train(training, new Seed(0), Device.CPU);
                MetricEvaluator evaluator = MetricEvaluator.of(classifier, training, training, new Seed(0))) {
            assertThatExceptionOfType(TrainingDataMismatchException.class)
                    .isThrownBy(() -> comparison.evaluate(evaluator, training, Device.CPU, notes::add))
                    .withMessage(wgan
                            + ": was trained on 60 images of bars (fingerprint 0123456789abcdef), but the images to compare it"
                            + " with are 60 images of bars (fingerprint " + training.fingerprint()
                            + "); use those of the run");
        }
        assertThat(notes).as("generators that were evaluated before").isEmpty();
    }

    @Test
    void evaluate_withoutImagesOfTheCaller_requiresADatasetThatCanBeOpened() throws IOException {
        RunComparison comparison =
                RunComparison.read(List.of(run("gan", new DatasetIdentity("bars", 60, "0123456789abcdef"))));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> comparison.evaluate(options, Device.CPU, note -> {}))
                .withMessageStartingWith("dataset is 'bars', expected one of ");
    }

    @Test
    void read_rejectsRunsOnSeveralDatasets() throws IOException {
        Path gan = run("gan");
        Path wgan = run("wgan", new DatasetIdentity("synthetic", 60_000, "0123456789abcdef"));

        assertThatExceptionOfType(MixedDatasetsException.class)
                .isThrownBy(() -> RunComparison.read(List.of(gan, wgan)))
                .withMessage(wgan + " was trained on synthetic, expected mnist, the dataset of " + gan);
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

    private static void writeGenerator(Path file) throws IOException {
        try (Network network = new Network(GeneratorArchitecture.DENSE.layers(3), DType.F32, Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), Map.of());
        }
    }

    /** A small training and test set of bars, which are the same, and a cache for the classifier. */
    private static DataOptions images(Path directory) throws IOException {
        Dataset bars = bars("bars", IMAGES);
        ByteBuffer pixels = ByteBuffer.allocate(IMAGES * Dataset.IMAGE_SIZE);
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + IMAGES);
        labels.putInt(0x801).putInt(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            pixels.put(bars.image(i));
            labels.put((byte) bars.label(i));
        }
        Path folder = Files.createDirectory(directory.resolve("bars"));
        for (String part : List.of("train", "t10k")) {
            IdxFile.writeImages(folder.resolve(part + "-images-idx3-ubyte"), pixels.array());
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
        return DataOptions.defaults().withDirectory(folder).withCache(directory.resolve("cache"));
    }

    /** Images of diagonal bars, in memory. */
    private static Dataset bars(String name, int count) {
        byte[] pixels = new byte[count * Dataset.IMAGE_SIZE];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / Dataset.IMAGE_SIZE;
            int place = Math.floorMod(i % Dataset.COLUMNS + i / Dataset.COLUMNS - image, Dataset.COLUMNS);
            pixels[i] = (byte) (place < 4 ? 255 : 0);
        }
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return Dataset.of(name, pixels, labels);
    }
}
