package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.Dataset;
import wgan.data.Split;
import wgan.data.TransferListener;
import wgan.image.ImageShape;

final class ImageFolderTests {

    @TempDir
    private Path temporary;

    private Path folder;
    private Path cache;

    @BeforeEach
    void setUp() {
        folder = temporary.resolve("photos");
        cache = temporary.resolve("cache");
    }

    private void put(String path, int height, int width, int rgb) throws IOException {
        Pictures.write(folder.resolve(path), Pictures.png(Pictures.plain(height, width, rgb)));
    }

    private static Set<Integer> firstLevels(Dataset images) {
        Set<Integer> levels = new TreeSet<>();
        for (int i = 0; i < images.size(); i++) {
            levels.add(Byte.toUnsignedInt(images.image(i)[0]));
        }
        return levels;
    }

    @Test
    void open_readsEveryFormatByContentAndIgnoresOtherFiles() throws IOException {
        Pictures.write(folder.resolve("a.png"), Pictures.png(Pictures.grayGradient(16, 16)));
        Pictures.write(folder.resolve("b/b.jpg"), Pictures.encoded(Pictures.plain(16, 16, 0x404040), "jpg"));
        Pictures.write(folder.resolve("b/c.bmp"), Pictures.encoded(Pictures.plain(16, 16, 0x808080), "bmp"));
        Files.move(folder.resolve("a.png"), folder.resolve("b/a.jpeg")); // a PNG image all the same
        Pictures.write(folder.resolve("b/d"), Pictures.encoded(Pictures.plain(16, 16, 0xc0c0c0), "gif"));
        Pictures.write(folder.resolve("readme.txt"), "hello".getBytes(StandardCharsets.UTF_8));
        Pictures.write(folder.resolve(".hidden.png"), Pictures.png(Pictures.plain(20, 20, 0)));
        Dataset images = Pictures.source(folder, cache).open(Split.TRAIN);
        assertThat(images.size()).isEqualTo(4);
        assertThat(images.name()).isEqualTo("photos");
        assertThat(images.shape()).isEqualTo(new ImageShape(3, 16, 16)); // JPEG and BMP are stored in color
        assertThat(images.classes()).isZero();
        assertThat(firstLevels(images)).containsExactly(0, 0x40, 0x80, 0xc0);
        ImageSurvey survey = Pictures.source(folder, cache).survey();
        assertThat(survey.ignored()).isEqualTo(2);
        assertThat(survey.format()).isEqualTo("folder of images");
        assertThat(survey.parts().get(Split.TRAIN).sizes()).isEqualTo(Map.of("16x16", 4));
        assertThat(survey.shape()).contains(new ImageShape(3, 16, 16));
    }

    @Test
    void subfolders_areClassesInTheOrderOfTheirNames() throws IOException {
        for (int i = 0; i < 12; i++) {
            put("%d/%d.png".formatted(i, i), 28, 28, i * 0x010101);
        }
        ImageFilesSource source =
                Pictures.source(folder, cache, ImageImport.defaults().withChannels(1));
        Dataset images = source.open(Split.TRAIN);
        assertThat(images.classes()).isEqualTo(12);
        assertThat(source.hasTestSet()).isFalse();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            labels.add(images.label(i));
            assertThat(images.image(i)).containsOnly(images.label(i));
        }
        assertThat(labels)
                .doesNotHaveDuplicates()
                .isNotEqualTo(labels.stream().sorted().toList());
        assertThat(source.survey().classNames()).startsWith("0", "1", "2").endsWith("10", "11");
        assertThat(source.survey().parts().get(Split.TRAIN).imagesByClass())
                .hasSize(12)
                .containsOnly(1);
    }

    @Test
    void oneSubfolder_isNoClass() throws IOException {
        put("images/more/1.png", 28, 28, 0);
        put("images/more/2.png", 28, 28, 0);
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).classes()).isZero();
    }

    @Test
    void trainAndTest_areTheParts() throws IOException {
        for (String name : List.of("train/cat/1", "train/cat/2", "train/dog/3", "test/dog/4", "val/dog/5")) {
            put("set/" + name + ".png", 32, 32, 0x010000 * name.charAt(name.length() - 1));
        }
        ImageFilesSource source = Pictures.source(folder, cache);
        assertThat(source.hasTestSet()).isTrue();
        assertThat(source.open(Split.TRAIN).size()).isEqualTo(3);
        Dataset test = source.open(Split.TEST);
        assertThat(test.size()).isEqualTo(1);
        assertThat(test.label(0)).isEqualTo(1);
        assertThat(test.classes()).isEqualTo(2);
        assertThat(test.image(0)[0]).isEqualTo((byte) '4');
        assertThat(source.hasTestSet()).isTrue(); // now by the cache
        assertThat(source.survey().ignored()).isEqualTo(1);
    }

    @Test
    void testSet_thatIsMissingIsRefused() throws IOException {
        put("1.png", 32, 32, 0);
        assertThatThrownBy(() -> Pictures.source(folder, cache).open(Split.TEST))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": has no test set; put it in a folder 'test' beside 'train',"
                        + " or compare with a part of the training set");
    }

    @Test
    void order_dependsOnNothingButThePaths() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 30; i++) {
            byte[] png = Pictures.png(Pictures.plain(16, 16, i * 0x010101));
            Pictures.write(folder.resolve("%02d.png".formatted(i)), png);
            entries.put("x/%02d.png".formatted(29 - i), Pictures.png(Pictures.plain(16, 16, (29 - i) * 0x010101)));
        }
        Dataset images = Pictures.source(folder, cache).open(Split.TRAIN);
        Dataset zipped = Pictures.source(Pictures.zip(temporary.resolve("a.zip"), entries), cache)
                .open(Split.TRAIN);
        assertThat(zipped.fingerprint()).isEqualTo(images.fingerprint());
        assertThat(Byte.toUnsignedInt(images.image(0)[0])).isEqualTo(29); // the order never changes
    }

    @Test
    void severalSizes_areRefusedOrResized() throws IOException {
        put("1.png", 40, 60, 0xff0000);
        put("2.png", 60, 40, 0x00ff00);
        put("3.png", 60, 40, 0x0000ff);
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder + ": images have 2 sizes (60x40 in 2, 40x60 in 1), expected one;"
                        + " resize them all to one, such as 32x32 or 64x64");
        for (ImageImport.Fit fit : ImageImport.Fit.values()) {
            ImageImport options = ImageImport.defaults().withResize(32, 48).withFit(fit);
            Dataset images = Pictures.source(folder, cache, options).open(Split.TRAIN);
            assertThat(images.shape()).isEqualTo(new ImageShape(3, 32, 48));
            assertThat(images.size()).isEqualTo(3);
            assertThat(images.origin())
                    .containsEntry("data_resize", "32x48")
                    .containsEntry("data_path", folder.toString());
        }
    }

    @Test
    void unsupportedSize_namesTheNearest() throws IOException {
        put("1.png", 30, 30, 0);
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder + ": images have 30 × 30 pixels, expected 28 × 28 or 32 × 32;"
                        + " each side is 16 to 64 pixels, 4 to 8 pixels times 4, or times 8; resize them");
    }

    @Test
    void corruptImage_isNamedOrSkipped() throws IOException {
        put("1.png", 28, 28, 0);
        byte[] png = Pictures.png(Pictures.plain(28, 28, 0));
        png[60] ^= 1;
        Pictures.write(folder.resolve("2.png"), png);
        Pictures.write(folder.resolve("3.png"), "<!DOCTYPE html><html>404".getBytes(StandardCharsets.UTF_8));
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder + "/3.png: is an HTML page, expected PNG, JPEG, BMP or GIF; fetch the file again");
        Files.delete(folder.resolve("3.png"));
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder + "/2.png: is damaged: the checksum of a chunk is wrong; fetch or copy it again");
        List<String> notes = new ArrayList<>();
        TransferListener listener = new TransferListener() {
            @Override
            public void noted(String line) {
                notes.add(line);
            }
        };
        ImageImport skipping = ImageImport.defaults().withSkipCorrupt(true);
        assertThat(ImageFilesSource.of(folder, skipping, cache, listener)
                        .open(Split.TRAIN)
                        .size())
                .isEqualTo(1);
        assertThat(notes).hasSize(1).first().asString().startsWith(folder + ": skipped 1 corrupt image: ");
        Files.delete(folder.resolve("1.png"));
        assertThat(Pictures.refusal(Pictures.source(folder, cache, skipping)))
                .startsWith(folder + ": none of its 1 images can be decoded; the first: " + folder + "/2.png: ");
    }

    @Test
    void tooManyClasses_areRefused() throws IOException {
        byte[] png = Pictures.png(Pictures.plain(16, 16, 0));
        for (int i = 0; i < 257; i++) {
            Pictures.write(folder.resolve("c" + i + "/1.png"), png);
        }
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder
                        + ": has 257 folders of images, expected at most 256 classes; put the images in one folder");
    }

    @Test
    void imagesBesideFolders_areRefused() throws IOException {
        put("1.png", 16, 16, 0);
        put("more/2.png", 16, 16, 0);
        assertThat(Pictures.refusal(Pictures.source(folder, cache)))
                .isEqualTo(folder + ": has images in '.' and in folders beside them, such as 'more';"
                        + " put all images in folders, one for each class, or all in one");
    }

    @Test
    void linkToAParent_isSafe() throws IOException {
        put("a/1.png", 16, 16, 0);
        put("b/1.png", 16, 16, 0);
        Files.createSymbolicLink(folder.resolve("a/loop"), folder);
        Files.createSymbolicLink(folder.resolve("b/nowhere"), folder.resolve("missing"));
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).size()).isEqualTo(2);
    }

    @Test
    void cache_isUsedUntilTheFilesChange() throws IOException {
        put("1.png", 16, 16, 0x111111);
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).image(0)).containsOnly(0x11);
        Path file = onlyCacheFile();
        byte[] content = Files.readAllBytes(file);
        Pictures.source(folder, cache).open(Split.TRAIN);
        assertThat(onlyCacheFile()).hasBinaryContent(content);
        put("2.png", 16, 16, 0x222222);
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).size()).isEqualTo(2);
    }

    @Test
    void source_listsAndExaminesItsFilesOnce() throws IOException {
        put("train/1.png", 16, 16, 0x111111);
        put("test/2.png", 16, 16, 0x222222);
        List<String> started = new ArrayList<>();
        TransferListener listener = new TransferListener() {
            @Override
            public void started(String name, long total, Unit unit) {
                started.add(name);
            }
        };
        ImageFilesSource source = ImageFilesSource.of(folder, ImageImport.defaults(), cache, listener);
        source.survey();
        put("train/3.png", 16, 16, 0x333333);
        assertThat(source.hasTestSet()).isTrue();
        assertThat(source.open(Split.TRAIN).size()).isEqualTo(1);
        assertThat(source.open(Split.TEST).size()).isEqualTo(1);
        assertThat(started).containsExactly("examining " + folder, "decoding " + folder, "decoding " + folder);
        assertThat(Pictures.source(folder, cache).open(Split.TRAIN).size()).isEqualTo(2);
    }

    @Test
    void damagedCache_isNotedAndMadeAgain() throws IOException {
        put("1.png", 16, 16, 0x111111);
        put("2.png", 16, 16, 0x222222);
        String fingerprint = Pictures.source(folder, cache).open(Split.TRAIN).fingerprint();
        Path file = onlyCacheFile();
        byte[] whole = Files.readAllBytes(file);
        List<String> notes = new ArrayList<>();
        TransferListener listener = new TransferListener() {
            @Override
            public void noted(String line) {
                notes.add(line);
            }
        };
        for (int length = 0; length < whole.length; length += length < 40 || length > whole.length - 100 ? 1 : 97) {
            replace(file, Arrays.copyOf(whole, length));
            assertThat(ImageFilesSource.of(folder, ImageImport.defaults(), cache, listener)
                            .open(Split.TRAIN)
                            .fingerprint())
                    .isEqualTo(fingerprint);
            assertThat(notes).last().asString().startsWith(file + ": damaged (");
            assertThat(file).hasBinaryContent(whole);
        }
        notes.clear();
        for (int at = 0; at < whole.length; at += at < 40 || at > whole.length - 100 ? 1 : 97) {
            byte[] changed = whole.clone();
            changed[at] ^= 0x10;
            replace(file, changed);
            assertThat(ImageFilesSource.of(folder, ImageImport.defaults(), cache, listener)
                            .open(Split.TRAIN)
                            .fingerprint())
                    .isEqualTo(fingerprint);
        }
        assertThat(notes).isNotEmpty().allMatch(note -> note.startsWith(file + ": damaged ("));
    }

    /** Replaces a file as a damaged disk or a copy would: with another time. */
    private static void replace(Path file, byte[] content) throws IOException {
        Path other = Files.write(file.resolveSibling("other"), content);
        Files.setLastModifiedTime(
                other, FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() + 1000));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Path onlyCacheFile() throws IOException {
        try (var files = Files.list(cache.resolve("images"))) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }
}
