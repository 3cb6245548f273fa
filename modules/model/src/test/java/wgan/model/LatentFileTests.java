package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class LatentFileTests {
    private static final int LATENT_DIM = 3;

    @TempDir
    private Path folder;

    @Test
    void latents_readBackBitForBit() throws IOException {
        Random random = new Random(3);
        for (int count : new int[] {1, 2, 300}) {
            float[] latents = new float[count * LATENT_DIM];
            for (int i = 0; i < latents.length; i++) {
                latents[i] = (float) random.nextGaussian();
            }
            latents[0] = -0f;
            assertThat(LatentFile.read(written(latents), LATENT_DIM)).isEqualTo(latents);
        }
    }

    @Test
    void file_containsOneTensor() throws IOException {
        try (SafeTensors tensors = SafeTensors.open(written(new float[6]))) {
            assertThat(tensors.names()).containsExactly("latents");
            assertThat(tensors.shape("latents")).containsExactly(2L, 3L);
            assertThat(tensors.dtype("latents")).isEqualTo(DType.F32);
        }
    }

    /** A file as Python's {@code safetensors.numpy.save_file({"z": …})} writes it: without metadata and padding. */
    @Test
    void onlyTensor_canHaveAnyName() throws IOException {
        byte[] header =
                "{\"z\":{\"dtype\":\"F32\",\"shape\":[1,3],\"data_offsets\":[0,12]}}".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(header.length).put(header).putFloat(0.5f).putFloat(-1).putFloat(2);
        Path file = Files.write(folder.resolve("z.safetensors"), bytes.array());
        assertThat(LatentFile.read(file, LATENT_DIM)).containsExactly(0.5f, -1, 2);
    }

    @Test
    void nameAmongOthers_isFound() throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor latents = Tensor.of(new float[] {1, 2, 3}, 1, 3);
            Path file = written(Map.of("latents", latents, "labels", Tensor.of(new long[] {7}, 1)));
            assertThat(LatentFile.read(file, LATENT_DIM)).containsExactly(1, 2, 3);
        }
    }

    @Test
    void severalOfOtherNames_areRefused() throws IOException {
        try (var scope = TensorScope.open()) {
            Tensor latents = Tensor.of(new float[] {1, 2, 3}, 1, 3);
            assertRefused(
                    written(Map.of("a", latents, "b", latents)),
                    "has 2 tensors, none of them named latents; expected one of that name, or only one");
            assertRefused(
                    written(Map.of()),
                    "has 0 tensors, none of them named latents; expected one of that name, or only one");
        }
    }

    @Test
    void anotherShape_isRefused() throws IOException {
        assertTensorRefused(Tensor.zeros(DType.F32, Device.CPU, 2, 4), "latents is f32 (2, 4)");
        assertTensorRefused(Tensor.zeros(DType.F32, Device.CPU, 3), "latents is f32 (3)");
        assertTensorRefused(Tensor.zeros(DType.F32, Device.CPU, 1, 3, 1), "latents is f32 (1, 3, 1)");
        assertTensorRefused(Tensor.zeros(DType.F32, Device.CPU, 0, 3), "latents is f32 (0, 3)");
    }

    /** The default type of numpy. */
    @Test
    void anotherType_isRefused() throws IOException {
        assertTensorRefused(Tensor.zeros(DType.F64, Device.CPU, 2, 3), "latents is f64 (2, 3)");
    }

    private void assertTensorRefused(Tensor tensor, String found) throws IOException {
        try (tensor) {
            assertRefused(
                    written(Map.of("latents", tensor)),
                    found + ", expected f32 (n, 3), vectors of this model's latent dimension; the vectors may be"
                            + " those of another model");
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void notFinite_isRefusedWithItsIndex(float value) throws IOException {
        assertRefused(
                written(new float[] {0, 0, 0, 0, 0, value, 0, 0, value}),
                "latents has " + value + " at (1, 2), expected finite numbers");
    }

    @Test
    void anotherFile_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("letter"), "This is a letter.");
        assertThatThrownBy(() -> LatentFile.read(file, LATENT_DIM))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": is text, expected a safetensors file; give the file that has the tensors");
        assertThatThrownBy(() -> LatentFile.read(folder.resolve("none"), LATENT_DIM))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void write_refusesIncompleteVectors() {
        for (int numbers : new int[] {0, 4}) {
            assertThatThrownBy(() -> LatentFile.write(OutputStream.nullOutputStream(), new float[numbers], LATENT_DIM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("latent file: latents have " + numbers
                            + " numbers, expected a positive multiple of the latent" + " dimension 3");
        }
        assertThatThrownBy(() -> LatentFile.write(OutputStream.nullOutputStream(), new float[4], 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> LatentFile.read(file, LATENT_DIM))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": " + message);
    }

    private Path written(float[] latents) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LatentFile.write(bytes, latents, LATENT_DIM);
        return Files.write(folder.resolve("latents.safetensors"), bytes.toByteArray());
    }

    private Path written(Map<String, Tensor> tensors) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SafeTensors.write(bytes, tensors, Map.of());
        return Files.write(folder.resolve("latents.safetensors"), bytes.toByteArray());
    }
}
