package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.LibTorch;

class RunConfigurationTests {
    private static final String COMPLETE = """
            {"format": 2, "objective": "wgan", "objective_title": "WGAN", "estimates_wasserstein_distance": true,
             "has_penalty": false, "dataset": "mnist", "dataset_size": 60000, "dataset_fingerprint": "0f",
             "epochs": 30, "steps": 469, "seed": 0}""";

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("config.json");
    }

    @Test
    void read_returnsWhatWasWritten() throws IOException {
        TrainingConfig config = new TrainingConfig(WganGp.defaults(), 30, 64, 100, 0, Precision.BF16, -7);
        var dataset = new DatasetIdentity("digits", 10, ImageShape.MNIST, "0123456789abcdef");

        RunConfiguration.write(file, config, 938, dataset, Map.of(), Device.CPU);
        RunConfiguration read = RunConfiguration.read(file);

        assertThat(read.objective()).isEqualTo("wgan-gp");
        assertThat(read.title()).isEqualTo("WGAN-GP");
        assertThat(read.estimatesWassersteinDistance()).isTrue();
        assertThat(read.hasPenalty()).isTrue();
        assertThat(read.dataset()).isEqualTo(dataset);
        assertThat(read.epochs()).isEqualTo(30);
        assertThat(read.steps()).isEqualTo(938);
        assertThat(read.seed()).isEqualTo(new Seed(-7));
        assertThat(read.values())
                .contains(
                        entry("lr_critic", "0.001"),
                        entry("critic_warmup", "none"),
                        entry("gradient_penalty", "10"),
                        entry("epochs", "30"),
                        entry("steps", "938"),
                        entry("precision", "bf16"),
                        entry("device", "cpu"),
                        entry("threads", Integer.toString(LibTorch.get().threads())),
                        entry("libtorch", LibTorch.get().version()))
                .doesNotContainKey("clip");
        assertThat(read.values().keySet())
                .as("in the order of writing")
                .startsWith("objective", "critic_steps")
                .containsAll(RunConfiguration.COMMON_KEYS)
                .doesNotContain("format", "objective_title");
    }

    @Test
    void read_ofAFileWithOtherKeys_keepsThem() throws IOException {
        Files.writeString(file, COMPLETE.replace("}", ", \"lr_critic\": 5.0E-5, \"momentum\": 0.9}"));

        assertThat(RunConfiguration.read(file).values())
                .contains(entry("lr_critic", "0.00005"), entry("momentum", "0.9"));
    }

    /** A key is damaged or removed. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "seed": 0                               | "seeds": 0           | 'seed'
                    "seed": 0                               | "seed": "x"          | long
                    "objective": "wgan"                     | "objectives": "wgan" | 'objective'
                    "objective_title": "WGAN"               | "title": "WGAN"      | 'objective_title'
                    "estimates_wasserstein_distance": true, | ''                   | 'estimates_wasserstein_distance'
                    "has_penalty": false                    | "has_penalty": 5.5   | boolean
                    "dataset_size": 60000                   | "dataset_size": "x"  | int
                    "epochs": 30                            | "epochs": null       | int
                    "steps": 469                            | "step": 469          | 'steps'
                    "steps": 469                            | "steps": 0           | steps is 0, expected 1 or more
                    "epochs": 30                            | "epochs": 0          | epochs is 0, expected 1 or more
                    "dataset_size": 60000                   | "dataset_size": -1   | dataset_size is -1, expected 1 or more
                    "dataset_fingerprint": "0f"             | "images": "0f"       | 'dataset_fingerprint'
                    "seed": 0                               | "seed": 0, "clip": [0.01] | ArrayNode
                    """)
    void read_ofADamagedFile_isRefusedInOneLine(String text, String damaged, String reason) throws IOException {
        assertThat(COMPLETE).contains(text);
        Files.writeString(file, COMPLETE.replace(text, damaged));

        assertRefused("is not the configuration of a run", reason);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''        | it has no 'objective'
                    {         | not JSON at line 1
                    root:x    | not JSON at line 1
                    {}        | it has no 'objective'
                    ["mnist"] | it has no 'objective'
                    """)
    void read_ofSomethingElse_isRefusedInOneLine(String text, String reason) throws IOException {
        Files.writeString(file, text);

        assertRefused("is not the configuration of a run", reason);
    }

    @Test
    void read_ofSomethingElse_isRefusedWithoutItsControlCharacters() throws IOException {
        Files.writeString(file, "a\u009b2J");

        assertRefused("is not the configuration of a run", "not JSON at line 1");
    }

    @Test
    void read_ofADirectory_isRefused(@TempDir Path directory) {
        assertThatExceptionOfType(RunDirectoryException.class)
                .isThrownBy(() -> RunConfiguration.read(directory))
                .withMessage(directory + ": is a directory, expected the configuration of a run");
    }

    /** Format 1 had no key for it, and named its keys as the command's options. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"objective": "wgan", "critic-steps": 5} | 1
                    {"objective": "wgan", "format": 3}       | 3
                    """)
    void read_ofAnotherFormat_isRefused(String text, int format) throws IOException {
        Files.writeString(file, text);

        assertRefused("is a configuration of format " + format + ", expected format 2", "another version");
    }

    private void assertRefused(String problem, String reason) {
        assertThatExceptionOfType(RunDirectoryException.class)
                .isThrownBy(() -> RunConfiguration.read(file))
                .withMessageStartingWith(file + ": " + problem)
                .withMessageContaining(reason)
                .withMessageNotContaining("\n");
    }

    @Test
    void read_ofAMissingFile_throwsNoSuchFileException() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> RunConfiguration.read(file))
                .withMessage(file.toString());
    }

    @Test
    void write_ofAValueThatIsNoJson_isRefused() {
        List<Object> endless = new ArrayList<>();
        endless.add(endless);
        TrainingConfig config = new TrainingConfig(WganGp.defaults(), 30, 64, 100, 0, Precision.BF16, -7);
        var dataset = new DatasetIdentity("digits", 10, ImageShape.MNIST, "0123456789abcdef");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RunConfiguration.write(file, config, 938, dataset, Map.of("a", endless), Device.CPU))
                .withMessageStartingWith(file + ": a value cannot be written as JSON");
        assertThat(file).doesNotExist();
    }
}
