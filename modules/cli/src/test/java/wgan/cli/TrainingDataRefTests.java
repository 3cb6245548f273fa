package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.data.DatasetName;
import wgan.model.ModelFileException;
import wgan.random.Seed;

class TrainingDataRefTests {
    private static final TrainingDataRef LAB = TrainingDataRef.allOf(DatasetName.MNIST, new Seed(0));

    @TempDir
    private Path directory;

    private void configure(String config) throws IOException {
        Files.writeString(directory.resolve("config.json"), config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generator.safetensors", "generator-best.safetensors"})
    void runAndTheFilesInIt_sayWhatTheyLearntFrom(String file) throws IOException {
        configure("{\"dataset\":\"fashion-mnist\",\"seed\":7,\"limit\":2048,\"images\":\"0123456789abcdef\"}");

        assertThat(TrainingDataRef.of(directory.resolve(file)))
                .isEqualTo(new TrainingDataRef(
                        DatasetName.FASHION_MNIST, new Seed(7), 2048, Optional.of("0123456789abcdef")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generator.safetensors"})
    void whatSaysNothing_hasLearntTheLabs(String file) throws IOException {
        assertThat(TrainingDataRef.of(directory.resolve(file))).isEqualTo(LAB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"architectures\":[\"DCGAN\"]}", "{\"dataset\":\"mnist\"}"})
    void configurationOfSomethingElse_isRefusedInARun_andNoMatterBesideAFile(String config) throws IOException {
        configure(config);

        assertThatThrownBy(() -> TrainingDataRef.of(directory))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(directory.resolve("config.json") + ": is no configuration of a run (");
        assertThat(TrainingDataRef.of(directory.resolve("generator.safetensors")))
                .isEqualTo(LAB);
    }

    @Test
    void fileWithoutAFolder_isFound() throws IOException {
        assertThat(TrainingDataRef.of(Path.of("generator.safetensors"))).isEqualTo(LAB);
    }
}
