package wgan.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Reads files whose headers are written by the tests, most of them invalid. */
class SafeTensorsHeaderTests {
    private static final String X_OF_TWO = "{'x': {'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8]}}";

    @TempDir
    private Path folder;

    @Test
    void validFile_isRead() throws IOException {
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(file(X_OF_TWO, floats(1, -2)))) {
            var x = Tensor.zeros(DType.F32, Device.CPU, 2);
            read.copyTo(Map.of("x", x));
            assertThat(x.toFloatArray()).containsExactly(1, -2);
            assertThat(read.shape("x")).isEqualTo(List.of(2L));
            assertThat(read.metadata()).isEmpty();
        }
    }

    /** The order of the names does not determine the order of the bytes. */
    @Test
    void tensors_canBeInAnyOrder() throws IOException {
        String header = "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': [4, 8]},"
                + " 'empty': {'dtype': 'F32', 'shape': [0, 3], 'data_offsets': [4, 4]},"
                + " 'y': {'dtype': 'F32', 'shape': [], 'data_offsets': [0, 4]}}";
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(file(header, floats(1, 2)))) {
            var x = Tensor.zeros(DType.F32, Device.CPU, 1);
            var y = Tensor.zeros(DType.F32, Device.CPU);
            read.copyTo(Map.of("x", x, "y", y));
            assertThat(x.item()).isEqualTo(2);
            assertThat(y.item()).isEqualTo(1);
            assertThat(read.shape("empty")).isEqualTo(List.of(0L, 3L));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1, 1",
        "70, 70",
        "100000001, 100000001",
        "-1, 18446744073709551615",
        "-9223372036854775808, 9223372036854775808",
        "9223372036854775807, 9223372036854775807"
    })
    void length_outOfRange_isRefused(long length, String shown) throws IOException {
        Path file = write(length, X_OF_TWO, new byte[0]);
        int rest = X_OF_TWO.length();
        assertRefused(
                file,
                "header length at byte 0 is " + shown + ", expected 2 to " + rest + " in a file of " + (8 + rest)
                        + " bytes; it is not a safetensors file, or is truncated");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7})
    void file_withoutALength_isRefused(int size) throws IOException {
        assertRefused(
                Files.write(folder.resolve("made.safetensors"), new byte[size]),
                "has " + size + " bytes, expected at least 8 (the length of the header); "
                        + "it is not a safetensors file, or is truncated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x': }",
                "{'x': {'dtype': 'F32'",
                "not json",
                "{} {}",
                "{'__metadata__': {}, '__metadata__': {}}",
                "{'x': {'dtype': 'F32', 'shape': [0], 'shape': [0], 'data_offsets': [0, 0]}}",
                "{'x': {'dtype': 'F32', 'shape': [01], 'data_offsets': [0, 0]}}"
            })
    void header_thatIsNotJson_isRefused(String header) throws IOException {
        assertThatThrownBy(() -> open(file(header)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("made.safetensors: the header at byte 8 is not JSON (")
                .hasMessageEndingWith("); it is not a safetensors file, or is damaged");
    }

    @Test
    void header_withoutAnEndOfNesting_isRefused() throws IOException {
        assertThatThrownBy(() -> open(file("[".repeat(100_000))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("is not JSON (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "12", "'words'", "null", "  "})
    void header_thatIsNotAnObject_isRefused(String header) throws IOException {
        assertRefused(file(header), "the header at byte 8 is not a JSON object; the file is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'dtype': 'F32', 'shape': [2]}",
                "{'dtype': 'F32', 'data_offsets': [0, 8]}",
                "{'dtype': 'F32', 'shape': 2, 'data_offsets': [0, 8]}",
                "{'dtype': 'F32', 'shape': {'0': 2}, 'data_offsets': [0, 8]}",
                "{'dtype': 'F32', 'shape': [2], 'data_offsets': [0]}",
                "{'dtype': 'F32', 'shape': [2], 'data_offsets': [0, 8, 8]}",
                "{'dtype': 'F32', 'shape': [2], 'data_offsets': 8}"
            })
    void tensor_withoutShapeOrOffsets_isRefused(String tensor) throws IOException {
        assertRefused(
                file("{'x': " + tensor + "}", floats(1, 2)),
                "tensor x has no shape and two data_offsets in the header; the file is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'shape': [2], 'data_offsets': [0, 8]} | ''",
                "{'dtype': 7, 'shape': [2], 'data_offsets': [0, 8]} | 7",
                "{'dtype': 'F8_E4M3', 'shape': [8], 'data_offsets': [0, 8]} | F8_E4M3",
                "{'dtype': 'f32', 'shape': [2], 'data_offsets': [0, 8]} | f32",
                "[] | ''",
                "null | ''"
            },
            quoteCharacter = '`')
    void tensor_ofUnknownType_isRefused(String tensor, String shown) throws IOException {
        assertRefused(
                file("{'x': " + tensor + "}", floats(1, 2)),
                "tensor x has dtype '" + (shown.equals("''") ? "" : shown) + "', which is not supported");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2", "2.0", "2e0", "'2'", "null", "true", "[]", "9223372036854775808", "1e400"})
    void size_thatIsNotAWholeNumber_isRefused(String size) throws IOException {
        assertThatThrownBy(() -> open(file(tensor("[" + size + "]", "[0, 8]"), floats(1, 2))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("made.safetensors: tensor x has ")
                .hasMessageEndingWith(" for a size or an offset in the header; the file is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[-1, 8]  | -1",
                "[0, 8.0] | 8.0",
                "[0, -8]  | -8",
                "[0, 18446744073709551624] | 18446744073709551624" // 2⁶⁴ + 8
            })
    void offset_thatIsNotAWholeNumber_isRefused(String offsets, String shown) throws IOException {
        assertRefused(
                file(tensor("[2]", offsets), floats(1, 2)),
                "tensor x has " + shown + " for a size or an offset in the header; the file is damaged");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[9223372036854775807]",
                "[4611686018427387904,4]", // 2⁶²: its product with 4, in bytes, is 0 modulo 2⁶⁴
                "[2147483648,2147483648,2147483648]"
            })
    void shape_whoseProductOverflows_isRefused(String shape) throws IOException {
        assertRefused(
                file(tensor(shape, "[0, 0]")),
                "tensor x has shape " + shape + ", more than any file can hold; it is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[8, 0]  | 8 to 0",
                "[0, 9]  | 0 to 9",
                "[8, 16] | 8 to 16",
                "[0, 9223372036854775807] | 0 to 9223372036854775807",
                "[9223372036854775807, 9223372036854775807] | 9223372036854775807 to 9223372036854775807"
            })
    void offsets_outsideTheFile_areRefused(String offsets, String shown) throws IOException {
        assertRefused(
                file(tensor("[2]", offsets), floats(1, 2)),
                "tensor x is at bytes " + shown + " of 8; the file is damaged or truncated");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"[3] | 12 for f32 (3)", "[1] | 4 for f32 (1)", "[] | 4 for f32 ()", "[0] | 0 for f32 (0)"})
    void offsets_thatDoNotMatchTheShape_areRefused(String shape, String expected) throws IOException {
        assertRefused(
                file(tensor(shape, "[0, 8]"), floats(1, 2)),
                "tensor x has 8 bytes, expected " + expected + "; the file is damaged");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[0, 4] | [8, 12] | 8 | 4", // a hole
                "[0, 4] | [0, 4]  | 0 | 4", // the same bytes twice
                "[0, 4] | [2, 6]  | 2 | 4", // half of them
                "[4, 8] | [8, 12] | 4 | 0" // nothing at the beginning
            })
    void tensors_withGapsOrOverlaps_areRefused(String x, String y, int begin, int expected) throws IOException {
        String header = "{'x': {'dtype': 'F32', 'shape': [1], 'data_offsets': " + x
                + "}, 'y': {'dtype': 'F32', 'shape': [1], 'data_offsets': " + y + "}}";
        int dataStart = 8 + header.length();
        assertRefused(
                file(header, floats(1, 2, 3)),
                "a tensor begins at byte " + (dataStart + begin) + ", expected " + (dataStart + expected)
                        + ", where the one before it ends; the file is damaged");
    }

    @Test
    void bytes_afterTheLastTensor_areRefused() throws IOException {
        assertRefused(
                file(X_OF_TWO, floats(1, 2, 3)),
                "4 bytes follow the last tensor, which ends at byte " + (8 + X_OF_TWO.length() + 8)
                        + "; the file is damaged");
        assertRefused(
                file("{}", new byte[1]), "1 bytes follow the last tensor, which ends at byte 10; the file is damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "{\"epoch\":7}", "{\"nested\":{\"epoch\":\"7\"}}", "null"})
    void metadata_otherThanStrings_isRefused(String metadata) throws IOException {
        assertRefused(
                file("{'__metadata__': " + metadata + "}"),
                "__metadata__ in the header is " + metadata + ", expected an object of strings; the file is damaged");
    }

    /** A message is one line that fits on a screen, for any contents of the file. */
    @Test
    void message_shortensTextFromTheFile() throws IOException {
        String name = "a\\nb\\u001b[31m" + "c".repeat(10_000);
        assertRefused(
                file("{'" + name + "': {'dtype': 'odd\\ntype'}}"),
                "tensor a?b?[31m" + "c".repeat(52) + "… has dtype 'odd?type', which is not supported");
        assertThatThrownBy(() -> open(file(tensor("[" + "1,".repeat(10_000) + "1]", "[0, 8]"), floats(1, 2))))
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
        assertThatThrownBy(() -> open(file("{" + "x\\n".repeat(10_000))))
                .isInstanceOf(ModelFileException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400).doesNotContain("\n"));
    }

    private static String tensor(String shape, String offsets) {
        return "{'x': {'dtype': 'F32', 'shape': " + shape + ", 'data_offsets': " + offsets + "}}";
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> open(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": " + message);
    }

    private static void open(Path file) throws IOException {
        SafeTensors.open(file).close();
    }

    private Path file(String header, byte... data) throws IOException {
        return write(header.length(), header, data);
    }

    /** Returns the text with double quotes instead of single quotes. */
    private Path write(long length, String header, byte[] data) throws IOException {
        byte[] json = header.replace('\'', '"').getBytes(UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(json).put(data);
        return Files.write(folder.resolve("made.safetensors"), bytes.array());
    }

    private static byte[] floats(float... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : numbers) {
            bytes.putFloat(number);
        }
        return bytes.array();
    }
}
