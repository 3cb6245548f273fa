package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wgan.model.StateTable.row;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class GeneratorTests {
    private static final int LATENT_DIM = 4;
    /** In single precision; a batch of another size may be summed in another order. */
    private static final float ROUNDING = 1e-5f;

    @TempDir
    private static Path folder;

    /** A generator whose statistics have seen a batch. */
    private static Path file;

    @BeforeAll
    static void write() throws IOException {
        file = folder.resolve("generator.safetensors");
        try (var scope = TensorScope.open();
                Network network = new Network(Generator.layers(LATENT_DIM), DType.F32, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            network.forward(new RandomTensors(new Random(1), DType.F32, Device.CPU).normal(8, LATENT_DIM));
            write(file, network.state());
        }
    }

    private static void write(Path file, Map<String, Tensor> state) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            SafeTensors.write(out, state, Map.of());
        }
    }

    @Test
    void state_isThatOfTheLab() {
        try (Network generator = new Network(Generator.layers(100), DType.F32, Device.CPU)) {
            assertThat(StateTable.of(generator))
                    .containsExactly(
                            row("fc1.weight", DType.F32, 1024, 100),
                            row("fc1.bias", DType.F32, 1024),
                            row("br1.0.weight", DType.F32, 1024),
                            row("br1.0.bias", DType.F32, 1024),
                            row("br1.0.running_mean", DType.F32, 1024),
                            row("br1.0.running_var", DType.F32, 1024),
                            row("br1.0.num_batches_tracked", DType.I64),
                            row("fc2.weight", DType.F32, 6272, 1024),
                            row("fc2.bias", DType.F32, 6272),
                            row("br2.0.weight", DType.F32, 6272),
                            row("br2.0.bias", DType.F32, 6272),
                            row("br2.0.running_mean", DType.F32, 6272),
                            row("br2.0.running_var", DType.F32, 6272),
                            row("br2.0.num_batches_tracked", DType.I64),
                            row("conv1.0.weight", DType.F32, 128, 64, 4, 4),
                            row("conv1.0.bias", DType.F32, 64),
                            row("conv1.1.weight", DType.F32, 64),
                            row("conv1.1.bias", DType.F32, 64),
                            row("conv1.1.running_mean", DType.F32, 64),
                            row("conv1.1.running_var", DType.F32, 64),
                            row("conv1.1.num_batches_tracked", DType.I64),
                            row("conv2.0.weight", DType.F32, 64, 1, 4, 4),
                            row("conv2.0.bias", DType.F32, 1));
            assertThat(generator.parameterCount())
                    .isEqualTo(102_400 + 3 * 1024 + 6_422_528 + 3 * 6272 + 131_072 + 3 * 64 + 1024 + 1);
        }
    }

    @Test
    void load_takesTheLatentSizeFromTheFile() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
            assertThat(generator.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void draw_isTheEvaluationOfTheNetworkThatWasSaved() throws IOException {
        try (var scope = TensorScope.open();
                Network network = new Network(Generator.layers(LATENT_DIM), DType.F32, Device.CPU);
                Generator generator = Generator.load(file, Device.CPU);
                SafeTensors saved = SafeTensors.open(file)) {
            saved.copyTo(network.state());
            float[] latents = latents(3);
            float[] expected =
                    network.evaluate(Tensor.of(latents, 3, LATENT_DIM)).toFloatArray();
            assertThat(generator.draw(latents)).containsExactly(expected);
        }
    }

    /** More vectors than are drawn at once, so that some of them end up in a short last batch. */
    @Test
    void image_dependsOnItsOwnVectorOnly() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            int count = 260;
            float[] latents = latents(count);
            float[] images = generator.draw(latents);
            assertThat(images).hasSize(count * Generator.PIXELS);
            for (int index : new int[] {0, 1, 255, 256, 259}) {
                float[] alone = generator.draw(slice(latents, index, LATENT_DIM));
                assertThat(slice(images, index, Generator.PIXELS))
                        .as("image %d", index)
                        .usingComparatorWithPrecision(ROUNDING)
                        .containsExactly(alone);
            }
            assertThat(slice(images, 0, Generator.PIXELS)).isNotEqualTo(slice(images, 1, Generator.PIXELS));
            for (float pixel : images) {
                assertTrue(pixel >= -1 && pixel <= 1);
            }
        }
    }

    @Test
    void load_takesADenseGeneratorToo() throws IOException {
        Path dense = folder.resolve("dense.safetensors");
        float[] latents = latents(3);
        float[] expected;
        try (var scope = TensorScope.open();
                Network network = new Network(DenseGenerator.layers(LATENT_DIM), DType.F32, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            expected = network.evaluate(Tensor.of(latents, 3, LATENT_DIM)).toFloatArray();
            write(dense, network.state());
        }
        try (Generator generator = Generator.load(dense, Device.CPU)) {
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
            assertThat(generator.draw(latents)).containsExactly(expected);
        }
    }

    @Test
    void load_ofAnotherDenseNetwork_isRefused() throws IOException {
        Path other = folder.resolve("other.safetensors");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            state.put("fc1.weight", Tensor.zeros(DType.F32, Device.CPU, 256));
            state.put("fc4.weight", Tensor.zeros(DType.F32, Device.CPU, 1));
            write(other, state);
        }
        assertRefused(
                other, "fc1.weight has shape (256), expected (256, latent dimension); it belongs to another network");
    }

    @Test
    void load_ofADenseDiscriminator_isRefused() throws IOException {
        Path discriminators = folder.resolve("discriminator.safetensors");
        try (Network discriminator = new Network(Discriminator.dense(), DType.F32, Device.CPU)) {
            write(discriminators, discriminator.state());
        }
        assertRefused(
                discriminators,
                "fc1.weight is f32 (512, 784), expected f32 (1024, 784); it belongs to another network");
    }

    @Test
    void draw_ofNothing_isNothing() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThat(generator.draw(new float[0])).isEmpty();
        }
    }

    @Test
    void draw_ofAPartOfAVector_isRefused() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThatThrownBy(() -> generator.draw(new float[LATENT_DIM + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("draw: 5 numbers, expected a multiple of the latent dimension 4");
        }
    }

    @Test
    void draw_whenClosed_isRefused() throws IOException {
        Generator generator = Generator.load(file, Device.CPU);
        generator.close();
        generator.close(); // once more, to no effect
        assertThatThrownBy(() -> generator.draw(new float[LATENT_DIM]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("a tensor was used after it was closed");
    }

    @Test
    void load_ofACritic_isRefused() throws IOException {
        Path critics = folder.resolve("critic.safetensors");
        try (Network critic = new Network(Critic.layers(), DType.F32, Device.CPU)) {
            write(critics, critic.state());
        }
        assertRefused(
                critics,
                "has no tensor fc1.weight, but 18 others (conv1.1.num_batches_tracked, conv2.1.num_batches_tracked, "
                        + "conv1.0.weight, conv1.0.bias, …); it belongs to another network");
    }

    @Test
    void load_ofAnotherFirstLayer_isRefused() throws IOException {
        assertRefused(
                first(1024),
                "fc1.weight has shape (1024), expected (1024, latent dimension); it belongs to another network");
        assertRefused(
                first(1024, 0),
                "fc1.weight has shape (1024, 0), expected (1024, latent dimension); it belongs to another network");
        assertRefused(
                first(1, Generator.MAX_LATENT_DIM + 1),
                "fc1.weight has shape (1, 4097), expected (1024, latent dimension); it belongs to another network");
    }

    private static Path first(long... shape) throws IOException {
        Path path = folder.resolve("first.safetensors");
        try (Tensor weight = Tensor.zeros(DType.F32, Device.CPU, shape)) {
            write(path, Map.of("fc1.weight", weight));
        }
        return path;
    }

    /** The network is made before the rest of the file is looked at; it must not stay behind. */
    @Test
    void load_ofAnotherLaterLayer_isRefusedAndClosesTheNetwork() throws IOException {
        Path changed = folder.resolve("changed.safetensors");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            state.put("fc1.weight", Tensor.zeros(DType.F32, Device.CPU, 1024, LATENT_DIM));
            state.put("fc1.bias", Tensor.zeros(DType.F32, Device.CPU, 1023));
            write(changed, state);
        }
        assertRefused(changed, "fc1.bias is f32 (1023), expected f32 (1024); it belongs to another network");
    }

    @Test
    void draw_ofANetworkInTraining_isWhatItsFileDraws() throws IOException {
        Path file = folder.resolve("in-training.safetensors");
        try (Network network = new Network(Generator.layers(LATENT_DIM), DType.F32, Device.CPU)) {
            network.initialize(new Seed(7), 0);
            write(file, network.state());
            try (Generator generator = Generator.load(file, Device.CPU)) {
                assertThat(Generator.draw(network, LATENT_DIM, latents(300))).isEqualTo(generator.draw(latents(300)));
            }
        }
    }

    @Test
    void load_ofADamagedOrMissingFile_isRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.safetensors"), "not safetensors at all");
        assertThatThrownBy(() -> Generator.load(text, Device.CPU)).isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> Generator.load(folder.resolve("missing"), Device.CPU))
                .isInstanceOf(NoSuchFileException.class);
    }

    private static void assertRefused(Path file, String message) {
        assertThatThrownBy(() -> Generator.load(file, Device.CPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": " + message);
    }

    private static float[] latents(int count) {
        float[] latents = new float[count * LATENT_DIM];
        Random random = new Random(2);
        for (int i = 0; i < latents.length; i++) {
            latents[i] = (float) random.nextGaussian();
        }
        return latents;
    }

    private static float[] slice(float[] numbers, int index, int size) {
        return Arrays.copyOfRange(numbers, index * size, (index + 1) * size);
    }
}
