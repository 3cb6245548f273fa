package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static wgan.model.StateTable.row;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.testing.RandomTensors;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class GeneratorTests {
    private static final int LATENT_DIM = 4;
    /** The tolerance of single precision: the order of summation may depend on the batch size. */
    private static final float ROUNDING = 1e-5f;

    @TempDir
    private static Path folder;

    /** A generator whose running statistics are those of a batch; without metadata, as PyTorch writes it. */
    private static Path file;

    @BeforeAll
    static void write() throws IOException {
        file = folder.resolve("generator.safetensors");
        try (var scope = TensorScope.open();
                Network network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, ImageShape.MNIST),
                        DType.F32,
                        Device.CPU)) {
            network.initialize(new Seed(1), 0);
            network.forward(new RandomTensors(new Random(1), DType.F32, Device.CPU).normal(8, LATENT_DIM));
            write(file, network.state());
        }
    }

    private static void write(Path file, Map<String, Tensor> state) throws IOException {
        write(file, state, Map.of());
    }

    private static void write(Path file, Map<String, Tensor> state, Map<String, String> metadata) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            SafeTensors.write(out, state, metadata);
        }
    }

    @Test
    void latentDimension_thatIsNotPositive_isRefused() {
        try (Network network = new Network(List.of(new NamedLayer("relu", new Relu())), DType.F32, Device.CPU)) {
            assertThatThrownBy(() -> Generator.of(network, 0, ImageShape.MNIST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("latent dimension is 0, expected 1 to 4096");
        }
    }

    @Test
    void state_isThatOfTheLab() {
        try (Network generator =
                new Network(GeneratorArchitecture.CONVOLUTIONAL.layers(100, ImageShape.MNIST), DType.F32, Device.CPU)) {
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
    void pretrained_withoutTheModuleThatHasThem_saysWhatToAdd() {
        assertThatThrownBy(Generator::pretrained)
                .isInstanceOf(ModelFileException.class)
                .hasMessage("pretrained model wgan-gp: there is none; add the module wgan.pretrained"
                        + " (wgan-pretrained-….jar) to the module path or the class path");
    }

    @Test
    void load_infersTheLatentDimensionFromTheTensors() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
            assertThat(generator.device()).isEqualTo(Device.CPU);
        }
    }

    @Test
    void load_ontoADeviceThatIsMissing_isRefused() {
        Device missing = Device.cuda(LibTorch.get().gpuCount());
        assertThatThrownBy(() -> Generator.load(file, missing))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device " + missing + " is not available: ");
    }

    @Test
    void sample_isTheEvaluationOfTheSavedNetwork() throws IOException {
        try (var scope = TensorScope.open();
                Network network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, ImageShape.MNIST),
                        DType.F32,
                        Device.CPU);
                Generator generator = Generator.load(file, Device.CPU);
                SafeTensors saved = SafeTensors.open(file)) {
            saved.copyTo(network.state());
            float[] latents = latents(3);
            float[] expected =
                    network.evaluate(Tensor.of(latents, 3, LATENT_DIM)).toFloatArray();
            assertThat(generator.sample(latents)).containsExactly(expected);
        }
    }

    /** More vectors than a batch has, so that the last batch is short. */
    @Test
    void image_dependsOnItsOwnVectorOnly() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            int count = 260;
            float[] latents = latents(count);
            float[] images = generator.sample(latents);
            assertThat(images).hasSize(count * ImageShape.MNIST.numel());
            for (int index : new int[] {0, 1, 255, 256, 259}) {
                float[] alone = generator.sample(slice(latents, index, LATENT_DIM));
                assertThat(slice(images, index, ImageShape.MNIST.numel()))
                        .as("image %d", index)
                        .usingComparatorWithPrecision(ROUNDING)
                        .containsExactly(alone);
            }
            assertThat(slice(images, 0, ImageShape.MNIST.numel()))
                    .isNotEqualTo(slice(images, 1, ImageShape.MNIST.numel()));
            for (float pixel : images) {
                assertTrue(pixel >= -1 && pixel <= 1);
            }
        }
    }

    @Test
    void load_infersTheDenseArchitectureFromTheTensors() throws IOException {
        Path dense = folder.resolve("dense.safetensors");
        float[] latents = latents(3);
        float[] expected;
        try (var scope = TensorScope.open();
                Network network = new Network(
                        GeneratorArchitecture.DENSE.layers(LATENT_DIM, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            expected = network.evaluate(Tensor.of(latents, 3, LATENT_DIM)).toFloatArray();
            write(dense, network.state());
        }
        try (Generator generator = Generator.load(dense, Device.CPU)) {
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
            assertThat(generator.sample(latents)).containsExactly(expected);
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
                other,
                "fc1.weight has shape (256), expected (features, latent dimension); it is part of another network");
    }

    @Test
    void load_ofADenseDiscriminator_isRefused() throws IOException {
        Path discriminators = folder.resolve("discriminator.safetensors");
        try (Network discriminator = new Network(Discriminator.dense(ImageShape.MNIST), DType.F32, Device.CPU)) {
            write(discriminators, discriminator.state());
        }
        assertRefused(
                discriminators,
                "fc1.weight is f32 (512, 784), expected f32 (1024, 784); it is part of another network");
    }

    @Test
    void sample_ofNoVectors_isEmpty() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThat(generator.sample(new float[0])).isEmpty();
        }
    }

    @Test
    void sample_ofAPartOfAVector_isRefused() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            assertThatThrownBy(() -> generator.sample(new float[LATENT_DIM + 1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sample: latents have 5 numbers, expected a multiple of the latent dimension 4");
        }
    }

    @Test
    void sample_whenClosed_isRefused() throws IOException {
        Generator generator = Generator.load(file, Device.CPU);
        generator.close();
        generator.close(); // a second time, without effect
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> generator.sample(new float[LATENT_DIM]), () -> generator.sampleImage(new float[LATENT_DIM]))) {
            assertThatThrownBy(use)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("sample: the generator is closed");
        }
    }

    @Test
    void load_ofACritic_isRefused() throws IOException {
        Path critics = folder.resolve("critic.safetensors");
        try (Network critic = new Network(Critic.layers(ImageShape.MNIST), DType.F32, Device.CPU)) {
            write(critics, critic.state());
        }
        assertRefused(
                critics,
                "has no tensor fc1.weight, but 18 others (conv1.1.num_batches_tracked, conv2.1.num_batches_tracked, "
                        + "conv1.0.bias, conv1.0.weight, …); it is part of another network");
    }

    @Test
    void load_ofAnotherFirstLayer_isRefused() throws IOException {
        assertRefused(
                first(1024),
                "fc1.weight has shape (1024), expected (features, latent dimension); it is part of another network");
        assertRefused(
                first(1024, 0),
                "fc1.weight has shape (1024, 0), expected (features, latent dimension); it is part of another network");
        assertRefused(
                first(1, Generator.MAX_LATENT_DIM + 1),
                "fc1.weight has shape (1, 4097), expected (features, latent dimension); it is part of another network");
    }

    private static Path first(long... shape) throws IOException {
        Path path = folder.resolve("first.safetensors");
        try (Tensor weight = Tensor.zeros(DType.F32, Device.CPU, shape)) {
            write(path, Map.of("fc1.weight", weight));
        }
        return path;
    }

    /** The network is created before the rest of the file is read; it must be closed. */
    @Test
    void load_ofAnotherLaterLayer_isRefusedAndClosesTheNetwork() throws IOException {
        Path changed = folder.resolve("changed.safetensors");
        try (var scope = TensorScope.open()) {
            Map<String, Tensor> state = new LinkedHashMap<>();
            state.put("fc1.weight", Tensor.zeros(DType.F32, Device.CPU, 1024, LATENT_DIM));
            state.put("fc1.bias", Tensor.zeros(DType.F32, Device.CPU, 1023));
            write(changed, state);
        }
        assertRefused(changed, "fc1.bias is f32 (1023), expected f32 (1024); it is part of another network");
    }

    @Test
    void of_aNetworkInTraining_samplesAsItsFileDoes() throws IOException {
        Path file = folder.resolve("in-training.safetensors");
        try (Network network = new Network(
                GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(7), 0);
            write(file, network.state());
            try (Generator generator = Generator.load(file, Device.CPU)) {
                assertThat(Generator.of(network, LATENT_DIM, ImageShape.MNIST).sample(latents(300)))
                        .isEqualTo(generator.sample(latents(300)));
            }
        }
    }

    @Test
    void load_usesTheMetadataOfTheFile() throws IOException {
        Path stated = folder.resolve("stated.safetensors");
        GeneratorMetadata metadata = new GeneratorMetadata(GeneratorArchitecture.DENSE, LATENT_DIM, ImageShape.MNIST);
        try (Network network =
                new Network(metadata.architecture().layers(LATENT_DIM, ImageShape.MNIST), DType.F32, Device.CPU)) {
            write(stated, network.state(), metadata.entries());
        }
        try (SafeTensors tensors = SafeTensors.open(stated);
                Generator generator = Generator.load(stated, Device.CPU)) {
            assertThat(tensors.metadata())
                    .isEqualTo(Map.of(
                            "format", "pt", "architecture", "dense", "latent_dim", "4", "image_shape", "1x28x28"));
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
        }
    }

    @Test
    void load_ofMetadataThatCannotBeUsed_isRefused() throws IOException {
        assertRefusedMetadata(
                Map.of("architecture", "unet", "latent_dim", "4"),
                "architecture is 'unet', which is not built in, expected convolutional or dense");
        for (String latentDim : new String[] {"0", "4097", "-1", "four", "99999999999"}) {
            assertRefusedMetadata(
                    Map.of("architecture", "dense", "latent_dim", latentDim),
                    "latent_dim is '" + latentDim + "', expected 1 to 4096");
        }
        assertRefusedMetadata(Map.of("architecture", "dense"), "latent_dim is 'null', expected 1 to 4096");
        assertRefusedMetadata(
                Map.of("architecture", "dense", "latent_dim", "4", "image_shape", "3x32x32"),
                "fc4.weight is f32 (784, 1024), expected f32 (3072, 1024); it is part of another network");
        // Well-formed metadata that does not describe the tensors.
        assertRefusedMetadata(
                Map.of("architecture", "dense", "latent_dim", "5"),
                "fc1.weight is f32 (256, 4), expected f32 (256, 5); it is part of another network");
    }

    private static void assertRefusedMetadata(Map<String, String> metadata, String message) throws IOException {
        Path path = folder.resolve("metadata.safetensors");
        try (Network network =
                new Network(GeneratorArchitecture.DENSE.layers(LATENT_DIM, ImageShape.MNIST), DType.F32, Device.CPU)) {
            write(path, network.state(), metadata);
        }
        assertRefused(path, message);
    }

    @Test
    void load_fromAStream_isThatFromTheFile() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                Generator fromStream = Generator.load(in, Device.CPU);
                Generator fromFile = Generator.load(file, Device.CPU)) {
            assertThat(fromStream.sample(latents(2))).isEqualTo(fromFile.sample(latents(2)));
            assertThat(in.read()).isEqualTo(-1);
        }
        byte[] truncated = Arrays.copyOf(Files.readAllBytes(file), 1000);
        assertThatThrownBy(() -> Generator.load(new ByteArrayInputStream(truncated), Device.CPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessageStartingWith("model from a stream: header length at byte 0 is ");
    }

    /** The tolerances are the effect of rounding every weight, through three layers. */
    @ParameterizedTest
    @CsvSource({"F16, 2e-3", "BF16, 2e-2", "F64, 0"})
    void load_convertsWeightsOfOtherTypes(DType dtype, float tolerance) throws IOException {
        Path converted = folder.resolve("converted.safetensors");
        try (var scope = TensorScope.open();
                Network network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, ImageShape.MNIST),
                        DType.F32,
                        Device.CPU);
                SafeTensors saved = SafeTensors.open(file)) {
            saved.copyTo(network.state());
            Map<String, Tensor> state = new LinkedHashMap<>();
            network.state()
                    .forEach((name, tensor) ->
                            state.put(name, tensor.dtype().isFloatingPoint() ? tensor.to(dtype) : tensor));
            write(converted, state);
        }
        try (Generator original = Generator.load(file, Device.CPU);
                Generator generator = Generator.load(converted, Device.CPU)) {
            assertThat(generator.sample(latents(3)))
                    .usingComparatorWithPrecision(tolerance)
                    .containsExactly(original.sample(latents(3)));
        }
    }

    /** With metadata and without, from which the architecture is inferred by names. */
    @ParameterizedTest
    @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod.", "_orig_mod.module."})
    void load_ofAWrappedModule_isThatOfTheModule(String prefix) throws IOException {
        Path wrapped = folder.resolve("wrapped.safetensors");
        GeneratorMetadata metadata = new GeneratorMetadata(GeneratorArchitecture.DENSE, LATENT_DIM, ImageShape.MNIST);
        float[] latents = latents(3);
        try (Network network =
                new Network(metadata.architecture().layers(LATENT_DIM, metadata.imageShape()), DType.F32, Device.CPU)) {
            network.initialize(new Seed(1), 0);
            float[] expected =
                    Generator.of(network, LATENT_DIM, ImageShape.MNIST).sample(latents);
            Map<String, Tensor> state = new LinkedHashMap<>();
            network.state().forEach((name, tensor) -> state.put(prefix + name, tensor));
            for (Map<String, String> words : List.of(Map.<String, String>of(), metadata.entries())) {
                write(wrapped, state, words);
                try (Generator generator = Generator.load(wrapped, Device.CPU)) {
                    assertThat(generator.sample(latents)).containsExactly(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"fc1.weight, '(5, 3)', 23", "br1.0.running_var, (1023), 1023", "conv2.0.bias, (0), 0"})
    void load_ofWeightsThatAreNotFinite_isRefusedAndClosesTheNetwork(String name, String index, int element)
            throws IOException {
        Path diverged = folder.resolve("diverged.safetensors");
        try (var scope = TensorScope.open();
                Network network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(LATENT_DIM, ImageShape.MNIST),
                        DType.F32,
                        Device.CPU)) {
            network.state().get(name).view(-1).narrow(0, element, 1).fill_(Double.NaN);
            write(diverged, network.state());
        }
        assertRefused(
                diverged,
                name + " has NaN at " + index
                        + ", expected finite numbers; its training diverged, or the file is damaged");
    }

    @Test
    void load_ofIntegerWeights_isRefused() throws IOException {
        Path integers = folder.resolve("integers.safetensors");
        try (var scope = TensorScope.open()) {
            write(integers, Map.of("fc1.weight", Tensor.zeros(DType.I32, Device.CPU, 1024, LATENT_DIM)));
        }
        assertRefused(integers, "fc1.weight is i32 (1024, 4), expected f32 (1024, 4); it is part of another network");
    }

    @Test
    void load_ofAnotherArchitecture_usesTheOneGiven() throws IOException {
        GeneratorArchitecture small = new GeneratorArchitecture() {
            @Override
            public String name() {
                return "small";
            }

            @Override
            public List<NamedLayer> layers(int latentDim, ImageShape shape) {
                return List.of(
                        new NamedLayer("fc", new Linear(latentDim, shape.numel())),
                        new NamedLayer("reshape", new Reshape(shape.channels(), shape.height(), shape.width())));
            }
        };
        Path path = folder.resolve("small.safetensors");
        try (Network network = new Network(small.layers(2, ImageShape.MNIST), DType.F32, Device.CPU)) {
            network.initialize(new Seed(3), 0);
            write(path, network.state(), new GeneratorMetadata(small, 2, ImageShape.MNIST).entries());
            try (Generator generator = Generator.load(path, Device.CPU, small)) {
                float[] latents = {1, 2};
                assertThat(generator.sample(latents))
                        .isEqualTo(Generator.of(network, 2, ImageShape.MNIST).sample(latents));
            }
        }
        assertRefused(path, "architecture is 'small', which is not built in, expected convolutional or dense");
        assertThatThrownBy(() -> Generator.load(file, Device.CPU, small))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": architecture is 'null', expected 'small'");
    }

    @Test
    void sampleImages_areGrayImagesOfTheSamples() throws IOException {
        try (Generator generator = Generator.load(file, Device.CPU)) {
            float[] latents = latents(2);
            float[] samples = generator.sample(latents);
            List<BufferedImage> images = generator.sampleImages(latents);
            assertThat(images).hasSize(2);
            for (int i = 0; i < images.size(); i++) {
                BufferedImage image = images.get(i);
                assertThat(List.of(image.getWidth(), image.getHeight())).containsOnly(28);
                for (int y = 0; y < 28; y++) {
                    for (int x = 0; x < 28; x++) {
                        float sample = samples[i * ImageShape.MNIST.numel() + y * 28 + x];
                        int gray = image.getRaster().getSample(x, y, 0);
                        assertTrue(Math.abs(gray - (sample + 1) * 127.5) <= 0.5001, "(%d, %d)".formatted(x, y));
                    }
                }
            }
            BufferedImage first = generator.sampleImage(slice(latents, 0, LATENT_DIM));
            assertThat(first.getRaster().getSample(14, 14, 0))
                    .isEqualTo(images.get(0).getRaster().getSample(14, 14, 0));
            assertThatThrownBy(() -> generator.sampleImage(latents))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("sample: latent has 8 numbers, expected the latent dimension 4");
        }
    }

    /** The documentation of the class promises it. */
    @Test
    void sample_byManyThreads_isThatOfOne() throws Exception {
        int threads = 8;
        try (Generator generator = Generator.load(file, Device.CPU);
                ExecutorService platform = Executors.newFixedThreadPool(threads);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            float[] expected = generator.sample(latents(3));
            List<Future<float[]>> results = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                results.add(platform.submit(() -> generator.sample(latents(3))));
            }
            for (int i = 0; i < 10 * threads; i++) {
                results.add(virtual.submit(() -> generator.sample(latents(3))));
            }
            for (Future<float[]> result : results) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void close_ofAGeneratorOfANetwork_leavesTheNetworkOpen() {
        try (Network network =
                new Network(GeneratorArchitecture.DENSE.layers(LATENT_DIM, ImageShape.MNIST), DType.F32, Device.CPU)) {
            Generator.of(network, LATENT_DIM, ImageShape.MNIST).close();
            assertThat(network.masterParameters().isClosed()).isFalse();
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
