package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.data.DataOptions;
import wgan.data.DataSource;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.random.Seed;

class TrainingDataRefTests {
    private static final DataOptions OPTIONS = DataOptions.defaults();
    private static final TrainingDataRef LAB =
            TrainingDataRef.allOf(new NamedSource(DatasetName.MNIST, OPTIONS), new Seed(0));

    @TempDir
    private Path directory;

    private void configure(String config) throws IOException {
        Files.writeString(directory.resolve("config.json"), config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generator.safetensors", "generator-best.safetensors"})
    void of_readsTheConfigurationOfARunAndOfTheFilesInIt(String file) throws IOException {
        configure("""
                {"format": 2, "objective": "wgan", "objective_title": "WGAN", "estimates_wasserstein_distance": true,
                 "has_penalty": false, "dataset": "fashion-mnist", "dataset_size": 2048,
                 "dataset_fingerprint": "0123456789abcdef", "epochs": 30, "steps": 16, "seed": 7}""");

        assertThat(TrainingDataRef.of(directory.resolve(file), OPTIONS))
                .isEqualTo(new TrainingDataRef(
                        new NamedSource(DatasetName.FASHION_MNIST, OPTIONS.withSeed(new Seed(7))),
                        new Seed(7),
                        2048,
                        Optional.of("0123456789abcdef")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "generator.safetensors"})
    void of_withoutAConfiguration_isTheLabsDataset(String file) throws IOException {
        assertThat(TrainingDataRef.of(directory.resolve(file), OPTIONS)).isEqualTo(LAB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"architectures\":[\"DCGAN\"]}", "{\"dataset\":\"mnist\"}"})
    void of_rejectsAnotherConfigurationInARun_andIgnoresItBesideAFile(String config) throws IOException {
        configure(config);

        assertThatExceptionOfType(RunDirectoryException.class)
                .isThrownBy(() -> TrainingDataRef.of(directory, OPTIONS))
                .withMessageStartingWith(directory.resolve("config.json") + ": is not the configuration of a run (");
        assertThat(TrainingDataRef.of(directory.resolve("generator.safetensors"), OPTIONS))
                .isEqualTo(LAB);
    }

    @Test
    void of_acceptsAFileWithoutAFolder() throws IOException {
        assertThat(TrainingDataRef.of(Path.of("generator.safetensors"), OPTIONS))
                .isEqualTo(LAB);
    }

    @Test
    void openFor_returnsTheFirstImages_ifTheirFingerprintIsEqual() throws IOException {
        TrainingDataRef first = new TrainingDataRef(synthetic(OPTIONS), new Seed(3), 20, Optional.empty());
        Dataset images = first.open();

        assertThat(images.size()).isEqualTo(20);
        assertThat(withFingerprint(images.fingerprint(), OPTIONS)
                        .openFor(directory.toString())
                        .fingerprint())
                .isEqualTo(images.fingerprint());
    }

    @Test
    void openFor_rejectsImagesWithAnotherFingerprint() {
        assertThatExceptionOfType(TrainingDataMismatchException.class)
                .isThrownBy(() -> withFingerprint("0123456789abcdef", OPTIONS.withCache(Path.of("cache")))
                        .openFor(directory.toString()))
                .withMessage(directory + ": was trained on images other than those in " + Path.of("cache/synthetic"));
    }

    private static TrainingDataRef withFingerprint(String fingerprint, DataOptions options) {
        return new TrainingDataRef(synthetic(options), new Seed(3), 20, Optional.of(fingerprint));
    }

    private static DataSource synthetic(DataOptions options) {
        return new NamedSource(DatasetName.SYNTHETIC, options.withSeed(new Seed(3)));
    }
}
