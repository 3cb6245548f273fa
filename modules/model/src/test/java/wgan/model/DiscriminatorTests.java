package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static wgan.model.StateTable.row;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.model.Network.NamedLayer;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class DiscriminatorTests {
    @Test
    void dense_isFullyConnected() {
        try (Network discriminator = new Network(Discriminator.dense(ImageShape.MNIST), DType.F32, Device.CPU)) {
            assertThat(StateTable.of(discriminator))
                    .containsExactly(
                            row("fc1.weight", DType.F32, 512, 784),
                            row("fc1.bias", DType.F32, 512),
                            row("fc2.weight", DType.F32, 256, 512),
                            row("fc2.bias", DType.F32, 256),
                            row("fc3.weight", DType.F32, 1, 256),
                            row("fc3.bias", DType.F32, 1));
        }
    }

    /** By the rules of DCGAN, no batch normalization follows the first convolution. */
    @Test
    void convolutional_hasTheConvolutionsOfTheCritic_byTheRulesOfDcgan() {
        try (Network discriminator =
                new Network(Discriminator.convolutional(ImageShape.MNIST), DType.F32, Device.CPU)) {
            assertThat(StateTable.of(discriminator))
                    .containsExactly(
                            row("conv1.0.weight", DType.F32, 32, 1, 5, 5),
                            row("conv1.0.bias", DType.F32, 32),
                            row("conv2.0.weight", DType.F32, 64, 32, 5, 5),
                            row("conv2.0.bias", DType.F32, 64),
                            row("conv2.1.weight", DType.F32, 64),
                            row("conv2.1.bias", DType.F32, 64),
                            row("conv2.1.running_mean", DType.F32, 64),
                            row("conv2.1.running_var", DType.F32, 64),
                            row("conv2.1.num_batches_tracked", DType.I64),
                            row("fc1.weight", DType.F32, 1, 3136),
                            row("fc1.bias", DType.F32, 1));
        }
    }

    @Test
    void logits_areOneF32NumberPerImage() {
        for (Function<ImageShape, List<NamedLayer>> layers :
                List.<Function<ImageShape, List<NamedLayer>>>of(Discriminator::dense, Discriminator::convolutional)) {
            for (DType dtype : List.of(DType.F32, DType.BF16)) {
                try (var scope = TensorScope.open();
                        Network discriminator = new Network(layers.apply(ImageShape.MNIST), dtype, Device.CPU)) {
                    var images = Tensor.zeros(dtype, Device.CPU, 3, 1, 28, 28);
                    assertThat(discriminator.forward(images).output().toString())
                            .isEqualTo("f32 (3, 1)");
                }
            }
        }
    }
}
