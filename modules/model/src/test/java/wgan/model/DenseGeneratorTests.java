package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static wgan.model.StateTable.row;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class DenseGeneratorTests {
    @Test
    void state_isThatOfFourLayers() {
        try (Network generator =
                new Network(GeneratorArchitecture.DENSE.layers(100, ImageShape.MNIST), DType.F32, Device.CPU)) {
            assertThat(StateTable.of(generator))
                    .containsExactly(
                            row("fc1.weight", DType.F32, 256, 100),
                            row("fc1.bias", DType.F32, 256),
                            row("fc2.weight", DType.F32, 512, 256),
                            row("fc2.bias", DType.F32, 512),
                            row("fc3.weight", DType.F32, 1024, 512),
                            row("fc3.bias", DType.F32, 1024),
                            row("fc4.weight", DType.F32, 784, 1024),
                            row("fc4.bias", DType.F32, 784));
        }
    }

    @Test
    void images_areWithinTheirRange() {
        try (var scope = TensorScope.open();
                Network generator =
                        new Network(GeneratorArchitecture.DENSE.layers(20, ImageShape.MNIST), DType.F32, Device.CPU)) {
            generator.initialize(new Seed(1), 0);
            var images = generator
                    .forward(Tensor.full(100, DType.F32, Device.CPU, 3, 20))
                    .output();
            assertThat(images.shape()).containsExactly(3, 1, 28, 28);
            for (float pixel : images.toFloatArray()) {
                assertThat(pixel).isBetween(-1f, 1f);
            }
        }
    }
}
