package wgan.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The heads in hexadecimal digits are those of files that PyTorch 2.13, ONNX, NumPy 2, h5py and Pillow wrote. */
final class FileKindTests {

    @ParameterizedTest
    @CsvSource({"png, PNG", "jpg, JPEG", "gif, GIF", "bmp, BMP", "tiff, TIFF"})
    void image_isRecognized(String format, FileKind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_3BYTE_BGR), format, out))
                .isTrue();
        assertThat(FileKind.of(out.toByteArray())).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "524946461c00000057454250, WEBP",
        "4d4d002a00000008, TIFF",
        "0000001c667479706176696600000000, AVIF",
        "000000186674797068656963000000006d69663168656963, HEIC",
        "00000018667479706d696631000000006d69663168656963, HEIC",
        "0000000c6a5020200d0a870a, JPEG_2000",
        "ff4fff510029, JPEG_2000",
        "ff0a7f, JPEG_XL",
        "50350a3238203238, NETPBM",
        "00000100010010, ICO",
        "3c7376672078, SVG",
        "3c3f786d6c2076657273696f6e3d22312e30223f3e0a3c737667, SVG",
        "255044462d312e37, PDF",
        "fd377a585a0000, XZ",
        "425a6839314159, BZIP2",
        "28b52ffd04, ZSTD",
        "377abcaf271c00, SEVEN_ZIP",
        "526172211a0700, RAR",
        "4d41544c414220352e30, MATLAB",
        "5041523115, PARQUET",
        "934e554d505901007600, NPY",
        "894844460d0a1a0a00000000, HDF5",
        "00000803000000020000001c0000001c, IDX",
        "00000d0100000002, IDX",
        "58000000000000007b225f5f, SAFETENSORS",
        "80028a0a6cfc9c46f9206aa850192e80024de9032e80027d7100, TORCH",
        "80027d710058, PICKLE",
        "80025d7100284b01, PICKLE",
        "80049511000000000000007d9428, PICKLE",
        "080e12077079746f7263683a330a0c0a, ONNX",
        "080e3a330a0c0a01781201792204, ONNX"
    })
    void format_isRecognized(String head, FileKind kind) {
        assertThat(FileKind.of(HexFormat.of().parseHex(head))).contains(kind);
    }

    /** PyTorch aligns the content of every entry to 64 bytes by an extra field FB. */
    @Test
    void archivesOfPyTorch_areToldApart() {
        String dict = "\200\2ccollections\nOrderedDict\nq\0";
        assertThat(FileKind.of(torchEntry("archive/data.pkl", dict))).contains(FileKind.TORCH);
        assertThat(FileKind.of(torchEntry("model/data.pkl", "\200\2c__main__\nNet\n")))
                .contains(FileKind.TORCH);
        assertThat(FileKind.of(torchEntry("model/data.pkl", "\200\2c__torch__\nNet\n")))
                .contains(FileKind.TORCH_PROGRAM);
        assertThat(FileKind.of(torchEntry("model/data/0", ""))).contains(FileKind.TORCH_PROGRAM);
        assertThat(FileKind.of(torchEntry("model/data/weights/weight_0", ""))).contains(FileKind.TORCH_PROGRAM);
    }

    @ParameterizedTest
    @CsvSource({
        "images.npy, NPZ",
        "metadata.json, KERAS",
        "set/data/1.png, ZIP",
        "data/metadata.json, ZIP",
        "1.png, ZIP"
    })
    void archive_isRecognizedByItsFirstEntry(String entry, FileKind kind) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[100]);
        }
        assertThat(FileKind.of(out.toByteArray())).contains(kind);
    }

    @Test
    void archive_withoutEntries_isRecognized() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ZipOutputStream(out).finish();
        assertThat(FileKind.of(out.toByteArray())).contains(FileKind.ZIP);
    }

    @Test
    void gzipAndTar_areRecognized() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(new byte[100]);
        }
        assertThat(FileKind.of(out.toByteArray())).contains(FileKind.GZIP);
        byte[] tar = Arrays.copyOf("cifar-10-batches-bin/".getBytes(US_ASCII), 512);
        System.arraycopy("ustar".getBytes(US_ASCII), 0, tar, 257, 5);
        assertThat(FileKind.of(tar)).contains(FileKind.TAR);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><html><body>404</body></html>",
                "\n\n  <html>\n",
                "\ufeff<HTML lang=en>",
                "<head><title>Moved",
                "<!-- served by cache --> <!-- 7 -->\n<!doctype HTML>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\">"
            })
    void page_isRecognized(String page) {
        assertThat(FileKind.of(page.getBytes(UTF_8))).contains(FileKind.HTML);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<?xml version='1.0'?><Error><Code>AccessDenied</Code> | XML",
                "version https://git-lfs.github.com/spec/v1 | GIT_LFS",
                "{\"error\": \"not found\"} | TEXT",
                "label,pixel0,pixel1 | TEXT",
                "<b>not a page</b> | TEXT",
                "é | TEXT"
            },
            quoteCharacter = '`')
    void text_isRecognized(String text, FileKind kind) {
        assertThat(FileKind.of((text + "\r\n").getBytes(UTF_8))).contains(kind);
    }

    /** The head of a longer file may end within a character. */
    @Test
    void text_mayEndWithinACharacter() {
        byte[] euro = "10 €".getBytes(UTF_8);
        assertThat(FileKind.of(Arrays.copyOf(euro, euro.length - 1))).contains(FileKind.TEXT);
    }

    @Test
    void emptyFile_isRecognized() {
        assertThat(FileKind.of(new byte[0])).contains(FileKind.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "0007ff80", "7f454c46020101", "80ff", "ffd7", "6162630064", "c3280a", "08ff0a"})
    void otherBytes_areUnknown(String head) {
        assertThat(FileKind.of(HexFormat.of().parseHex(head))).isEmpty();
    }

    /** Every file that ends early, and every file of hostile contents, has a kind or none, in a short time. */
    @Test
    void anyBytes_areAccepted() {
        Random random = new Random(1);
        for (String start : new String[] {"", "PK\3\4", "\0\0\0\0ftyp", "RIFF", "\10\1", "<", "<?xml", "\200\2"}) {
            for (int size = 0; size < 80; size++) {
                byte[] head = new byte[start.length() + size];
                random.nextBytes(head);
                System.arraycopy(start.getBytes(ISO_8859_1), 0, head, 0, start.length());
                assertThat(FileKind.of(head)).isNotNull();
            }
        }
        byte[] comments = "<!---->".repeat(FileKind.HEAD_BYTES / 7).getBytes(US_ASCII);
        assertThat(FileKind.of(comments)).contains(FileKind.TEXT);
    }

    @Test
    void description_continuesASentence() {
        assertThat("the file is " + FileKind.PNG).isEqualTo("the file is a PNG image");
        assertThat(FileKind.values())
                .extracting(FileKind::toString)
                .doesNotHaveDuplicates()
                .allMatch(description -> description.matches("(an? .*|.* data|text|empty)"));
    }

    private static byte[] torchEntry(String name, String content) {
        int start = Math.ceilDiv(30 + name.length() + 4, 64) * 64;
        return ByteBuffer.allocate(start + content.length())
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("PK\3\4\0\0\10\10".getBytes(ISO_8859_1))
                .putShort(26, (short) name.length())
                .putShort(28, (short) (start - 30 - name.length()))
                .position(30)
                .put((name + "FB").getBytes(ISO_8859_1))
                .position(start)
                .put(content.getBytes(ISO_8859_1))
                .array();
    }
}
