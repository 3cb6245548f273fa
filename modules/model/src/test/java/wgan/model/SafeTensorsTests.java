package wgan.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class SafeTensorsTests {
    @TempDir
    private Path folder;

    private final Random random = new Random(11);

    @ParameterizedTest
    @EnumSource
    void tensors_ofEachType_readBackBitForBit(DType dtype) throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("matrix", randomBits(dtype, 3, 5));
            tensors.put("number", randomBits(dtype));
            tensors.put("nothing", randomBits(dtype, 0));
            tensors.put("nothing, twice", randomBits(dtype, 4, 0, 2));
            tensors.put("ключ \"quoted\"\n", randomBits(dtype, 2));
            assertReadsBack(tensors);
        }
    }

    @Test
    void nan_keepsItsBits() throws IOException {
        int[] bits = {0x7fc00000, 0x7f800001, 0xffc12345, 0x80000000, 0x00000001, 0xff800000};
        ByteBuffer bytes = ByteBuffer.allocate(4 * bits.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(bits).forEach(bytes::putInt);
        try (var scope = TensorScope.open()) {
            Tensor tensor = Tensor.empty(DType.F32, Device.CPU, bits.length);
            tensor.copy_(bytes.flip());
            assertReadsBack(Map.of("x", tensor));
        }
    }

    @Test
    void view_isWrittenInRowMajorOrder() throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
            assertReadsBack(Map.of("x", x.transpose(0, 1)));
        }
    }

    @Test
    void fileWithoutTensors_isValid() throws IOException {
        assertReadsBack(Map.of());
    }

    private void assertReadsBack(Map<String, Tensor> tensors) throws IOException {
        try (SafeTensors read = SafeTensors.open(written(tensors, Map.of()))) {
            assertThat(read.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            Map<String, Tensor> copies = new LinkedHashMap<>();
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                Tensor tensor = entry.getValue();
                assertThat(read.shape(entry.getKey()))
                        .isEqualTo(Arrays.stream(tensor.shape()).boxed().toList());
                copies.put(entry.getKey(), Tensor.zeros(tensor.dtype(), Device.CPU, tensor.shape()));
            }
            read.copyTo(copies);
            tensors.forEach((name, tensor) ->
                    assertThat(copies.get(name).toByteBuffer()).as(name).isEqualTo(tensor.toByteBuffer()));
        }
    }

    @Test
    void metadata_readsBack() throws IOException {
        Map<String, String> words = Map.of("format", "pt", "épochs", "30", "quote", "\"\\\n", "empty", "");
        try (SafeTensors read = SafeTensors.open(written(Map.of(), words))) {
            assertThat(read.metadata()).isEqualTo(words);
        }
    }

    /** A reader can then map the file into memory and use the numbers in place. */
    @Test
    void tensors_areAlignedToTheirElements() throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            for (DType dtype : DType.values()) {
                tensors.put(dtype.toString(), randomBits(dtype, 3));
            }
            ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(written(tensors, Map.of())))
                    .order(ByteOrder.LITTLE_ENDIAN);
            int headerLength = Math.toIntExact(file.getLong());
            byte[] header = new byte[headerLength];
            file.get(header);

            assertThat(headerLength % 8).isZero();
            var json = JsonMapper.shared().readTree(new String(header, UTF_8));
            tensors.forEach((name, tensor) -> assertThat(
                            json.path(name).path("data_offsets").get(0).asInt()
                                    % tensor.dtype().bytes())
                    .as("%s", tensor.dtype())
                    .isZero());
        }
    }

    @Test
    void copyTo_ignoresOtherTensorsOfTheFile() throws IOException {
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(twoTensors())) {
            Tensor b = Tensor.zeros(DType.F32, Device.CPU, 3);
            read.copyTo(Map.of("b", b));
            assertThat(b.toFloatArray()).containsExactly(3, 4, 5);
        }
    }

    @Test
    void copyTo_ofTensorsThatDoNotFit_changesNothing() throws IOException {
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(twoTensors())) {
            assertRefusedUnchanged(
                    read,
                    Tensor.zeros(DType.F32, Device.CPU, 4),
                    "b",
                    "b is f32 (3), expected f32 (4); it is part of another network");
            assertRefusedUnchanged(
                    read,
                    Tensor.zeros(DType.F32, Device.CPU, 3, 1),
                    "b",
                    "b is f32 (3), expected f32 (3, 1); it is part of another network");
            assertRefusedUnchanged(
                    read,
                    Tensor.zeros(DType.I32, Device.CPU, 3),
                    "b",
                    "b is f32 (3), expected i32 (3); it is part of another network");
            assertRefusedUnchanged(
                    read,
                    Tensor.zeros(DType.F32, Device.CPU, 3),
                    "c",
                    "has no tensor c, but 2 others (a, b); it is part of another network");
        }
    }

    private static void assertRefusedUnchanged(SafeTensors read, Tensor wrong, String name, String message) {
        Tensor a = Tensor.zeros(DType.F32, Device.CPU, 2);
        Map<String, Tensor> targets = new LinkedHashMap<>(); // a, which is right, goes first
        targets.put("a", a);
        targets.put(name, wrong);
        assertThatThrownBy(() -> read.copyTo(targets))
                .isInstanceOf(ModelFileException.class)
                .hasMessageEndingWith("two.safetensors: " + message);
        assertThat(a.toFloatArray()).containsExactly(0, 0);
    }

    @Test
    void shape_ofAnUnknownName_isRefused() throws IOException {
        try (SafeTensors read = SafeTensors.open(twoTensors())) {
            assertThatThrownBy(() -> read.shape("fc1.weight"))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessageEndingWith(
                            "has no tensor fc1.weight, but 2 others (a, b); it is part of another network");
        }
    }

    /** The order of Map.of, for example, differs between JVMs. */
    @Test
    void write_doesNotDependOnTheOrderOfTheMap() throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> forward = new LinkedHashMap<>();
            Map<String, Tensor> backward = new LinkedHashMap<>();
            List<String> names = List.of("step", "exp_avg", "exp_avg_sq", "a", "z");
            for (int i = 0; i < names.size(); i++) {
                forward.put(names.get(i), Tensor.full(names.get(i).length(), DType.F32, Device.CPU, 2));
                String last = names.get(names.size() - 1 - i);
                backward.put(last, Tensor.full(last.length(), DType.F32, Device.CPU, 2));
            }
            assertThat(written(forward)).isEqualTo(written(backward));
        }
    }

    private static byte[] written(Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafeTensors.write(out, tensors, Map.of());
        return out.toByteArray();
    }

    @Test
    void convertTo_refusesOtherTypesThanFloatingPoint_andOtherShapes() throws IOException {
        Path file = twoTensors();
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(file)) {
            Tensor narrow = Tensor.zeros(DType.F16, Device.CPU, 3);
            read.convertTo(Map.of("b", narrow));
            assertThat(narrow.toFloatArray()).doesNotContain(0);
            for (Tensor other :
                    List.of(Tensor.zeros(DType.I64, Device.CPU, 3), Tensor.zeros(DType.F16, Device.CPU, 4))) {
                assertThatThrownBy(() -> read.convertTo(Map.of("b", other)))
                        .isInstanceOf(ModelFileException.class)
                        .hasMessage(file + ": b is f32 (3), expected " + other + "; it is part of another network");
            }
        }
    }

    /** The files are in the resources of this test, as PyTorch and the library safetensors write them. */
    @ParameterizedTest
    @ValueSource(strings = {"data-parallel.safetensors", "compiled.safetensors", "compiled-data-parallel.safetensors"})
    void names_ofAWrappedModule_areWithoutItsPrefix(String name) throws IOException {
        try (var scope = TensorScope.open();
                InputStream in = Objects.requireNonNull(SafeTensorsTests.class.getResourceAsStream(name), name);
                SafeTensors read = SafeTensors.read(in)) {
            assertThat(read.names()).containsExactly("fc1.bias", "fc1.weight");
            assertThat(read.shape("fc1.weight")).containsExactly(1L, 2L);
            Tensor weight = Tensor.zeros(DType.F32, Device.CPU, 1, 2);
            Tensor bias = Tensor.zeros(DType.F32, Device.CPU, 1);
            read.copyTo(Map.of("fc1.weight", weight, "fc1.bias", bias));
            assertThat(weight.toFloatArray()).containsExactly(1, -2);
            assertThat(bias.item()).isEqualTo(0.5);
        }
    }

    /** A network may have a layer of that name; if it has no other, its names in the file are found, too. */
    @Test
    void names_ofWhichOnlySomeHaveThePrefix_areThoseOfTheFile() throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {7}, 1);
            try (SafeTensors mixed = SafeTensors.open(written(Map.of("module.a", x, "n_averaged", x), Map.of()))) {
                assertThat(mixed.names()).containsExactly("module.a", "n_averaged");
            }
            Map<String, Tensor> nested = Map.of("module._orig_mod.a", x, "module.b", x);
            try (SafeTensors partly = SafeTensors.open(written(nested, Map.of()))) {
                assertThat(partly.names()).containsExactly("_orig_mod.a", "b");
            }
            try (SafeTensors all = SafeTensors.open(written(Map.of("module.a", x), Map.of()))) {
                Tensor copy = Tensor.zeros(DType.F32, Device.CPU, 1);
                all.copyTo(Map.of("module.a", copy));
                assertThat(copy.item()).isEqualTo(7);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "F16, NaN", "BF16, NaN", "F32, NaN", "F64, NaN",
        "F16, Infinity", "BF16, Infinity", "F32, -Infinity", "F64, -Infinity"
    })
    void convertTo_refusesNumbersThatAreNotFinite(DType dtype, float number) throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor x = Tensor.of(new float[] {0, 1, 2, 3, number, 5, number, 7}, 2, 2, 2)
                    .to(dtype);
            Path file = written(Map.of("a", Tensor.of(new float[] {1}, 1), "fc1.weight", x), Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                read.convertTo(Map.of("a", Tensor.zeros(DType.F32, Device.CPU, 1)));
                Tensor target = Tensor.zeros(DType.F32, Device.CPU, 2, 2, 2);
                assertThatThrownBy(() -> read.convertTo(Map.of("fc1.weight", target)))
                        .isInstanceOf(ModelFileException.class)
                        .hasMessage(file + ": fc1.weight has " + number + " at (1, 0, 0), expected finite numbers;"
                                + " its training diverged, or the file is damaged");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"F64, F32, 1.0E39", "F64, F16, 70000.0", "F32, F16, -70000.0", "BF16, F16, 65536.0"})
    void convertTo_refusesNumbersThatAreTooLargeForTheTarget(DType from, DType to, double number) throws IOException {
        try (var scope = TensorScope.open()) {
            Path file = written(Map.of("x", Tensor.full(number, from, Device.CPU)), Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                Tensor target = Tensor.zeros(to, Device.CPU);
                assertThatThrownBy(() -> read.convertTo(Map.of("x", target)))
                        .isInstanceOf(ModelFileException.class)
                        .hasMessage(
                                file + ": x has " + number + " in " + from + ", expected numbers that are finite in "
                                        + to + "; its training diverged, or the file is damaged");
            }
        }
    }

    @Test
    void requireFinite_ignoresIntegersAndAcceptsTheLargestNumbers() throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor largest = Tensor.of(new float[] {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MAX_VALUE}, 3);
            Tensor steps = Tensor.of(new long[] {Long.MAX_VALUE}, 1);
            Path file = written(Map.of("x", largest, "steps", steps, "empty", largest.narrow(0, 0, 0)), Map.of());
            try (SafeTensors read = SafeTensors.open(file)) {
                read.convertTo(Map.of(
                        "x", Tensor.zeros(DType.F32, Device.CPU, 3),
                        "steps", Tensor.zeros(DType.I64, Device.CPU, 1),
                        "empty", Tensor.zeros(DType.F32, Device.CPU, 0)));
            }
        }
    }

    @Test
    void file_thatShrinksWhileItIsRead_isNamed() throws IOException {
        Path file = twoTensors();
        try (var scope = TensorScope.open();
                SafeTensors read = SafeTensors.open(file)) {
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            Tensor b = Tensor.zeros(DType.F32, Device.CPU, 3);
            assertThatThrownBy(() -> read.copyTo(Map.of("b", b)))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + ": ends at byte " + (whole.length - 1)
                            + " although it was longer when it was opened; another program may be writing it");
        }
    }

    @Test
    void missingFile_isReportedAsMissing() {
        Path missing = folder.resolve("missing.safetensors");
        assertThatThrownBy(() -> SafeTensors.open(missing))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(missing.toString());
    }

    @Test
    void folder_isRefused() {
        assertThatThrownBy(() -> SafeTensors.open(folder))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(folder + ": is a directory, expected a safetensors file");
    }

    /**
     * A file whose bytes are changed in any way is refused as damaged, or it has the contents that its bytes describe.
     *
     * <p>This is not a property test of jqwik, whose engine does not run the extension that counts live tensors.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damagedFile_isRefused_orHasTheContentsOfItsBytes(long seed) throws IOException {
        Random damage = new Random(seed);
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a", randomBits(DType.F32, 3, 2));
            tensors.put("steps", randomBits(DType.I64));
            tensors.put("empty", randomBits(DType.F32, 0));
            byte[] whole = Files.readAllBytes(written(tensors, Map.of("format", "pt")));
            int dataBytes = 4 * 6 + 8;
            int refused = 0;
            for (int i = 0; i < 300; i++) {
                byte[] damaged = whole.clone();
                if (damage.nextInt(4) == 0) {
                    damaged = Arrays.copyOf(whole, damage.nextInt(whole.length));
                } else {
                    for (int flips = damage.nextInt(1, 4); flips > 0; flips--) {
                        damaged[damage.nextInt(whole.length)] ^= (byte) (1 << damage.nextInt(Byte.SIZE));
                    }
                }
                Path file = Files.write(folder.resolve("damaged.safetensors"), damaged);
                try (var each = TensorScope.open();
                        SafeTensors read = SafeTensors.open(file)) {
                    Map<String, Tensor> copies = new LinkedHashMap<>(); // the widest first, as they were written
                    copies.put("steps", Tensor.zeros(DType.I64, Device.CPU));
                    copies.put("a", Tensor.zeros(DType.F32, Device.CPU, 3, 2));
                    copies.put("empty", Tensor.zeros(DType.F32, Device.CPU, 0));
                    read.copyTo(copies);
                    assertThat(concatenated(copies))
                            .as("seed %d, damage %d", seed, i)
                            .isEqualTo(Arrays.copyOfRange(damaged, whole.length - dataBytes, whole.length));
                    assertThat(damaged).hasSameSizeAs(whole);
                } catch (ModelFileException e) {
                    assertThat(e.getMessage())
                            .startsWith(file + ": ")
                            .hasSizeLessThan(600)
                            .doesNotMatch("(?s).*\\p{Cntrl}.*");
                    refused++;
                }
            }
            assertThat(refused).as("neither all nor none").isBetween(100, 299);
        }
    }

    private static byte[] concatenated(Map<String, Tensor> tensors) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        tensors.values()
                .forEach(tensor -> bytes.writeBytes(tensor.toByteBuffer().array()));
        return bytes.toByteArray();
    }

    /** a: 1, 2; b: 3, 4, 5. */
    private Path twoTensors() throws IOException {
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            tensors.put("a", Tensor.of(new float[] {1, 2}, 2));
            tensors.put("b", Tensor.of(new float[] {3, 4, 5}, 3));
            return Files.move(written(tensors, Map.of()), folder.resolve("two.safetensors"));
        }
    }

    private Path written(Map<String, Tensor> tensors, Map<String, String> words) throws IOException {
        Path file = folder.resolve("written.safetensors");
        try (var out = Files.newOutputStream(file)) {
            SafeTensors.write(out, tensors, words);
        }
        return file;
    }

    private Tensor randomBits(DType dtype, long... shape) {
        Tensor tensor = Tensor.empty(dtype, Device.CPU, shape);
        byte[] bits = new byte[Math.toIntExact(tensor.numel() * dtype.bytes())];
        random.nextBytes(bits);
        if (dtype == DType.BOOL) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] &= 1;
            }
        }
        tensor.copy_(ByteBuffer.wrap(bits));
        return tensor;
    }
}
