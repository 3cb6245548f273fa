package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.Dataset;
import wgan.data.Split;

final class ImageCacheTests {

    private static final String DIGEST = "0123456789abcdef".repeat(2);

    @TempDir
    private Path temporary;

    private Path folder;
    private Path cache;
    private ImageCache images;

    @BeforeEach
    void setUp() throws IOException {
        folder = temporary.resolve("photos");
        cache = temporary.resolve("cache");
        images = ImageCache.in(cache);
        put("1.png", 0x111111);
        put("2.png", 0x222222);
    }

    private void put(String name, int rgb) throws IOException {
        Pictures.write(folder.resolve(name), Pictures.png(Pictures.plain(16, 16, rgb)));
    }

    private void age(Path file, int days) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(days))));
    }

    private List<Path> paths() throws IOException {
        return images.items().stream().map(ImageCache.Item::path).toList();
    }

    @Test
    void cacheThatDoesNotExist_hasNoFiles() throws IOException {
        assertThat(images.items()).isEmpty();
        images.removeAbandoned();
        assertThat(cache).doesNotExist();
    }

    /** Two processes of a run decode the same images: one is killed, the other completes the file. */
    @Test
    void useOfAFile_removesWhatKilledProcessesLeftBesideIt() throws IOException {
        Pictures.source(folder, cache).open(Split.TRAIN);
        Path decoded = paths().get(0);
        Path left = Pictures.write(
                decoded.resolveSibling("." + decoded.getFileName() + "-cd30047a-4dbb-4efa-9917-744fcd399d2e.part"),
                new byte[10]);
        Pictures.source(folder, cache).open(Split.TRAIN);
        assertThat(left).doesNotExist();
        assertThat(decoded).exists();
    }

    @Test
    void items_areTheDecodedImagesAndWhatWasComputedFromThem_theOldestFirst() throws IOException {
        ImageFilesSource source = Pictures.source(folder, cache);
        source.open(Split.TRAIN);
        Path decoded = paths().get(0);
        Path classifier = Pictures.write(source.cache().resolve("classifier-v1.safetensors"), new byte[10]);
        age(classifier, 3);
        assertThat(paths()).containsExactly(classifier, decoded);
        assertThat(images.items().get(0).bytes()).isEqualTo(10);
        assertThat(images.items().get(1).bytes()).isEqualTo(Files.size(decoded));
    }

    @Test
    void use_isNotedOnceADay() throws IOException {
        Pictures.source(folder, cache).open(Split.TRAIN);
        Path file = paths().get(0);
        age(file, 40);
        Pictures.source(folder, cache).open(Split.TRAIN);
        Instant renewed = images.items().get(0).lastUse();
        assertThat(renewed).isAfter(Instant.now().minus(Duration.ofHours(1)));
        Pictures.source(folder, cache).open(Split.TRAIN);
        assertThat(images.items().get(0).lastUse()).isEqualTo(renewed);
    }

    @Test
    void remove_leavesImagesThatAreInUse() throws IOException {
        Dataset used = Pictures.source(folder, cache).open(Split.TRAIN);
        List<ImageCache.Item> items = images.items();
        assertThat(images.remove(items.get(0))).isTrue();
        assertThat(images.remove(items.get(0))).isFalse(); // as if another process had done it
        assertThat(images.items()).isEmpty();
        assertThat(List.of(used.image(0)[0], used.image(1)[767])).containsExactlyInAnyOrder((byte) 0x11, (byte) 0x22);
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).fingerprint())
                .isEqualTo(used.fingerprint());
    }

    @Test
    void remove_removesAFolderWithItsLastFile() throws IOException {
        Path computed = images.folder().resolve(DIGEST);
        Pictures.write(computed.resolve("a.safetensors"), new byte[1]);
        Pictures.write(computed.resolve("b.safetensors"), new byte[1]);
        List<ImageCache.Item> items = images.items();
        images.remove(items.get(0));
        assertThat(computed).isDirectory();
        images.remove(items.get(1));
        assertThat(computed).doesNotExist();
    }

    @Test
    void filesOfOthers_areNeitherListedNorRemoved() throws IOException {
        Path other = Pictures.write(temporary.resolve("other/a.safetensors"), new byte[100]);
        byte[] text = "no images of this program".getBytes(StandardCharsets.UTF_8);
        List<Path> files = new ArrayList<>();
        files.add(Pictures.write(images.folder().resolve(DIGEST + "-" + DIGEST + ".images"), text));
        files.add(Pictures.write(images.folder().resolve("notes.txt"), text));
        files.add(Pictures.write(images.folder().resolve("my-photos/a.safetensors"), text));
        files.add(Pictures.write(images.folder().resolve(DIGEST).resolve("notes.txt"), text));
        files.add(Pictures.write(cache.resolve("mnist/train-images-idx3-ubyte"), text));
        Path linked = images.folder().resolve(DIGEST.replace('0', '1'));
        files.add(Files.createSymbolicLink(linked, other.getParent()));
        files.add(Files.createSymbolicLink(images.folder().resolve(DIGEST).resolve("a.safetensors"), other));
        Pictures.source(folder, cache).open(Split.TRAIN);
        Path decoded = paths().get(0);
        String name = DIGEST.replace('0', '2') + "-" + DIGEST + ".images";
        files.add(Files.createSymbolicLink(images.folder().resolve(name), decoded));
        assertThat(paths()).containsExactly(decoded);
        for (Path file : files) {
            assertThat(images.remove(new ImageCache.Item(file, 1, Instant.EPOCH)))
                    .isFalse();
            assertThat(Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                    .as("%s", file)
                    .isTrue();
        }
        assertThat(images.remove(new ImageCache.Item(other, 1, Instant.EPOCH))).isFalse();
        assertThat(images.remove(new ImageCache.Item(linked.resolve("a.safetensors"), 1, Instant.EPOCH)))
                .isFalse();
        assertThat(other).exists();
    }

    @Test
    void changedImages_replaceTheirOlderFile() throws IOException {
        ImageImport resized = ImageImport.defaults().withResize(32, 32);
        Pictures.source(folder, cache, resized).open(Split.TRAIN);
        Path ofOtherOptions = paths().get(0);
        Dataset old = Pictures.source(folder, cache).open(Split.TRAIN);
        put("3.png", 0x333333);
        Pictures.source(folder, cache).open(Split.TRAIN);
        assertThat(paths()).hasSize(2).contains(ofOtherOptions);
        assertThat(old.image(0)).hasSize(3 * 256); // still mapped
    }
}
