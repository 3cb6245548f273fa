package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with an archive that has two images in each of its files, in another order than that of their numbers. */
final class CifarArchiveTests {

    private static final String NAME = "cifar-10-binary.tar.gz";
    private static final String FOLDER = "cifar-10-batches-bin/";
    private static final String EXPECTED =
            ", expected the tar.gz archive of CIFAR-10's binary version; fetch or copy the file again";
    private static final int NUMEL = 3 * 32 * 32;
    private static final int HEADER = 512; // bytes of a header of tar
    private static final int RECORD = 1 + NUMEL;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final Map<String, byte[]> members = new LinkedHashMap<>();

    @TempDir
    private Path folder;

    private LoopbackServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stopServer() throws IOException, InterruptedException {
        server.close();
    }

    @BeforeEach
    void fill() {
        members.put(FOLDER + "batches.meta.txt", new byte[61]);
        members.put(FOLDER + "data_batch_4.bin", records(6, 7));
        members.put(FOLDER + "test_batch.bin", records(3, 8));
        members.put(FOLDER + "data_batch_1.bin", records(0, 1));
        members.put(FOLDER + "data_batch_5.bin", records(8, 9));
        members.put(FOLDER + "data_batch_2.bin", records(2, 3));
        members.put(FOLDER + "data_batch_3.bin", records(4, 5));
    }

    @Test
    void trainingSet_isTheFiveFilesInOrder() throws IOException {
        Dataset training = provided(Split.TRAIN);
        assertThat(training.name()).isEqualTo("cifar-10");
        assertThat(training.size()).isEqualTo(10);
        assertThat(training.shape()).hasToString("3x32x32");
        assertThat(training.classNames()).hasSize(10).startsWith("airplane").endsWith("truck");
        for (int i = 0; i < 10; i++) {
            assertThat(training.label(i)).isEqualTo(i);
            assertThat(training.image(i)).isEqualTo(image(i));
        }
    }

    @Test
    void testSet_isItsOwnFile() throws IOException {
        Dataset test = provided(Split.TEST);
        assertThat(test.size()).isEqualTo(2);
        assertThat(test.classes()).isEqualTo(10);
        assertThat(test.label(1)).isEqualTo(8);
        assertThat(test.image(1)).isEqualTo(image(8));
    }

    @Test
    void archive_isFetchedVerifiedAndKept() throws IOException {
        byte[] archive = Archives.tarGz(members);
        DataFile file = DataFile.archive(NAME, OneFile.sha256(archive), archive.length);
        DatasetSource source = new DatasetSource(
                "cifar-10",
                List.of(file),
                List.of(file),
                new CifarArchive(),
                List.of(new HttpMirror(server.base(), TIMEOUT, TIMEOUT)));
        DataOptions options = DataOptions.defaults().withCache(folder);
        server.answer(NAME, new byte[3]);
        assertThatThrownBy(() -> Datasets.open(DatasetName.CIFAR_10, Split.TRAIN, source, options))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(NAME + ": SHA-256 is ");
        server.answer(NAME, archive);
        assertThat(Datasets.open(DatasetName.CIFAR_10, Split.TRAIN, source, options)
                        .size())
                .isEqualTo(10);
        server.answer(NAME, new byte[3]);
        assertThat(Datasets.open(DatasetName.CIFAR_10, Split.TEST, source, options)
                        .size())
                .isEqualTo(2);
        assertThat(folder.resolve("cifar-10").toFile().list()).containsExactly(NAME);
        assertThat(source.files()).containsExactly(file);
    }

    @Test
    void archiveWithoutAFile_isRefused() {
        members.remove(FOLDER + "data_batch_2.bin");
        assertRefused(": has no cifar-10-batches-bin/data_batch_2.bin" + EXPECTED);
    }

    @Test
    void truncatedArchive_isRefused() throws IOException {
        byte[] archive = Archives.tarGz(members);
        for (int length = 0; length < archive.length - 200; length += 1 + archive.length / 40) {
            Path file = Files.write(folder.resolve(NAME), Arrays.copyOf(archive, length));
            assertThatThrownBy(() -> open(Split.TRAIN))
                    .isInstanceOf(DataException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageEndingWith(EXPECTED)
                    .message()
                    .hasLineCount(1);
        }
    }

    @Test
    void damagedHeaders_areRefusedInOneLineOrRead() throws IOException {
        byte[] tar = new GZIPInputStream(new ByteArrayInputStream(Archives.tarGz(members))).readAllBytes();
        byte[] noise = Digits.noise(1000);
        for (int i = 0; i < noise.length; i++) {
            byte[] damaged = tar.clone();
            damaged[i % HEADER] = noise[i]; // the first header, of a member that is skipped
            damaged[HEADER + 512 + i % HEADER] = noise[noise.length - 1 - i]; // one that is read
            Files.write(folder.resolve(NAME), Archives.gzip(damaged));
            try {
                open(Split.TRAIN);
            } catch (DataException e) {
                assertThat(e).message().hasLineCount(1).startsWith(folder.toString());
            }
        }
    }

    @Test
    void fileWithAPartOfARecord_isRefused() {
        members.put(FOLDER + "data_batch_3.bin", new byte[2 * RECORD - 1]);
        assertRefused(", cifar-10-batches-bin/data_batch_3.bin: has 6145 bytes, expected one or more records of 3073"
                + " bytes; fetch or copy the file again");
        members.put(FOLDER + "data_batch_3.bin", new byte[0]);
        assertRefused(", cifar-10-batches-bin/data_batch_3.bin: has 0 bytes, expected one or more records of 3073"
                + " bytes; fetch or copy the file again");
    }

    @Test
    void labelOfNoClass_isRefused() {
        byte[] records = records(8, 9);
        records[RECORD] = (byte) 200;
        members.put(FOLDER + "data_batch_5.bin", records);
        assertRefused(
                ", cifar-10-batches-bin/data_batch_5.bin: label is 200 at byte 3073, expected 0 to 9; fetch or copy"
                        + " the file again");
    }

    /** A few bytes that decompress to many: in a member that is read, and in one that is skipped. */
    @Test
    void archiveThatIsTooLarge_isRefused() throws IOException {
        Path file = folder.resolve(NAME);
        for (String member : List.of("data_batch_4.bin", "batches.meta.txt")) {
            fill();
            members.put(FOLDER + member, new byte[1_000_000]);
            Files.write(file, Archives.tarGz(members));
            assertThatThrownBy(() -> new CifarArchive(500_000).read(DatasetName.CIFAR_10, Split.TRAIN, List.of(file)))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": cannot be read (the decompressed archive: has more than 500000 bytes)"
                            + EXPECTED);
        }
    }

    /** A member of old GNU tar that states 8 GiB of zeros, without a byte of them in the archive. */
    @Test
    void sparseMember_isRefused() throws IOException {
        Path file = Files.write(folder.resolve(NAME), Archives.sparse(FOLDER + "test_batch.bin"));
        assertThatThrownBy(() -> open(Split.TEST))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": cannot be read (a sparse member)" + EXPECTED);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> provided(Split.TRAIN))
                .isInstanceOf(DataException.class)
                .hasMessage(folder.resolve(NAME) + why);
    }

    private Dataset provided(Split split) throws IOException {
        Files.write(folder.resolve(NAME), Archives.tarGz(members));
        return open(split);
    }

    private Dataset open(Split split) throws DataException {
        return Datasets.open(DatasetName.CIFAR_10, split, DataOptions.defaults().withDirectory(folder));
    }

    /** Returns records of images whose labels are their numbers. */
    private static byte[] records(int first, int second) {
        byte[] records = new byte[2 * RECORD];
        records[0] = (byte) first;
        System.arraycopy(image(first), 0, records, 1, NUMEL);
        records[RECORD] = (byte) second;
        System.arraycopy(image(second), 0, records, RECORD + 1, NUMEL);
        return records;
    }

    private static byte[] image(int number) {
        byte[] image = Digits.noise(NUMEL);
        image[0] = (byte) number;
        return image;
    }
}
