package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.image.ImageShape;
import wgan.random.Seed;

final class DatasetsTests {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ".gz"})
    void open_readsUserProvidedFiles(String suffix) throws IOException {
        IdxFile.writeImages(folder.resolve("train-images-idx3-ubyte" + suffix), Digits.pixels(7), ImageShape.MNIST);
        Digits.writeLabels(folder.resolve("train-labels-idx1-ubyte" + suffix), Digits.labels(7));
        Dataset dataset = Datasets.open(DatasetName.MNIST, Split.TRAIN, userProvided());
        assertThat(dataset.size()).isEqualTo(7);
        assertThat(dataset.image(6)).isEqualTo(Digits.image(6));
        assertThat(dataset.label(6)).isEqualTo(6);
    }

    @Test
    void open_refusesAFolderWithoutLabels() throws IOException {
        IdxFile.writeImages(folder.resolve("t10k-images-idx3-ubyte"), Digits.pixels(7), ImageShape.MNIST);
        assertThatThrownBy(() -> Datasets.open(DatasetName.MNIST, Split.TEST, userProvided()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": has neither t10k-labels-idx1-ubyte.gz nor t10k-labels-idx1-ubyte;"
                        + " put one of them there")
                .extracting(e -> ((DataException) e).reason())
                .isEqualTo(DataException.Reason.DIRECTORY_INCOMPLETE);
    }

    @Test
    void open_refusesLabelsThatDoNotMatchTheImages() throws IOException {
        IdxFile.writeImages(folder.resolve("train-images-idx3-ubyte"), Digits.pixels(7), ImageShape.MNIST);
        Digits.writeLabels(folder.resolve("train-labels-idx1-ubyte"), Digits.labels(6));
        assertThatThrownBy(() -> Datasets.open(DatasetName.MNIST, Split.TRAIN, userProvided()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("train-labels-idx1-ubyte") + ": count is 6 at byte 4, expected 7, a label"
                        + " for each image of train-images-idx3-ubyte; take both files from the same source");
    }

    @Test
    void open_generatesSyntheticDigits() throws IOException {
        DataOptions options = DataOptions.defaults().withCache(folder).withSeed(new Seed(9));
        Dataset dataset = Datasets.open(DatasetName.SYNTHETIC, Split.TEST, options);
        assertThat(dataset.size()).isEqualTo(10_000);
        assertThat(dataset.image(3))
                .isEqualTo(SyntheticDigits.generate(new Seed(9), Split.TEST, ImageShape.MNIST, 4)
                        .image(3));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void open_refusesAFolderForSyntheticDigits() {
        assertThatThrownBy(() -> Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, userProvided()))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": the dataset synthetic has no files, expected no folder")
                .extracting(e -> ((DataException) e).reason())
                .isEqualTo(DataException.Reason.DATASET_WITHOUT_FILES);
    }

    @ParameterizedTest
    @EnumSource(DatasetName.class)
    void open_refusesALimitBelowOne(DatasetName name) {
        DataOptions options = DataOptions.defaults().withCache(folder);
        assertThatThrownBy(() -> Datasets.open(name, Split.TRAIN, 0, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset " + name + ": limit is 0, expected at least 1");
    }

    @Test
    void synthetic_hasNoFiles() throws IOException {
        DataOptions options = DataOptions.defaults().withCache(folder);
        Datasets.fetch(DatasetName.SYNTHETIC, options);
        assertThat(Datasets.files(DatasetName.SYNTHETIC, options)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void files_returnsTheStateOfEachFileInTheFolder() throws IOException {
        Digits.writeLabels(folder.resolve("t10k-labels-idx1-ubyte"), Digits.labels(6));
        assertThat(Datasets.files(DatasetName.FASHION_MNIST, userProvided()))
                .containsExactly(
                        missing("train-images-idx3-ubyte.gz"),
                        missing("train-labels-idx1-ubyte.gz"),
                        missing("t10k-images-idx3-ubyte.gz"),
                        new FileState(folder.resolve("t10k-labels-idx1-ubyte"), 14, FileState.Check.DIFFERENT));
    }

    @Test
    void folder_isTheUserProvidedOneOrThatOfTheDatasetInTheCache() {
        assertThat(Datasets.folder(DatasetName.MNIST, userProvided())).isEqualTo(folder);
        assertThat(Datasets.folder(
                        DatasetName.FASHION_MNIST, DataOptions.defaults().withCache(folder)))
                .isEqualTo(folder.resolve("fashion-mnist"));
    }

    @Test
    void options_keepTheirValues() {
        TransferListener listener = new RecordingListener();
        DataOptions options = DataOptions.defaults()
                .withListener(listener)
                .withSeed(new Seed(1))
                .withCache(folder)
                .withDirectory(folder);
        assertThat(options)
                .isEqualTo(new DataOptions(Optional.of(folder), folder, new Seed(1), ImageShape.MNIST, listener));
    }

    @ParameterizedTest
    @EnumSource
    void name_isParsed(DatasetName name) throws IOException {
        assertThat(DatasetName.of(name.toString())).isEqualTo(name);
    }

    @Test
    void name_thatIsUnknownIsRefused() {
        assertThatThrownBy(() -> DatasetName.of("MNIST"))
                .isInstanceOf(DataException.class)
                .hasMessage("dataset is 'MNIST', expected one of mnist, fashion-mnist, kmnist,"
                        + " emnist-digits, emnist-letters, cifar-10, synthetic");
    }

    @ParameterizedTest
    @EnumSource(names = {"MNIST", "FASHION_MNIST", "KMNIST"})
    void source_hasImagesAndLabelsOfEachSplit(DatasetName name) {
        for (Split split : Split.values()) {
            assertThat(DatasetSource.of(name).files(split))
                    .extracting(DataFile::name)
                    .containsExactly(split.prefix() + "-images-idx3-ubyte", split.prefix() + "-labels-idx1-ubyte");
        }
        assertThat(DatasetSource.of(name).files()).hasSize(4).allSatisfy(file -> {
            assertThat(file.sha256()).matches("[0-9a-f]{64}");
            assertThat(file.rawSha256().isPresent()).isEqualTo(name != DatasetName.KMNIST);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"EMNIST_DIGITS", "EMNIST_LETTERS", "CIFAR_10"})
    void source_isOneArchive(DatasetName name) {
        DatasetSource source = DatasetSource.of(name);
        assertThat(source.files())
                .hasSize(1)
                .isEqualTo(source.files(Split.TRAIN))
                .isEqualTo(source.files(Split.TEST));
        assertThat(source.files().get(0).sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void files_returnsTheStateOfAnArchive() throws IOException {
        Path archive = folder.resolve("gzip.zip");
        assertThat(Datasets.files(DatasetName.EMNIST_LETTERS, userProvided())).containsExactly(missing("gzip.zip"));
        Files.write(archive, new byte[3]);
        assertThat(Datasets.files(DatasetName.EMNIST_DIGITS, userProvided()))
                .containsExactly(new FileState(archive, 3, FileState.Check.DIFFERENT));
        assertThat(Datasets.files(DatasetName.CIFAR_10, userProvided()))
                .containsExactly(missing("cifar-10-binary.tar.gz"));
    }

    @Test
    void kmnist_isReadFromCompressedOrDecompressedFiles() throws IOException {
        IdxFile.writeImages(folder.resolve("t10k-images-idx3-ubyte"), Digits.pixels(3), ImageShape.MNIST);
        Digits.writeLabels(folder.resolve("t10k-labels-idx1-ubyte.gz"), Digits.labels(3));
        Dataset dataset = Datasets.open(DatasetName.KMNIST, Split.TEST, userProvided());
        assertThat(dataset.name()).isEqualTo("kmnist");
        assertThat(dataset.image(2)).isEqualTo(Digits.image(2));
        assertThat(dataset.classes()).isEqualTo(10);
        assertThat(dataset.classNames()).startsWith("お").endsWith("を");
        assertThat(dataset.limit(1).classNames()).isEqualTo(DatasetName.KMNIST.classNames());
        assertThat(Datasets.files(DatasetName.KMNIST, userProvided()))
                .extracting(FileState::check)
                .containsExactly(
                        FileState.Check.MISSING,
                        FileState.Check.MISSING,
                        FileState.Check.UNKNOWN,
                        FileState.Check.DIFFERENT);
    }

    @Test
    void setsOfOneArchive_shareAFolder() {
        DataOptions options = DataOptions.defaults().withCache(folder);
        assertThat(Datasets.folder(DatasetName.EMNIST_DIGITS, options)).isEqualTo(folder.resolve("emnist"));
        assertThat(Datasets.folder(DatasetName.EMNIST_LETTERS, options)).isEqualTo(folder.resolve("emnist"));
        assertThat(Datasets.folder(DatasetName.CIFAR_10, options)).isEqualTo(folder.resolve("cifar-10"));
    }

    private DataOptions userProvided() {
        return DataOptions.defaults().withDirectory(folder);
    }

    private FileState missing(String name) {
        return new FileState(folder.resolve(name), 0, FileState.Check.MISSING);
    }
}
