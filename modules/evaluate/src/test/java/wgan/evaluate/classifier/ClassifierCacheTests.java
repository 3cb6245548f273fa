package wgan.evaluate.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.AtomicFile;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.NamedSource;
import wgan.data.TransferListener;
import wgan.evaluate.SyntheticImages;
import wgan.model.PretrainedModel;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

class ClassifierCacheTests {

    private static final Seed SEED = new Seed(5);
    private static final String TRAINING = "classifier: training on 200 images, once; about half a minute";

    @TempDir
    Path directory;

    private final List<String> notes = new ArrayList<>();
    private ClassifierCache cache;
    private Dataset images;

    @BeforeEach
    void prepare() throws DataException {
        cache = new ClassifierCache(directory.resolve("synthetic"), notes::add);
        images = SyntheticImages.training(200);
    }

    @Test
    void get_trainsOnce_andThenReadsTheFile() throws IOException {
        Map<String, byte[]> trained = obtain(SEED);
        assertThat(notes).containsExactly(TRAINING);
        assertThat(onlyFile().getFileName())
                .hasToString("classifier-v1-seed5-" + images.fingerprint() + ".safetensors");

        notes.clear();
        assertThat(obtain(SEED)).usingRecursiveComparison().isEqualTo(trained);
        assertThat(notes).isEmpty();
    }

    @Test
    void get_storesAFileForEachSeedAndEachSetOfImages() throws IOException {
        obtain(SEED);
        obtain(new Seed(-6));
        images = images.limit(199);
        obtain(SEED);
        assertThat(notes).hasSize(3);
        assertThat(files()).hasSize(3);
    }

    @Test
    void get_replacesATruncatedFile() throws IOException {
        Map<String, byte[]> trained = obtain(SEED);
        Path file = onlyFile();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - 1);
        }
        notes.clear();

        assertThat(obtain(SEED)).usingRecursiveComparison().isEqualTo(trained);
        assertThat(notes).hasSize(2).last().isEqualTo(TRAINING);
        assertThat(notes.getFirst()).startsWith("classifier: " + file + ": ").endsWith("; training it again");

        notes.clear();
        obtain(SEED);
        assertThat(notes).isEmpty();
    }

    @Test
    void get_replacesTheFileOfAnotherSeed() throws IOException {
        obtain(SEED);
        Path file = onlyFile();
        Path other = file.resolveSibling(file.getFileName().toString().replace("seed5", "seed6"));
        Files.move(file, other);
        notes.clear();

        obtain(new Seed(6));

        String fingerprint = images.fingerprint();
        assertThat(notes.getFirst())
                .isEqualTo("classifier: " + other + ": has the metadata {seed=5, training=" + fingerprint
                        + ", wgan.classifier=1}, expected {seed=6, training=" + fingerprint
                        + ", wgan.classifier=1}; training it again");
    }

    @Test
    void get_replacesAFileWithOtherTensors() throws IOException {
        obtain(SEED);
        Path file = onlyFile();
        Map<String, String> metadata;
        try (SafeTensors tensors = SafeTensors.open(file)) {
            metadata = tensors.metadata();
        }
        try (Tensor tensor = Tensor.zeros(DType.F32, Device.CPU, 1)) {
            AtomicFile.write(file, out -> SafeTensors.write(out, Map.of("fc2.weight", tensor), metadata));
        }
        notes.clear();

        obtain(SEED);

        assertThat(notes)
                .hasSize(2)
                .first()
                .asString()
                .contains("has no tensor")
                .endsWith("; training it again");
    }

    @Test
    void get_replacesAFileWithNaN() throws IOException {
        Map<String, byte[]> trained = obtain(SEED);
        Path file = onlyFile();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] = 0x7f; // the sign and exponent of the last number
        bytes[bytes.length - 2] = (byte) 0xc0;
        Files.write(file, bytes);
        notes.clear();

        assertThat(obtain(SEED)).usingRecursiveComparison().isEqualTo(trained);
        assertThat(notes).hasSize(2).last().isEqualTo(TRAINING);
        assertThat(notes.getFirst())
                .startsWith("classifier: " + file + ": ")
                .contains(" has NaN at (")
                .endsWith(
                        ", expected finite numbers; its training diverged, or the file is damaged; training it again");
    }

    @Test
    void get_prefersAPretrainedClassifierOfTheSameKey() throws IOException {
        Map<String, byte[]> trained = obtain(SEED);
        byte[] file = Files.readAllBytes(onlyFile());
        obtain(new Seed(6));
        byte[] other = Files.readAllBytes(files().stream()
                .filter(path -> path.toString().contains("seed6"))
                .findFirst()
                .orElseThrow());
        cache = new ClassifierCache(directory.resolve("empty"), notes::add);
        notes.clear();

        assertThat(obtain(SEED, pretrained(other), pretrained(file)))
                .usingRecursiveComparison()
                .isEqualTo(trained);
        assertThat(notes).isEmpty();
        assertThat(cache.folder()).doesNotExist();
    }

    @Test
    void get_saysThatAPretrainedClassifierCannotBeRead() throws IOException {
        Map<String, byte[]> trained = obtain(SEED);
        byte[] file = Files.readAllBytes(onlyFile());
        notes.clear();

        assertThat(obtain(SEED, pretrained(Arrays.copyOf(file, file.length - 1))))
                .usingRecursiveComparison()
                .isEqualTo(trained);
        assertThat(notes).hasSize(1).first().asString().startsWith("classifier: pretrained digits: ");
        assertThat(notes.getFirst()).endsWith("; not used");
    }

    private static PretrainedModel pretrained(byte[] file) {
        return new PretrainedModel() {
            @Override
            public String name() {
                return "digits";
            }

            @Override
            public Kind kind() {
                return Kind.CLASSIFIER;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(file);
            }

            @Override
            public String card() {
                return "";
            }
        };
    }

    /** The extension for tests counts the open tensors at the end. */
    @Test
    void get_whoseReceiverOfNotesFails_closesTheNewClassifier() throws IOException {
        Files.writeString(cache.folder(), "a file where the folder should be");
        ClassifierCache failing = new ClassifierCache(cache.folder(), note -> {
            if (note.contains("cannot be stored")) {
                throw new IllegalStateException(note);
            }
        });
        assertThatThrownBy(() -> failing.get(images, SEED, Device.CPU, List.of()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void get_withoutAWritableFolder_returnsTheClassifierWithANote() throws IOException {
        Files.writeString(cache.folder(), "a file where the folder should be");
        assertThat(obtain(SEED)).isNotEmpty();
        assertThat(notes)
                .hasSize(2)
                .last()
                .asString()
                .startsWith("classifier: cannot be stored as " + cache.folder())
                .endsWith("it will be trained again next time");
    }

    @Test
    void of_isBesideTheFilesOfTheDataset_andNotifiesTheirListener() {
        var options = DataOptions.defaults().withCache(directory).withListener(new TransferListener() {
            @Override
            public void noted(String line) {
                notes.add(line);
            }
        });
        ClassifierCache beside = ClassifierCache.of(new NamedSource(DatasetName.FASHION_MNIST, options));
        beside.notes().accept("a note");
        assertThat(beside.folder()).isEqualTo(directory.resolve("fashion-mnist"));
        assertThat(notes).containsExactly("a note");
    }

    /** The state of the classifier, as bytes. */
    private Map<String, byte[]> obtain(Seed seed, PretrainedModel... pretrained) {
        try (Classifier classifier = cache.get(images, seed, Device.CPU, List.of(pretrained))) {
            Map<String, byte[]> state = new HashMap<>();
            classifier
                    .state()
                    .forEach((name, tensor) ->
                            state.put(name, tensor.toByteBuffer().array()));
            return state;
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(cache.folder())) {
            return files.toList();
        }
    }
}
