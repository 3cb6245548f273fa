package wgan.pretrained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.Latents;
import wgan.model.ModelFileException;
import wgan.model.PretrainedModel;
import wgan.model.PretrainedModel.Kind;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;

/** How good the generators are is checked by {@code .ci/run}, which evaluates them. */
class PretrainedModelTests {
    static Stream<PretrainedModel> all() {
        return Stream.of(Kind.values()).flatMap(kind -> PretrainedModel.all(kind).stream());
    }

    @Test
    void models_areFoundByTheirKind() {
        assertThat(PretrainedModel.all(Kind.GENERATOR))
                .extracting(PretrainedModel::name)
                .containsExactly("wgan", "wgan-gp");
        assertThat(PretrainedModel.all(Kind.CLASSIFIER))
                .extracting(PretrainedModel::name)
                .containsExactly("mnist");
    }

    @Test
    void classPath_hasTheSameModelsAsTheModulePath() throws IOException {
        try (InputStream in =
                ResourceModel.class.getResourceAsStream("/META-INF/services/" + PretrainedModel.class.getName())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .containsExactlyInAnyOrderElementsOf(
                            all().map(model -> model.getClass().getName()).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void file_isBelow14Megabytes(PretrainedModel model) throws IOException {
        try (InputStream in = model.open()) {
            assertThat(in.readAllBytes()).hasSizeLessThan(14_000_000);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void card_statesWhatAUserMustKnow(PretrainedModel model) throws IOException {
        assertThat(model.card())
                .startsWith("# ")
                .contains(
                        "\n- **Data:** ", "\n- **Seed:** ", "\n- **Command:** ", "\n- **Metrics:** ", "\n- **Date:** ")
                .contains("\n- **Licence:** Apache-2.0");
    }

    @Test
    void generators_drawImages_eachLatentVectorAnother() throws IOException {
        for (PretrainedModel model : PretrainedModel.all(Kind.GENERATOR)) {
            try (SafeTensors file = SafeTensors.read(model.open())) {
                assertThat(file.dtype("fc2.weight")).isEqualTo(DType.BF16);
            }
            try (Generator generator = Generator.pretrained(model.name(), Device.CPU)) {
                int latentDim = generator.latentDim();
                float[] latents = new float[64 * latentDim];
                for (int i = 0; i < 64; i++) {
                    System.arraycopy(Latents.of(new Seed(i), 0, latentDim), 0, latents, i * latentDim, latentDim);
                }
                float[] pixels = generator.sample(latents);
                List<float[]> images = Stream.iterate(0, i -> i + ImageShape.MNIST.numel())
                        .limit(64)
                        .map(first -> Arrays.copyOfRange(pixels, first, first + ImageShape.MNIST.numel()))
                        .toList();
                // The mean of MNIST is 0.13.
                assertThat(images).allSatisfy(image -> assertThat(white(image)).isBetween(0.02, 0.5));
                assertThat(images.stream()
                                .mapToDouble(PretrainedModelTests::white)
                                .average()
                                .orElseThrow())
                        .isBetween(0.1, 0.17);
                assertThat(images).doesNotHaveDuplicates();
            }
        }
    }

    /** Returns the mean of an image in [0, 1]. */
    private static double white(float[] image) {
        double sum = 0;
        for (float pixel : image) {
            sum += (pixel + 1) / 2;
        }
        return sum / image.length;
    }

    @Test
    void unknownName_isRefusedWithTheNames() {
        assertThatThrownBy(() -> Generator.pretrained("vgan", Device.CPU))
                .isInstanceOf(ModelFileException.class)
                .hasMessage("pretrained model vgan: there is no such model, expected wgan or wgan-gp");
    }
}
