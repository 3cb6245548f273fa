package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static wgan.model.StateTable.row;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

/** Networks and generator files for images of other shapes than MNIST's. */
class OtherShapesTests {
    private static final int LATENT_DIM = 4;
    private static final ImageShape COLOR = new ImageShape(3, 32, 32);
    private static final ImageShape WIDE = new ImageShape(1, 48, 64);
    private static final ImageShape LARGEST = new ImageShape(3, 64, 64);

    @TempDir
    private Path folder;

    @Test
    void generator_inColor_hasTheLabsLayersWithThreeChannelsAtTheEnd() {
        try (Network generator = network(GeneratorArchitecture.CONVOLUTIONAL.layers(100, COLOR))) {
            assertThat(StateTable.of(generator))
                    .contains(
                            row("fc1.weight", DType.F32, 1024, 100),
                            row("fc2.weight", DType.F32, 128 * 8 * 8, 1024),
                            row("br2.0.weight", DType.F32, 128 * 8 * 8),
                            row("conv1.0.weight", DType.F32, 128, 64, 4, 4),
                            row("conv2.0.weight", DType.F32, 64, 3, 4, 4),
                            row("conv2.0.bias", DType.F32, 3));
            assertThat(names(generator))
                    .isEqualTo(names(GeneratorArchitecture.CONVOLUTIONAL.layers(1, ImageShape.MNIST)));
            assertThat(generator.parameterCount())
                    .isEqualTo(102_400 + 3 * 1024 + 1024 * 8192 + 3 * 8192 + 131_072 + 3 * 64 + 3072 + 3);
        }
    }

    /** 48 = 6 · 2³ and 64 = 8 · 2³: a stage more than the lab's, with the double of channels before it. */
    @Test
    void generator_ofThreeStages_hasOneMoreConvolution() {
        try (Network generator = network(GeneratorArchitecture.CONVOLUTIONAL.layers(100, WIDE))) {
            assertThat(StateTable.of(generator).stream().skip(7))
                    .containsExactly(
                            row("fc2.weight", DType.F32, 256 * 6 * 8, 1024),
                            row("fc2.bias", DType.F32, 12_288),
                            row("br2.0.weight", DType.F32, 12_288),
                            row("br2.0.bias", DType.F32, 12_288),
                            row("br2.0.running_mean", DType.F32, 12_288),
                            row("br2.0.running_var", DType.F32, 12_288),
                            row("br2.0.num_batches_tracked", DType.I64),
                            row("conv1.0.weight", DType.F32, 256, 128, 4, 4),
                            row("conv1.0.bias", DType.F32, 128),
                            row("conv1.1.weight", DType.F32, 128),
                            row("conv1.1.bias", DType.F32, 128),
                            row("conv1.1.running_mean", DType.F32, 128),
                            row("conv1.1.running_var", DType.F32, 128),
                            row("conv1.1.num_batches_tracked", DType.I64),
                            row("conv2.0.weight", DType.F32, 128, 64, 4, 4),
                            row("conv2.0.bias", DType.F32, 64),
                            row("conv2.1.weight", DType.F32, 64),
                            row("conv2.1.bias", DType.F32, 64),
                            row("conv2.1.running_mean", DType.F32, 64),
                            row("conv2.1.running_var", DType.F32, 64),
                            row("conv2.1.num_batches_tracked", DType.I64),
                            row("conv3.0.weight", DType.F32, 64, 1, 4, 4),
                            row("conv3.0.bias", DType.F32, 1));
            assertThat(generator.parameterCount())
                    .isEqualTo(102_400
                            + 3 * 1024
                            + 1024 * 12_288
                            + 3 * 12_288
                            + (256 * 128 * 16 + 3 * 128)
                            + (128 * 64 * 16 + 3 * 64)
                            + (64 * 16 + 1));
        }
    }

    @Test
    void critic_ofThreeStages_hasOneMoreConvolution() {
        try (Network critic = network(Critic.layers(WIDE));
                Network withoutNorm = network(Critic.layersWithoutBatchNorm(WIDE))) {
            assertThat(StateTable.of(critic))
                    .contains(
                            row("conv1.0.weight", DType.F32, 32, 1, 5, 5),
                            row("conv2.0.weight", DType.F32, 64, 32, 5, 5),
                            row("conv3.0.weight", DType.F32, 128, 64, 5, 5),
                            row("conv3.1.running_var", DType.F32, 128),
                            row("fc1.0.weight", DType.F32, 1024, 128 * 6 * 8),
                            row("fc2.weight", DType.F32, 1, 1024));
            assertThat(critic.parameterCount())
                    .isEqualTo((25 * 32 + 3 * 32)
                            + (25 * 32 * 64 + 3 * 64)
                            + (25 * 64 * 128 + 3 * 128)
                            + (6144 * 1024 + 1024)
                            + (1024 + 1));
            assertThat(withoutNorm.parameterCount()).isEqualTo(critic.parameterCount() - 2 * (32 + 64 + 128));
        }
    }

    @Test
    void critic_inColor_hasThreeInputChannels() {
        try (Network critic = network(Critic.layers(COLOR))) {
            assertThat(StateTable.of(critic))
                    .contains(
                            row("conv1.0.weight", DType.F32, 32, 3, 5, 5),
                            row("conv2.0.weight", DType.F32, 64, 32, 5, 5),
                            row("fc1.0.weight", DType.F32, 1024, 64 * 8 * 8));
            assertThat(names(critic)).isEqualTo(names(Critic.layers(ImageShape.MNIST)));
        }
    }

    /** Batch normalization except after the first convolution. */
    @Test
    void discriminators_followTheShape() {
        try (Network dense = network(Discriminator.dense(COLOR));
                Network convolutional = network(Discriminator.convolutional(WIDE))) {
            assertThat(StateTable.of(dense)).contains(row("fc1.weight", DType.F32, 512, 3 * 32 * 32));
            assertThat(dense.parameterCount()).isEqualTo(3072 * 512 + 512 + 512 * 256 + 256 + 256 + 1);
            assertThat(StateTable.of(convolutional))
                    .contains(
                            row("conv3.0.weight", DType.F32, 128, 64, 5, 5),
                            row("conv2.1.weight", DType.F32, 64),
                            row("conv3.1.weight", DType.F32, 128),
                            row("fc1.weight", DType.F32, 1, 6144))
                    .noneMatch(row -> row.name().startsWith("conv1.1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1x16x16", "3x16x32", "1x28x28", "3x32x32", "1x40x64", "1x48x64", "3x64x64"})
    void images_andScores_haveTheirShapes(String text) {
        ImageShape shape = ImageShape.parse(text);
        for (GeneratorArchitecture architecture :
                List.of(GeneratorArchitecture.CONVOLUTIONAL, GeneratorArchitecture.DENSE)) {
            try (var scope = TensorScope.open();
                    Network generator = network(architecture.layers(LATENT_DIM, shape))) {
                Tensor images = generator
                        .forward(Tensor.zeros(DType.F32, Device.CPU, 2, LATENT_DIM))
                        .output();
                assertThat(images.shape()).containsExactly(2, shape.channels(), shape.height(), shape.width());
                for (List<NamedLayer> layers : List.of(
                        Critic.layers(shape),
                        Critic.layersWithoutBatchNorm(shape),
                        Discriminator.dense(shape),
                        Discriminator.convolutional(shape))) {
                    try (Network critic = network(layers)) {
                        assertThat(critic.forward(images).output().shape()).containsExactly(2, 1);
                    }
                }
            }
        }
    }

    private static Network network(List<NamedLayer> layers) {
        return new Network(layers, DType.F32, Device.CPU);
    }

    private static List<String> names(Network network) {
        return List.copyOf(network.state().keySet());
    }

    private static List<String> names(List<NamedLayer> layers) {
        try (Network network = network(layers)) {
            return names(network);
        }
    }

    static Stream<Arguments> architecturesAndShapes() {
        return Stream.of(GeneratorArchitecture.CONVOLUTIONAL, GeneratorArchitecture.DENSE)
                .flatMap(architecture -> Stream.of(ImageShape.MNIST, COLOR, WIDE, LARGEST, new ImageShape(3, 16, 24))
                        .map(shape -> Arguments.of(architecture, shape)));
    }

    @ParameterizedTest
    @MethodSource("architecturesAndShapes")
    void load_readsTheShapeOfTheMetadata(GeneratorArchitecture architecture, ImageShape shape) throws IOException {
        var metadata = new GeneratorMetadata(architecture, LATENT_DIM, shape);
        assertThat(metadata.entries()).containsEntry("image_shape", shape.toString());
        Path file = write(architecture, shape, metadata.entries());

        try (SafeTensors tensors = SafeTensors.open(file);
                Generator generator = Generator.load(file)) {
            GeneratorMetadata read = GeneratorMetadata.of(tensors);
            assertThat(read.imageShape()).isEqualTo(shape);
            assertThat(read.architecture().name()).isEqualTo(architecture.name());
            assertThat(read.latentDim()).isEqualTo(LATENT_DIM);
            assertThat(generator.imageShape()).isEqualTo(shape);
            assertThat(generator.sample(new float[2 * LATENT_DIM])).hasSize(2 * shape.numel());
        }
    }

    static Stream<Arguments> architecturesAndSquares() {
        return Stream.of(GeneratorArchitecture.CONVOLUTIONAL, GeneratorArchitecture.DENSE)
                .flatMap(architecture -> Stream.of(1, 3)
                        .flatMap(channels -> Stream.of(16, 28, 32, 48, 64)
                                .map(side -> Arguments.of(architecture, new ImageShape(channels, side, side)))));
    }

    /** A file as PyTorch writes it. */
    @ParameterizedTest
    @MethodSource("architecturesAndSquares")
    void load_withoutMetadata_infersASquare(GeneratorArchitecture architecture, ImageShape shape) throws IOException {
        Path file = write(architecture, shape, Map.of());

        try (Generator generator = Generator.load(file)) {
            assertThat(generator.imageShape()).isEqualTo(shape);
            assertThat(generator.latentDim()).isEqualTo(LATENT_DIM);
        }
    }

    @Test
    void load_withoutMetadata_ofImagesThatAreNotSquare_isRefused() throws IOException {
        assertRefused(
                write(GeneratorArchitecture.CONVOLUTIONAL, WIDE, Map.of()),
                "fc2.weight has 12288 rows, which are not those of square images of 16 to 64 pixels; state architecture,"
                        + " latent_dim and image_shape in the file's metadata");
        assertRefused(
                write(GeneratorArchitecture.DENSE, new ImageShape(1, 16, 20), Map.of()),
                "fc4.weight has 320 rows, which are not those of square images of 16 to 64 pixels; state architecture,"
                        + " latent_dim and image_shape in the file's metadata");
    }

    @Test
    void load_ofTensorsOfAnotherShapeThanStated_isRefused() throws IOException {
        Map<String, String> metadata =
                new GeneratorMetadata(GeneratorArchitecture.CONVOLUTIONAL, LATENT_DIM, COLOR).entries();

        assertRefused(
                write(GeneratorArchitecture.CONVOLUTIONAL, WIDE, metadata),
                "fc2.weight is f32 (12288, 1024), expected f32 (8192, 1024); it is part of another network");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "square", "28x28", "1x30x30", "2x28x28", "1x128x128", "1x28x64", "-1x28x28", "1x28x28\n"})
    void load_ofAShapeThatIsNotSupported_isRefused(String shape) throws IOException {
        Map<String, String> metadata = Map.of("architecture", "dense", "latent_dim", "4", "image_shape", shape);

        assertRefused(
                write(GeneratorArchitecture.DENSE, ImageShape.MNIST, metadata),
                "image_shape is '" + shape.replace('\n', '?')
                        + "', expected one like 1x28x28 with 1 or 3 channels and sides of 16 to 64 pixels");
    }

    private void assertRefused(Path file, String message) {
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> Generator.load(file))
                .withMessage(file + ": " + message);
    }

    private Path write(GeneratorArchitecture architecture, ImageShape shape, Map<String, String> metadata)
            throws IOException {
        Path file = folder.resolve("generator.safetensors");
        try (Network network = network(architecture.layers(LATENT_DIM, shape));
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(2), 0);
            SafeTensors.write(out, network.state(), metadata);
        }
        return file;
    }

    /** A sample is planar, channel after channel. */
    @Test
    void sampleImages_inColor_areThoseOfTheSamples() throws IOException {
        Path file = write(
                GeneratorArchitecture.CONVOLUTIONAL,
                COLOR,
                new GeneratorMetadata(GeneratorArchitecture.CONVOLUTIONAL, LATENT_DIM, COLOR).entries());
        try (Generator generator = Generator.load(file)) {
            float[] latents = {1, -1, 0.5f, 2, 0, 1, -2, 0.25f};
            float[] samples = generator.sample(latents);
            List<BufferedImage> images = generator.sampleImages(latents);

            assertThat(images).hasSize(2);
            for (int i = 0; i < 2; i++) {
                BufferedImage image = images.get(i);
                assertThat(List.of(image.getWidth(), image.getHeight())).containsOnly(32);
                for (int channel = 0; channel < 3; channel++) {
                    for (int pixel = 0; pixel < 32 * 32; pixel++) {
                        float sample = samples[(3 * i + channel) * 32 * 32 + pixel];
                        int level = image.getRGB(pixel % 32, pixel / 32) >> (8 * (2 - channel)) & 0xff;
                        assertThat(Math.abs(level - (sample + 1) * 127.5)).isLessThan(0.5001);
                    }
                }
            }
            assertThat(generator.sampleImage(new float[] {1, -1, 0.5f, 2}).getRGB(3, 4))
                    .isEqualTo(images.getFirst().getRGB(3, 4));
        }
    }

    @Test
    void sample_ofANetworkWithAnotherShape_isRefused() {
        try (Network network = network(GeneratorArchitecture.DENSE.layers(LATENT_DIM, ImageShape.MNIST));
                Generator generator = Generator.of(network, LATENT_DIM, COLOR)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> generator.sample(new float[LATENT_DIM]))
                    .withMessage(
                            "sample: the network generates images of shape [1, 1, 28, 28], expected [1, 3, 32, 32]");
        }
    }
}
