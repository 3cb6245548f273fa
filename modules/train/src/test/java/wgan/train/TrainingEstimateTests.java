package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.image.ImageShape;
import wgan.model.LayerSummary;
import wgan.torch.Device;

class TrainingEstimateTests {

    @Test
    void measure_describesTheNetworksOfTheLab() throws IOException {
        TrainingConfig config = TrainingConfig.defaults().withEpochs(2);
        Dataset images = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, 256, DataOptions.defaults());
        TrainingEstimate estimate = TrainingEstimate.measure(config, images, Device.CPU, 1);

        assertThat(estimate.generator().getFirst().output()).containsExactly(1024L);
        assertThat(estimate.generator().getLast().output()).containsExactly(1L, 28L, 28L);
        assertThat(estimate.critic().getLast().output()).containsExactly(1L);
        // 103424 + 2048 + 6428800 + 12544 + 131136 + 128 + 1025 of the generator, 832 + 64 + 51264 + 128 + 3212288 +
        // 1025 of the
        // critic
        assertThat(estimate.parameters()).isEqualTo(6_679_105 + 3_265_601);
        assertThat(estimate.start().steps()).isEqualTo(2);
        assertThat(estimate.measuredSteps()).isEqualTo(1);
        assertThat(estimate.secondsPerStep()).isPositive();
        assertThat(estimate.secondsPerEpoch()).isEqualTo(2 * estimate.secondsPerStep());
        // parameters, gradients, squares of gradients, and the average of the generator, in f32; more by padding,
        // buffers and losses
        long numbers = 3 * estimate.parameters() + 6_679_105;
        assertThat(estimate.stateBytes()).isBetween(4 * numbers, 4 * numbers + 4 * 100_000);
    }

    @Test
    void measure_ofColorImages_hasOneStageMore() throws IOException {
        ImageShape shape = new ImageShape(3, 40, 64);
        DataOptions options = DataOptions.defaults().withSyntheticShape(shape);
        Dataset images = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, 4, options);
        TrainingConfig config = new TrainingConfig(Dcgan.defaults(), 1, 2, 3, 0, Precision.FP32, 0);
        TrainingEstimate estimate = TrainingEstimate.measure(config, images, Device.CPU, 100);

        assertThat(estimate.generator())
                .extracting(LayerSummary::name)
                .contains("conv1.0", "conv2.0", "conv3.0", "conv3.1")
                .doesNotContain("conv4.0");
        assertThat(estimate.generator().getLast().output()).containsExactly(3L, 40L, 64L);
        assertThat(estimate.measuredSteps()).isEqualTo(1); // of two, one of them before the measurement
        // the outputs of each layer, of 2 generated images in the generator and of 2 · 2 in the discriminator
        long outputs = sum(estimate.generator()) + 2 * sum(estimate.critic());
        assertThat(estimate.activationBytes()).isEqualTo(2 * 4 * outputs);
    }

    @Test
    void measure_ofFewerImagesThanABatch_hasTheMemoryOfTheImages() throws IOException {
        Dataset images = Datasets.open(DatasetName.SYNTHETIC, Split.TRAIN, 4, DataOptions.defaults());
        TrainingConfig all = new TrainingConfig(Wgan.defaults(), 1, 4, 3, 0, Precision.FP32, 0);
        TrainingConfig more = new TrainingConfig(Wgan.defaults(), 1, 128, 3, 0, Precision.FP32, 0);
        assertThat(TrainingEstimate.measure(more, images, Device.CPU, 1).activationBytes())
                .isEqualTo(TrainingEstimate.measure(all, images, Device.CPU, 1).activationBytes());
    }

    private static long sum(Iterable<LayerSummary> layers) {
        long sum = 0;
        for (LayerSummary layer : layers) {
            sum += layer.outputNumel();
        }
        return sum;
    }
}
