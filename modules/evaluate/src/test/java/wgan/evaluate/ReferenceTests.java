package wgan.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.evaluate.cache.TensorCache;
import wgan.evaluate.classifier.Classifier;
import wgan.evaluate.metrics.FrechetDistance;
import wgan.evaluate.metrics.Memorization;
import wgan.random.Seed;
import wgan.torch.Device;
import wgan.torch.TensorScope;

/** References to real images that are stored in a folder. */
class ReferenceTests {
    private static Classifier classifier;
    private static Classifier other;
    private static Dataset test;
    private static Dataset training;

    private final List<String> notes = new ArrayList<>();
    private TensorCache cache;

    @TempDir
    private Path folder;

    @BeforeAll
    static void prepare() throws DataException {
        training = SyntheticImages.training(120);
        test = SyntheticImages.test(40);
        classifier = Classifier.train(training, new Seed(0), Device.CPU);
        other = Classifier.train(training, new Seed(1), Device.CPU);
    }

    @AfterAll
    static void close() {
        classifier.close();
        other.close();
    }

    @BeforeEach
    void useFolder() {
        cache = TensorCache.of(folder.resolve("cache"), notes::add);
    }

    /** The extension for tests counts the open tensors at the end. */
    @Test
    void referencesThatCannotBeComputed_leaveNoTensors() {
        FeatureNetwork network = new FeatureNetwork(FeatureExtractor.CLASSIFIER, classifier, false);
        var images = new References.Images(SyntheticImages.unreadable(40), test, false, null);
        assertThatThrownBy(() -> References.of(network, images, cache)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void storedReferences_equalComputedOnes() throws IOException {
        Values computed = values(classifier, TensorCache.NONE);
        assertThat(values(classifier, cache)).isEqualTo(computed);
        assertThat(files()).hasSize(2);
        List<Object> written = fileKeys();

        assertThat(values(classifier, cache)).isEqualTo(computed);

        assertThat(fileKeys()).as("a file that is written again is another one").isEqualTo(written);
        assertThat(notes).isEmpty();
    }

    private List<Object> fileKeys() throws IOException {
        List<Object> keys = new ArrayList<>();
        for (Path file : files()) {
            keys.add(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        }
        return keys;
    }

    @Test
    void anotherClassifierOrOtherImages_haveFilesOfTheirOwn() throws IOException {
        Values first = values(classifier, cache);
        assertThat(values(other, cache)).isNotEqualTo(first);
        assertThat(files()).hasSize(4);
        Dataset before = training;
        training = before.limit(100);
        try {
            values(classifier, cache);
        } finally {
            training = before;
        }
        assertThat(files()).hasSize(5);
        assertThat(notes).isEmpty();
    }

    @Test
    void damagedFiles_areReplacedWithANote() throws IOException {
        Values computed = values(classifier, cache);
        for (Path file : files()) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(channel.size() - 1);
            }
        }

        assertThat(values(classifier, cache)).isEqualTo(computed);

        assertThat(notes).hasSize(2).allMatch(note -> note.endsWith("; computing them again"));
        assertThat(notes.getFirst())
                .startsWith("features of the real images: " + cache.folder().get());
        notes.clear();
        assertThat(values(classifier, cache)).isEqualTo(computed);
        assertThat(notes).isEmpty();
    }

    @Test
    void filesOfAnotherKey_areReplacedWithANote() throws IOException {
        Values computed = values(classifier, cache);
        List<Path> own = files();
        values(other, cache);
        List<Path> foreign =
                files().stream().filter(file -> !own.contains(file)).toList();
        for (int i = 0; i < 2; i++) { // in the order of their names: the same kinds
            Files.copy(foreign.get(i), own.get(i), StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(values(classifier, cache)).isEqualTo(computed);

        assertThat(notes).hasSize(2).allMatch(note -> note.contains(": has the metadata {classifier="));
    }

    @Test
    void withoutAWritableFolder_referencesAreComputedWithANote() throws IOException {
        Files.writeString(folder.resolve("cache"), "a file where the folder should be");
        assertThat(values(classifier, cache)).isEqualTo(values(classifier, TensorCache.NONE));
        assertThat(notes)
                .hasSize(2)
                .allMatch(note -> note.contains(": cannot be stored as ")
                        && note.endsWith("; they will be computed again next time"));
    }

    /** What the references result in. */
    private record Values(List<Double> radii, double accuracy, double distance, Memorization memorization) {}

    private static Values values(Classifier by, TensorCache cache) {
        try (Reference reference = Reference.of(by, test, cache);
                TrainingReference trained = TrainingReference.of(by, training, reference.realFeatures(), cache);
                var evaluated = TensorScope.open()) {
            assertThat(trained.isOf(training)).isTrue();
            assertThat(trained.isOf(test)).isFalse();
            var generated =
                    by.classify(SyntheticImages.pixels(training, 20, 30)).features();
            return new Values(
                    Arrays.stream(reference.manifold().squaredRadii()).boxed().toList(),
                    reference.accuracy(),
                    FrechetDistance.between(reference.gaussian(), FrechetDistance.Gaussian.of(generated)),
                    trained.memorization(generated));
        }
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder.resolve("cache"))) {
            return files.sorted().toList();
        }
    }
}
