package wgan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests with an archive that has three digits, two letters and one of each for evaluation. */
final class EmnistArchiveTests {

    private static final int SIDE = 28;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String DIGITS_TRAIN = "gzip/emnist-digits-train-";
    private static final String IMAGES = "images-idx3-ubyte.gz";
    private static final String LABELS = "labels-idx1-ubyte.gz";
    private static final String AGAIN = "; fetch or copy the file again";

    private final Map<String, byte[]> members = new HashMap<>();

    @TempDir
    private Path cache;

    private LoopbackServer server;

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
        put(DIGITS_TRAIN, 3, 0, 9, 5);
        put("gzip/emnist-digits-test-", 1, 7);
        put("gzip/emnist-letters-train-", 2, 26, 1);
        put("gzip/emnist-letters-test-", 1, 2);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        server.close();
    }

    private void put(String prefix, int count, int... labels) throws IOException {
        members.put(prefix + IMAGES, Archives.images(count, SIDE, transposed(count)));
        members.put(prefix + LABELS, Archives.labels(labels));
    }

    @Test
    void digits_areTransposedBack() throws IOException {
        Dataset digits = fetched(DatasetName.EMNIST_DIGITS, Split.TRAIN, "digits", 0);
        assertThat(digits.name()).isEqualTo("emnist-digits");
        assertThat(digits.size()).isEqualTo(3);
        assertThat(digits.classes()).isEqualTo(10);
        assertThat(List.of(digits.label(0), digits.label(1), digits.label(2))).containsExactly(0, 9, 5);
        for (int i = 0; i < 3; i++) {
            assertThat(digits.image(i)).isEqualTo(upright(i));
        }
    }

    @Test
    void letters_areNumberedFromZero() throws IOException {
        Dataset letters = fetched(DatasetName.EMNIST_LETTERS, Split.TRAIN, "letters", 1);
        assertThat(letters.size()).isEqualTo(2);
        assertThat(letters.label(0)).isEqualTo(25);
        assertThat(letters.label(1)).isZero();
        assertThat(letters.classes()).isEqualTo(26);
        assertThat(letters.classNames()).startsWith("A", "B").endsWith("Z");
        assertThat(letters.image(1)).isEqualTo(upright(1));
    }

    @Test
    void oneDownload_servesBothSetsAndBothParts() throws IOException {
        fetched(DatasetName.EMNIST_DIGITS, Split.TRAIN, "digits", 0);
        assertThat(cache.resolve("emnist").toFile().list()).containsExactly("gzip.zip");
        server.answer("gzip.zip", new byte[0]); // not asked again
        DatasetSource letters = source("letters", 1, archive());
        Dataset test = Datasets.open(DatasetName.EMNIST_LETTERS, Split.TEST, letters, options());
        assertThat(test.size()).isEqualTo(1);
        assertThat(test.label(0)).isEqualTo(1);
        assertThat(Datasets.open(DatasetName.EMNIST_DIGITS, Split.TEST, source("digits", 0, archive()), options())
                        .label(0))
                .isEqualTo(7);
    }

    @Test
    void anotherSha256_isRefused() throws IOException {
        server.answer("gzip.zip", new byte[3]);
        DatasetSource source = source("digits", 0, archive());
        assertThatThrownBy(() -> Datasets.open(DatasetName.EMNIST_DIGITS, Split.TRAIN, source, options()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "gzip.zip: SHA-256 is 709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c, expected "
                                + source.files().get(0).sha256());
        assertThat(cache.resolve("emnist")).isEmptyDirectory();
    }

    @Test
    void archiveWithoutTheMember_isRefused() throws IOException {
        members.remove(DIGITS_TRAIN + LABELS);
        assertRefused("", "has no " + DIGITS_TRAIN + LABELS + ", expected the zip archive of EMNIST" + AGAIN);
    }

    @Test
    void truncatedArchive_isRefused() throws IOException {
        byte[] archive = archive();
        Path file = Files.write(cache.resolve("gzip.zip"), Arrays.copyOf(archive, archive.length / 2));
        assertThatThrownBy(() -> provided())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": cannot be read (")
                .hasMessageEndingWith("), expected the zip archive of EMNIST" + AGAIN)
                .message()
                .hasLineCount(1);
    }

    @Test
    void moreImagesThanPublished_areRefusedBeforeTheyAreRead() throws IOException {
        members.put(DIGITS_TRAIN + IMAGES, Archives.images(240_001, SIDE, transposed(1)));
        assertRefused(IMAGES, "count is 240001 at byte 4, expected 1 to 240000" + AGAIN);
    }

    @Test
    void fewerImagesThanTheCount_areRefused() throws IOException {
        members.put(DIGITS_TRAIN + IMAGES, Archives.images(4, SIDE, transposed(3)));
        assertRefused(
                IMAGES, "ends at byte 2368, expected 3152 for the 4 items that the count at byte 4 states" + AGAIN);
    }

    @Test
    void truncatedMember_isRefused() throws IOException {
        byte[] whole = members.get(DIGITS_TRAIN + IMAGES);
        members.put(DIGITS_TRAIN + IMAGES, Arrays.copyOf(whole, whole.length / 2));
        assertThatThrownBy(() -> provided(archive()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(DIGITS_TRAIN + IMAGES + ": cannot be read at byte ")
                .hasMessageContaining("(the gzip data is truncated)");
    }

    @Test
    void imagesOfAnotherSize_areRefused() throws IOException {
        members.put(DIGITS_TRAIN + IMAGES, Archives.images(1, 32, new byte[32 * 32]));
        assertRefused(IMAGES, "rows is 32 at byte 8, expected 28; give images of 28 × 28");
    }

    @Test
    void labelsThatDoNotMatchTheImages_areRefused() throws IOException {
        members.put(DIGITS_TRAIN + LABELS, Archives.labels(1, 2));
        assertRefused(
                LABELS,
                "count is 2 at byte 4, expected 3, a label for each image of " + DIGITS_TRAIN + IMAGES
                        + "; take both files from the same source");
    }

    @Test
    void labelOfNoClass_isRefused() throws IOException {
        members.put(DIGITS_TRAIN + LABELS, Archives.labels(1, 10, 2));
        assertRefused(LABELS, "label of image 1 is 10, expected 0 to 9" + AGAIN);

        members.put("gzip/emnist-letters-train-" + LABELS, Archives.labels(1, 0));
        Path file = Files.write(cache.resolve("gzip.zip"), archive());
        assertThatThrownBy(() -> Datasets.open(
                        DatasetName.EMNIST_LETTERS,
                        Split.TRAIN,
                        DataOptions.defaults().withDirectory(cache)))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ", gzip/emnist-letters-train-" + LABELS + ": label of image 1 is 0, expected 1 to 26"
                        + AGAIN);
    }

    @Test
    void missingArchive_isNamed() {
        assertThatThrownBy(() -> provided())
                .isInstanceOfSatisfying(
                        DataException.class,
                        e -> assertThat(e.reason()).isEqualTo(DataException.Reason.DIRECTORY_INCOMPLETE))
                .hasMessage(cache + ": has no gzip.zip; put it there");
    }

    private void assertRefused(String member, String why) throws IOException {
        String file = cache.resolve("gzip.zip") + (member.isEmpty() ? "" : ", " + DIGITS_TRAIN + member);
        assertThatThrownBy(() -> provided(archive()))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": " + why);
    }

    /** Opens the digits of a user-provided archive. */
    private Dataset provided(byte[] archive) throws IOException {
        Files.write(cache.resolve("gzip.zip"), archive);
        return provided();
    }

    private Dataset provided() throws IOException {
        return Datasets.open(
                DatasetName.EMNIST_DIGITS, Split.TRAIN, DataOptions.defaults().withDirectory(cache));
    }

    /** Opens a set of the archive, which the server has. */
    private Dataset fetched(DatasetName name, Split split, String set, int firstLabel) throws IOException {
        byte[] archive = archive();
        server.answer("gzip.zip", archive);
        return Datasets.open(name, split, source(set, firstLabel, archive), options());
    }

    private DatasetSource source(String set, int firstLabel, byte[] archive) {
        DataFile file = DataFile.archive("gzip.zip", OneFile.sha256(archive), archive.length);
        return new DatasetSource(
                "emnist",
                List.of(file),
                List.of(file),
                new EmnistArchive(set, firstLabel),
                List.of(new HttpMirror(server.base(), TIMEOUT, TIMEOUT)));
    }

    private DataOptions options() {
        return DataOptions.defaults().withCache(cache);
    }

    private byte[] archive() throws IOException {
        return Archives.zip(members);
    }

    private static byte pixel(int image, int row, int column) {
        return (byte) (image * 100 + row * 3 + column * 7);
    }

    private static byte[] upright(int image) {
        byte[] pixels = new byte[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel(image, i / SIDE, i % SIDE);
        }
        return pixels;
    }

    /** Returns images as EMNIST has them: column after column. */
    private static byte[] transposed(int count) {
        byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixel(i / (SIDE * SIDE), i % SIDE, i / SIDE % SIDE);
        }
        return pixels;
    }
}
