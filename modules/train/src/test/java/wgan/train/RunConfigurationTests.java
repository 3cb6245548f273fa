package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.data.DatasetName;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

/** What is written of a run, and read again. */
class RunConfigurationTests {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("config.json");
    }

    @Test
    void whatIsWritten_isRead() throws IOException {
        TrainingConfig config = new TrainingConfig(
                ObjectiveName.WGAN_GP.rules(), DatasetName.FASHION_MNIST, 2048, 30, 64, 100, Precision.BF16, -7);

        RunConfiguration.write(file, config, 938, "0123456789abcdef", Device.CPU);
        RunConfiguration read = RunConfiguration.read(file);

        assertThat(read.objective()).isEqualTo(ObjectiveName.WGAN_GP);
        assertThat(read.dataset()).isEqualTo(DatasetName.FASHION_MNIST);
        assertThat(read.limit()).isEqualTo(2048);
        assertThat(read.images()).contains("0123456789abcdef");
        assertThat(read.seed()).isEqualTo(new Seed(-7));
        assertThat(read.values())
                .contains(
                        entry("lr-critic", "0.001"),
                        entry("critic-warmup", "false"),
                        entry("gradient-penalty", "10"),
                        entry("epochs", "30"),
                        entry("steps", "938"),
                        entry("device", "cpu"),
                        entry("libtorch", LibTorch.get().version()))
                .doesNotContainKey("clip");
        assertThat(read.values().keySet()).as("in the order of writing").startsWith("objective", "critic-steps");
        assertThat(read.epochs()).hasValue(30);
        assertThat(read.stepsPerEpoch()).hasValue(938);
        assertThat(read.learningRateDecay()).isEqualTo(0.5);
        assertThat(read.values()).containsKeys(RunConfiguration.COMMON_KEYS.toArray(String[]::new));
    }

    @Test
    void runFromBeforeThereWasAChoice_isWgan() throws IOException {
        Files.writeString(file, "{\"dataset\":\"mnist\",\"seed\":0,\"limit\":0,\"lr-critic\":5.0E-5}");

        assertThat(RunConfiguration.read(file).objective()).isEqualTo(ObjectiveName.WGAN);
        assertThat(RunConfiguration.read(file).images()).isEmpty();
        assertThat(RunConfiguration.read(file).values()).containsEntry("lr-critic", "0.00005");
        assertThat(RunConfiguration.read(file).epochs()).isEmpty();
        assertThat(RunConfiguration.read(file).stepsPerEpoch()).isEmpty();
        assertThat(RunConfiguration.read(file).learningRateDecay()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                                                                                 | No
                    {                                                            | Unexpected end-of-input
                    {}                                                           | 'dataset'
                    {"dataset":"mnist","limit":0}                                | 'seed'
                    {"dataset":"mnist","limit":"x","seed":0}                     | int
                    {"dataset":"cifar","limit":0,"seed":0}                       | dataset is 'cifar', expected one of mnist,
                    {"dataset":"mnist","limit":0,"seed":0,"objective":"vae"}     | objective is vae, expected one of gan,
                    {"dataset":"mnist","limit":0,"seed":0,"clip":[0.01]}         | ArrayNode
                    ["mnist"]                                                    | ArrayNode
                    """)
    void somethingElse_isNamedInOneLine(String text, String reason) throws IOException {
        Files.writeString(file, text == null ? "" : text);

        assertThatExceptionOfType(RunDirectoryException.class)
                .isThrownBy(() -> RunConfiguration.read(file))
                .withMessageStartingWith(file + ": is no configuration of a run (")
                .withMessageContaining(reason)
                .withMessageNotContaining("\n");
    }

    @Test
    void missingFile_isTold() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> RunConfiguration.read(file))
                .withMessage(file.toString());
    }
}
