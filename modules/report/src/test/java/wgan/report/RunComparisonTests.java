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
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.IdxFile;
import wgan.model.DenseGenerator;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.report.analysis.FabricatedRun;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.ObjectiveName;
import wgan.train.TrainingDataMismatchException;

/** A report as a program makes it, on fabricated runs whose generators are real but untrained. */
class RunComparisonTests {
    private static final int IMAGES = 64;

    /** Has small data sets, and keeps the classifier. */
    @TempDir
    static Path data;

    private static DataOptions options;

    @TempDir
    Path directory;

    @BeforeAll
    static void writeImages() throws IOException {
        options = images(data);
    }

    private Path run(String objective) throws IOException {
        Path run = directory.resolve(objective);
        new FabricatedRun(run, objective).run();
        return run;
    }

    private static void replace(Path file, String text, String replacement) throws IOException {
        Files.writeString(file, Files.readString(file).replace(text, replacement));
    }

    @Test
    void evaluate_returnsMetricsAndAPage() throws IOException {
        List<Path> runs = List.of(run("gan"), run("wgan"));
        for (Path run : runs) {
            writeGenerator(run.resolve("generator.safetensors"));
        }
        List<String> notes = new ArrayList<>();

        RunComparison comparison = RunComparison.read(runs);
        ComparisonReport report = comparison.evaluate(options, Device.CPU, notes::add);
        Path page = directory.resolve("index.html");
        report.write(page, ReportMetadata.none().withDevice(Device.CPU));

        assertThat(comparison.directories()).isEqualTo(runs);
        assertThat(notes)
                .containsExactly(
                        "evaluating the generator of " + runs.get(0), "evaluating the generator of " + runs.get(1));
        assertThat(report.metrics().keySet()).containsExactlyElementsOf(runs);
        assertThat(report.metrics().get(runs.get(0)).frechetDistance()).isPositive();
        assertThat(report.metrics().get(runs.get(0)))
                .as("of the same generator and latent vectors")
                .isEqualTo(report.metrics().get(runs.get(1)));
        assertThat(report.realMetrics().samples()).isEqualTo(IMAGES);
        assertThat(page)
                .content()
                .contains("<h1>GAN and WGAN on MNIST</h1>", "<dt>libtorch</dt>")
                .doesNotContain("<dt>command</dt>");
    }

    @Test
    void evaluate_rejectsImagesThatARunWasNotTrainedOn() throws IOException {
        Path run = run("wgan");
        writeGenerator(run.resolve("generator.safetensors"));
        replace(run.resolve("config.json"), "\"limit\":0,", "\"limit\":0,\"images\":\"0123456789abcdef\",");
        RunComparison comparison = RunComparison.read(List.of(run));

        assertThatExceptionOfType(TrainingDataMismatchException.class)
                .isThrownBy(() -> comparison.evaluate(options, Device.CPU, note -> {}))
                .withMessageStartingWith(run + ": was trained on images other than those in ");
    }

    @Test
    void read_rejectsRunsOnSeveralDatasets() throws IOException {
        Path gan = run("gan");
        Path wgan = run("wgan");
        replace(wgan.resolve("config.json"), "\"mnist\"", "\"synthetic\"");

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
                .withDiverged(ObjectiveName.WGAN, "the losses are NaN")
                .withDiverged(ObjectiveName.GAN, "the losses are infinite");

        assertThat(metadata.command()).contains("make report");
        assertThat(metadata.device()).isEmpty();
        assertThat(metadata.diverged().keySet()).containsExactly(ObjectiveName.WGAN, ObjectiveName.GAN);
    }

    private static void writeGenerator(Path file) throws IOException {
        try (Network network = new Network(DenseGenerator.layers(3), DType.F32, Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), Map.of());
        }
    }

    /** A small training and test set of bars, which are the same, and a cache for the classifier. */
    private static DataOptions images(Path directory) throws IOException {
        byte[] pixels = new byte[IMAGES * Dataset.IMAGE_SIZE];
        for (int i = 0; i < pixels.length; i++) {
            int image = i / Dataset.IMAGE_SIZE;
            int place = Math.floorMod(i % Dataset.COLUMNS + i / Dataset.COLUMNS - image, Dataset.COLUMNS);
            pixels[i] = (byte) (place < 4 ? 255 : 0);
        }
        ByteBuffer labels = ByteBuffer.allocate(2 * Integer.BYTES + IMAGES);
        labels.putInt(0x801).putInt(IMAGES);
        for (int i = 0; i < IMAGES; i++) {
            labels.put((byte) (i % 10));
        }
        Path folder = Files.createDirectory(directory.resolve("bars"));
        for (String part : List.of("train", "t10k")) {
            IdxFile.writeImages(folder.resolve(part + "-images-idx3-ubyte"), pixels);
            Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
        }
        return DataOptions.defaults().withDirectory(folder).withCache(directory.resolve("cache"));
    }
}
