package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

class LossMeanTests {

    @OnEachDevice
    void mean_isThatOfAllLossesAdded(Device device) {
        try (var mean = new LossMean(device)) {
            add(mean, 1, device);
            assertThat(mean.mean()).isEqualTo(1);

            add(mean, -2.5, device);
            assertThat(mean.mean()).isEqualTo(-0.75);
        }
    }

    /** In f32 the sum would stay at 2²⁴. */
    @OnEachDevice
    void mean_doesNotLoseSmallLossesBesideALargeSum(Device device) {
        try (var mean = new LossMean(device)) {
            add(mean, 1 << 24, device);
            add(mean, 1, device);

            assertThat(mean.mean()).isEqualTo(((1 << 24) + 1) / 2.0);
        }
    }

    @OnEachDevice
    void reset_forgetsAllLosses(Device device) {
        try (var mean = new LossMean(device)) {
            add(mean, Double.NaN, device);
            mean.reset();
            add(mean, 3, device);

            assertThat(mean.mean()).isEqualTo(3);
        }
    }

    @OnEachDevice
    void resume_goesOnFromSumAndCount(Device device) {
        try (var before = new LossMean(device);
                var after = new LossMean(device)) {
            add(before, 1, device);
            add(before, 2, device);

            after.sum().copy_(before.sum());
            after.resume(2);
            add(after, 6, device);

            assertThat(after.mean()).isEqualTo(3);
        }
    }

    private static void add(LossMean mean, double loss, Device device) {
        try (var tensor = Tensor.full(loss, DType.F32, device)) {
            mean.add(tensor);
        }
    }
}
