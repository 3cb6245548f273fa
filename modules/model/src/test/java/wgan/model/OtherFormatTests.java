package wgan.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other formats that are given as models. Those that PyTorch wrote are in the resources of this test. */
class OtherFormatTests {
    private static final String SAVE =
            "expected a safetensors file; save it as one in Python: safetensors.torch.save_file(model.state_dict(),"
                    + " \"generator.safetensors\")";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"state-dict.pt", "state-dict-before-1.6.pt"})
    void pickleOfPyTorch_isRefused(String name) throws IOException {
        assertRefused(resource(name), "is a pickle of PyTorch (torch.save), " + SAVE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scripted.pt", "exported.pt2"})
    void programOfPyTorch_isRefused(String name) throws IOException {
        assertRefused(resource(name), "is a program of PyTorch (torch.jit.save or torch.export.save), " + SAVE);
    }

    /** {@code pickle.dump(state)}, by the protocols 4 and 2. */
    @ParameterizedTest
    @ValueSource(strings = {"80049511000000000000007d942e", "80027d71002858010000002e"})
    void pickleOfPython_isRefused(String bytes) throws IOException {
        assertRefused(HexFormat.of().parseHex(bytes), "is a pickle of Python, " + SAVE);
    }

    @Test
    void onnx_isRefused() throws IOException {
        assertRefused(
                HexFormat.of().parseHex("080e12077079746f7263683a330a0c0a0178120179220452656c75"),
                "is an ONNX model, expected a safetensors file; save the model that it was exported from in Python:"
                        + " safetensors.torch.save_file(model.state_dict(), \"generator.safetensors\")");
    }

    @Test
    void arrays_areRefused() throws IOException {
        String convert = ", expected a safetensors file; save its arrays by PyTorch's names and shapes in Python:"
                + " safetensors.numpy.save_file({\"fc1.weight\": array, …}, \"generator.safetensors\")";
        assertRefused(HexFormat.of().parseHex("894844460d0a1a0a00000000000808"), "is an HDF5 file" + convert);
        assertRefused(zip("metadata.json"), "is a Keras archive (.keras)" + convert);
        assertRefused(zip("fc1.weight.npy"), "is an archive of NumPy (.npz)" + convert);
        assertRefused(HexFormat.of().parseHex("934e554d5059010076007b27"), "is an array of NumPy (.npy)" + convert);
    }

    @Test
    void archive_isRefused() throws IOException {
        assertRefused(
                zip("generator.safetensors"),
                "is a zip archive, expected a safetensors file; unpack it, and use the safetensors file in it");
    }

    @Test
    void page_isRefused() throws IOException {
        String again = ", expected a safetensors file; it may be a server's message in place of the file;"
                + " download the file again";
        assertRefused(utf8("<!DOCTYPE html>\n<html><title>404 Not Found</title>"), "is an HTML page" + again);
        assertRefused(utf8("<?xml version=\"1.0\"?><Error><Code>AccessDenied"), "is an XML document" + again);
    }

    @Test
    void pointerOfGitLfs_isRefused() throws IOException {
        assertRefused(
                utf8("version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"),
                "is a pointer of git-lfs, not the file itself, expected a safetensors file;"
                        + " fetch the file that it points to with git lfs pull");
    }

    @Test
    void emptyFile_isRefused() throws IOException {
        assertRefused(new byte[0], "is empty, expected a safetensors file; copy or download the file again");
    }

    @Test
    void imageOrText_isRefused() throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY), "png", png);
        assertRefused(
                png.toByteArray(), "is a PNG image, expected a safetensors file; give the file that has the tensors");
        assertRefused(
                utf8("not a model\n"), "is text, expected a safetensors file; give the file that has the tensors");
        assertRefused(
                HexFormat.of().parseHex("00000803000000010000001c0000001c"),
                "is an IDX file, expected a safetensors file; give the file that has the tensors");
    }

    /** Its first bytes are a length that this file is longer than, so that it is refused as JSON. */
    @Test
    void image_whoseBeginningIsAPossibleLength_isRefused() throws IOException {
        ByteArrayOutputStream bmp = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1200, 1200, BufferedImage.TYPE_3BYTE_BGR), "bmp", bmp);
        assertRefused(
                Arrays.copyOf(bmp.toByteArray(), 50_000_000),
                "is a BMP image, expected a safetensors file; give the file that has the tensors");
    }

    @Test
    void gzip_isRefusedByItsContent() throws IOException {
        assertRefused(
                gzip(resource("compiled.safetensors")),
                "is gzip data of a safetensors file, expected a safetensors file; decompress it with gzip -d");
        assertRefused(gzip(resource("state-dict.pt")), "is gzip data of a pickle of PyTorch (torch.save), " + SAVE);
        assertRefused(
                gzip(gzip(resource("compiled.safetensors"))),
                "is gzip data of gzip data, expected a safetensors file; decompress it with gzip -d twice");
        assertRefused(gzip(new byte[2000]), "is gzip data, expected a safetensors file; decompress it with gzip -d");
        assertRefused(gzip(new byte[0]), "is gzip data, expected a safetensors file; decompress it with gzip -d");
    }

    /** Also if it is damaged, or expands to any size. */
    @Test
    void gzip_isRefusedByWhatCanBeDecompressed() throws IOException {
        byte[] whole = gzip(new byte[100_000_000]);
        for (int length : new int[] {2, 9, 10, 11, 100, whole.length}) {
            assertRefused(
                    Arrays.copyOf(whole, length),
                    "is gzip data, expected a safetensors file; decompress it with gzip -d");
        }
    }

    @ParameterizedTest
    @CsvSource({"state-dict.pt, 20", "scripted.pt, 1000"})
    void truncatedFile_isRefusedInOneLine(String name, int length) throws IOException {
        Path file = Files.write(folder.resolve("model"), Arrays.copyOf(resource(name), length));
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith(file + ": is a ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void stream_isRefusedAsAFileIs() throws IOException {
        byte[] pickle = resource("state-dict.pt");
        assertThatThrownBy(() -> SafeTensors.read(new ByteArrayInputStream(pickle)))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("model from a stream: is a pickle of PyTorch (torch.save), " + SAVE);
    }

    @Test
    void safetensors_thatIsDamaged_isNotAnotherFormat() throws IOException {
        byte[] damaged = resource("compiled.safetensors");
        damaged[9] = 'x';
        Path file = Files.write(folder.resolve("model"), damaged);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the header at byte 8 is not JSON");
    }

    private void assertRefused(byte[] content, String message) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), content);
        assertThatThrownBy(() -> SafeTensors.open(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": " + message);
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(OtherFormatTests.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] zip(String entry) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(new byte[100]);
        }
        return out.toByteArray();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
