package wgan.data.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.image.ImageShape;

final class ImageConversionTests {

    private static RawImage decoded(byte[] file, int channels, int background) throws IOException {
        return new ImageDecoder(channels, background, Limits.DEFAULT).decode(file);
    }

    private static byte[] converted(RawImage image, int height, int width, ImageImport.Fit fit, int background)
            throws IOException {
        ImageImport options =
                ImageImport.defaults().withResize(height, width).withFit(fit).withBackground(background);
        return new ImageConversion(new ImageShape(image.channels(), height, width), options).convert(image);
    }

    private static RawImage gray(int height, int width, int... pixels) {
        byte[] bytes = new byte[height * width];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pixels[i % pixels.length];
        }
        return new RawImage(height, width, 1, bytes);
    }

    @Test
    void luminance_isThatOfPillow() {
        // Pillow 10: Image.new("RGB", (1, 1), color).convert("L")
        assertThat(Luminance.of(0xff0000)).isEqualTo(76);
        assertThat(Luminance.of(0x00ff00)).isEqualTo(150);
        assertThat(Luminance.of(0x0000ff)).isEqualTo(29);
        assertThat(Luminance.of(0x0a141e)).isEqualTo(18);
        for (int level = 0; level < 256; level++) {
            assertThat(Luminance.of(level, level, level)).isEqualTo(level);
        }
    }

    @Test
    void png_levelsAreThoseInTheFile() throws IOException {
        BufferedImage gray = Pictures.grayGradient(16, 20);
        RawImage image = decoded(Pictures.png(gray), 1, 0);
        assertThat(image.height()).isEqualTo(16);
        assertThat(image.width()).isEqualTo(20);
        assertThat(image.pixels()[3 * 20 + 5]).isEqualTo((byte) (5 + 48));
        RawImage color = decoded(Pictures.png(Pictures.colorGradient(16, 20)), 3, 0);
        assertThat(Arrays.copyOfRange(color.pixels(), 3 * (3 * 20 + 5), 3 * (3 * 20 + 5) + 3))
                .containsExactly(40, 24, 77);
    }

    @Test
    void bmpAndGif_levelsAreThoseInTheFile() throws IOException {
        RawImage bmp = decoded(Pictures.encoded(Pictures.colorGradient(16, 20), "bmp"), 3, 0);
        assertThat(Arrays.copyOfRange(bmp.pixels(), 3 * (3 * 20 + 5), 3 * (3 * 20 + 5) + 3))
                .containsExactly(40, 24, 77);
        RawImage grayBmp = decoded(Pictures.encoded(Pictures.grayGradient(16, 20), "bmp"), 1, 0);
        assertThat(grayBmp.pixels()[3 * 20 + 5]).isEqualTo((byte) (5 + 48));
        RawImage gif = decoded(Pictures.encoded(Pictures.plain(16, 20, 0x336699), "gif"), 3, 0);
        assertThat(gif.pixels()).startsWith(0x33, 0x66, 0x99 - 256);
    }

    @Test
    void wideLevels_areRoundedToEightBits() throws IOException {
        BufferedImage wide = new BufferedImage(16, 16, BufferedImage.TYPE_USHORT_GRAY);
        wide.getRaster().setSample(0, 0, 0, 65535);
        wide.getRaster().setSample(1, 0, 0, 128 * 257);
        wide.getRaster().setSample(2, 0, 0, 128 * 257 + 129);
        assertThat(decoded(Pictures.png(wide), 1, 0).pixels()).startsWith(-1, -128, -127, 0);
    }

    @Test
    void alpha_isOverTheBackground() throws IOException {
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x80ff0000);
        image.setRGB(1, 0, 0xff00ff00);
        assertThat(decoded(Pictures.png(image), 3, 0x0000ff).pixels()).startsWith(128, 0, 127, 0, 255, 0, 0, 0, 255);
        assertThat(decoded(Pictures.png(image), 1, 0xffffff).pixels()[2]).isEqualTo((byte) 255);
    }

    @Test
    void palette_isResolved() throws IOException {
        byte[] levels = {0, 100, (byte) 200};
        IndexColorModel palette = new IndexColorModel(2, 3, levels, levels, levels, 2);
        BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(0, 0, 0, 1);
        image.getRaster().setSample(1, 0, 0, 2);
        byte[] png = Pictures.png(image);
        assertThat(decoded(png, 1, 0x505050).pixels()).startsWith(100, 0x50, 0);
        assertThat(ImageHeader.read(new ByteArrayInputStream(png), Limits.DEFAULT)
                        .isColor())
                .isFalse();
    }

    /** TIFF data that has an orientation only. */
    static byte[] tiff(int orientation) {
        byte[] tiff = new byte[26];
        byte[] start = {'I', 'I', 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, (byte) orientation};
        System.arraycopy(start, 0, tiff, 0, start.length);
        return tiff;
    }

    /** An image of 16 × 24 pixels whose quarters have the levels 0, 80, 160 and 240. */
    private static BufferedImage quarters() {
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                image.getRaster().setSample(x, y, 0, 80 * (y / 8 * 2 + x / 12));
            }
        }
        return image;
    }

    /** The image as JPEG, and as PNG with the data before and after the pixels, with an orientation. */
    private static List<byte[]> oriented(int orientation) throws IOException {
        byte[] tiff = tiff(orientation);
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        exif.writeBytes(new byte[] {'E', 'x', 'i', 'f', 0, 0});
        exif.writeBytes(tiff);
        byte[] png = Pictures.png(quarters());
        return List.of(
                Pictures.segment(Pictures.encoded(quarters(), "jpg"), 0xe1, exif.toByteArray()),
                Pictures.chunk(png, "IDAT", "eXIf", tiff),
                Pictures.chunk(png, "IEND", "eXIf", tiff));
    }

    @Test
    void exifOrientation_isHonored() throws IOException {
        Map<Integer, String> quarters = Map.of( // top left, top right, bottom left, bottom right
                1, "0123", 2, "1032", 3, "3210", 4, "2301", 5, "0213", 6, "2031", 7, "3120", 8, "1302");
        for (Map.Entry<Integer, String> expected : quarters.entrySet()) {
            for (byte[] file : oriented(expected.getKey())) {
                RawImage image = decoded(file, 1, 0);
                assertThat(image.height()).isEqualTo(expected.getKey() > 4 ? 24 : 16);
                StringBuilder found = new StringBuilder();
                for (int y : new int[] {2, image.height() - 3}) {
                    for (int x : new int[] {2, image.width() - 3}) {
                        found.append((Bytes.unsigned(image.pixels(), y * image.width() + x) + 20) / 80);
                    }
                }
                assertThat(found).as("orientation %d", expected.getKey()).hasToString(expected.getValue());
            }
        }
        for (byte[] file : oriented(0)) {
            assertThat(decoded(file, 1, 0).height()).isEqualTo(16);
        }
        for (byte[] file : oriented(9)) {
            assertThat(decoded(file, 1, 0).height()).isEqualTo(16);
        }
    }

    @Test
    void exifOrientation_ofAPaletteIsHonored() throws IOException {
        byte[] levels = {0, (byte) 200};
        IndexColorModel palette = new IndexColorModel(1, 2, levels, levels, levels);
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_BINARY, palette);
        image.getRaster().setSample(0, 15, 0, 1);
        for (String before : List.of("PLTE", "IDAT", "IEND")) {
            RawImage turned = decoded(Pictures.chunk(Pictures.png(image), before, "eXIf", tiff(6)), 1, 0);
            assertThat(turned.height()).as(before).isEqualTo(24);
            assertThat(turned.pixels()[0]).as(before).isEqualTo((byte) 200); // bottom left becomes top left
        }
    }

    /** The colors are those of Pillow 12.3: {@code Image.open(file).convert("RGB")}. */
    @ParameterizedTest
    @CsvSource({
        "0, 10, 200, 100, 255,  10, 200, 100",
        "0, 255, 255, 255, 255,  255, 255, 255",
        "0, 0, 0, 0, 0,  0, 0, 0",
        "0, 100, 150, 200, 180,  71, 106, 141",
        "0, 200, 30, 90, 77,  60, 9, 27",
        "2, 10, 200, 100, 255,  255, 250, 117",
        "2, 255, 255, 255, 255,  0, 134, 0",
        "2, 100, 150, 200, 180,  38, 151, 82",
        "2, 200, 30, 90, 77,  33, 0, 69",
        "2, 255, 0, 255, 255,  0, 47, 227",
    })
    void inks_becomeTheColorsOfPillow(
            int transform, int first, int second, int third, int black, int red, int green, int blue)
            throws IOException {
        byte[] jpeg = Pictures.inks(16, 20, transform, first, second, third, black);
        RawImage image = decoded(jpeg, 3, 0);
        assertThat(image.height()).isEqualTo(16);
        assertThat(image.width()).isEqualTo(20);
        byte[] colors = image.pixels();
        assertThat(new int[] {Bytes.unsigned(colors, 0), Bytes.unsigned(colors, 1), Bytes.unsigned(colors, 2)})
                .containsExactly(red, green, blue);
        assertThat(ImageHeader.read(new ByteArrayInputStream(jpeg), Limits.DEFAULT)
                        .isColor())
                .isTrue();
    }

    @Test
    void inks_withoutASegmentOfAdobeAreReadAsWithOne() throws IOException {
        byte[] jpeg = Pictures.inks(16, 16, 0, 100, 150, 200, 180);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        plain.write(jpeg, 0, 2);
        plain.write(jpeg, 18, jpeg.length - 18);
        assertThat(decoded(plain.toByteArray(), 3, 0).pixels()).startsWith(71, 106, 141 - 256);
    }

    @Test
    void reduction_isTheMeanOfAnArea() throws IOException {
        byte[] checkerboard = new byte[64 * 64];
        for (int i = 0; i < checkerboard.length; i++) {
            checkerboard[i] = (byte) ((i + i / 64) % 2 * 200);
        }
        RawImage image = new RawImage(64, 64, 1, checkerboard);
        assertThat(converted(image, 16, 16, ImageImport.Fit.STRETCH, 0)).containsOnly(100);
        // 24 to 16: a pixel covers one and a half
        byte[] stretched = converted(gray(24, 24, 30, 60, 90), 16, 16, ImageImport.Fit.STRETCH, 0);
        assertThat(stretched).startsWith(40, 80);
    }

    @Test
    void enlargement_isBilinear() throws IOException {
        byte[] enlarged = converted(gray(1, 2, 0, 160), 16, 16, ImageImport.Fit.STRETCH, 0);
        byte[] line = {0, 0, 0, 0, 10, 30, 50, 70, 90, 110, (byte) 130, (byte) 150, -96, -96, -96, -96};
        assertThat(Arrays.copyOf(enlarged, 16)).isEqualTo(line);
    }

    @ParameterizedTest
    @EnumSource
    void fit_ofOneColorIsThatColor(ImageImport.Fit fit) throws IOException {
        for (int[] size : new int[][] {{1, 1}, {1, 500}, {500, 1}, {17, 93}, {16, 16}, {300, 200}}) {
            byte[] pixels = converted(gray(size[0], size[1], 137), 16, 24, fit, 0x898989);
            assertThat(pixels).hasSize(16 * 24).containsOnly((byte) 137);
        }
    }

    @Test
    void crop_keepsTheCenter() throws IOException {
        RawImage stripes = gray(
                16, 32, 10, 10, 10, 10, 10, 10, 10, 10, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20, 20,
                30, 30, 30, 30, 30, 30, 30, 30);
        assertThat(converted(stripes, 16, 16, ImageImport.Fit.CROP, 0)).containsOnly(20);
    }

    @Test
    void pad_fillsWithTheBackground() throws IOException {
        byte[] padded = converted(gray(16, 32, 200), 32, 32, ImageImport.Fit.PAD, 0x404040);
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                assertThat(padded[y * 32 + x]).isEqualTo((byte) (y < 8 || y >= 24 ? 0x40 : 200));
            }
        }
        RawImage color = gray(16, 32, 200).withChannels(3);
        byte[] planar = converted(color, 32, 32, ImageImport.Fit.PAD, 0x102030);
        assertThat(new byte[] {planar[0], planar[1024], planar[2048]}).containsExactly(0x10, 0x20, 0x30);
    }

    @Test
    void options_areCheckedAndRecorded() {
        ImageImport options = ImageImport.defaults()
                .withResize(ImageImport.Size.parse("48x64"))
                .withFit(ImageImport.Fit.of("pad"))
                .withChannels(1)
                .withBackground(ImageImport.parseColor("#ff8000"))
                .withSkipCorrupt(true)
                .withTranspose(true);
        assertThat(options.origin())
                .isEqualTo(Map.of(
                        "data_resize", "48x64",
                        "data_fit", "pad",
                        "data_channels", "1",
                        "data_background", "#ff8000",
                        "data_skip_corrupt", "true",
                        "data_transpose", "true"));
        assertThat(ImageImport.of(options.origin())).isEqualTo(options);
        assertThat(ImageImport.of(Map.of())).isEqualTo(ImageImport.defaults());
        assertThat(ImageImport.defaults().origin()).isEmpty();
        assertThatThrownBy(() -> ImageImport.defaults().withResize(30, 30))
                .hasMessage("resize: images have 30 × 30 pixels, expected 28 × 28 or 32 × 32;"
                        + " each side is 16 to 64 pixels, 4 to 8 pixels times 4, or times 8");
        assertThatThrownBy(() -> ImageImport.defaults().withChannels(4)).hasMessage("channels is 4, expected 1 or 3");
        assertThatThrownBy(() -> ImageImport.Size.parse("32"))
                .hasMessage("resize is '32', expected HEIGHTxWIDTH, such as 32x32");
        assertThatThrownBy(() -> ImageImport.Fit.of("cut")).hasMessage("fit is 'cut', expected crop, pad or stretch");
        assertThatThrownBy(() -> ImageImport.parseColor("mauve"))
                .hasMessage("background is 'mauve', expected #rrggbb in hexadecimal digits, black or white");
    }
}
