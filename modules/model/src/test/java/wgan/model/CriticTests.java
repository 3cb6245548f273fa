package wgan.model;

import static org.assertj.core.api.Assertions.assertThat;
import static wgan.model.StateTable.row;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;

class CriticTests {
    @Test
    void state_isThatOfTheLab() {
        try (Network critic = new Network(Critic.layers(ImageShape.MNIST), DType.F32, Device.CPU)) {
            assertThat(StateTable.of(critic))
                    .containsExactly(
                            row("conv1.0.weight", DType.F32, 32, 1, 5, 5),
                            row("conv1.0.bias", DType.F32, 32),
                            row("conv1.1.weight", DType.F32, 32),
                            row("conv1.1.bias", DType.F32, 32),
                            row("conv1.1.running_mean", DType.F32, 32),
                            row("conv1.1.running_var", DType.F32, 32),
                            row("conv1.1.num_batches_tracked", DType.I64),
                            row("conv2.0.weight", DType.F32, 64, 32, 5, 5),
                            row("conv2.0.bias", DType.F32, 64),
                            row("conv2.1.weight", DType.F32, 64),
                            row("conv2.1.bias", DType.F32, 64),
                            row("conv2.1.running_mean", DType.F32, 64),
                            row("conv2.1.running_var", DType.F32, 64),
                            row("conv2.1.num_batches_tracked", DType.I64),
                            row("fc1.0.weight", DType.F32, 1024, 3136),
                            row("fc1.0.bias", DType.F32, 1024),
                            row("fc2.weight", DType.F32, 1, 1024),
                            row("fc2.bias", DType.F32, 1));
            assertThat(critic.parameterCount())
                    .isEqualTo(800 + 32 + 2 * 32 + 51_200 + 64 + 2 * 64 + 3_211_264 + 1024 + 1024 + 1);
        }
    }

    @Test
    void layersWithoutBatchNorm_areAllOtherLayers() {
        try (Network critic = new Network(Critic.layersWithoutBatchNorm(ImageShape.MNIST), DType.F32, Device.CPU)) {
            assertThat(critic.state().keySet())
                    .containsExactly(
                            "conv1.0.weight",
                            "conv1.0.bias",
                            "conv2.0.weight",
                            "conv2.0.bias",
                            "fc1.0.weight",
                            "fc1.0.bias",
                            "fc2.weight",
                            "fc2.bias");
        }
    }

    @Test
    void scores_areOneNumberPerImage() {
        try (var scope = TensorScope.open();
                Network critic = new Network(Critic.layers(ImageShape.MNIST), DType.F32, Device.CPU)) {
            var images = Tensor.zeros(DType.F32, Device.CPU, 3, 1, 28, 28);
            assertThat(critic.evaluate(images).shape()).containsExactly(3, 1);
            assertThat(critic.forward(images).output().shape()).containsExactly(3, 1);
        }
    }
}
