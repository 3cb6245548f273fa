package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;

class LossAccumulatorTests {

    @OnEachDevice
    void read_returnsTheMeansOfAllLosses(Device device) {
        try (var losses = new LossAccumulator(device, true)) {
            addCritic(losses, 1, 5, device);
            addGenerator(losses, 7, device);
            assertThat(losses.read().means()).isEqualTo(new Losses(1, OptionalDouble.of(5), 7));

            addCritic(losses, -2.5, 6, device);
            addGenerator(losses, 8, device);
            addGenerator(losses, 9, device);
            assertThat(losses.read().means()).isEqualTo(new Losses(-0.75, OptionalDouble.of(5.5), 8));
        }
    }

    @OnEachDevice
    void read_withoutPenalty_hasNoScoreLoss(Device device) {
        try (var losses = new LossAccumulator(device, false)) {
            addCritic(losses, 1, 1, device);
            addGenerator(losses, 7, device);
            assertThat(losses.read().means()).isEqualTo(new Losses(1, OptionalDouble.empty(), 7));
        }
    }

    /** In f32 the sum would stay at 2²⁴. */
    @OnEachDevice
    void read_keepsSmallLossesBesideALargeSum(Device device) {
        try (var losses = new LossAccumulator(device, false)) {
            addGenerator(losses, 1 << 24, device);
            addGenerator(losses, 1, device);

            assertThat(losses.read().means().generator()).isEqualTo(((1 << 24) + 1) / 2.0);
        }
    }

    @OnEachDevice
    void reset_startsANewEpoch(Device device) {
        try (var losses = new LossAccumulator(device, true)) {
            addCritic(losses, Double.NaN, Double.NaN, device);
            addGenerator(losses, Double.NaN, device);
            losses.reset();
            addCritic(losses, 3, 4, device);
            addGenerator(losses, 5, device);

            assertThat(losses.read().means()).isEqualTo(new Losses(3, OptionalDouble.of(4), 5));
        }
    }

    @OnEachDevice
    void read_returnsTheLossesOfMeasuredSteps_once(Device device) {
        Progress tenth = new Progress(0, 1, 10, 30);
        Progress twentieth = new Progress(0, 1, 20, 30);
        try (var losses = new LossAccumulator(device, true)) {
            addCritic(losses, 100, 100, device);
            losses.beginMeasurement();
            addCritic(losses, 1, 3, device);
            addCritic(losses, 2, 4, device);
            addGenerator(losses, 7, device);
            losses.endMeasurement(tenth);
            addCritic(losses, 100, 100, device);
            losses.beginMeasurement();
            addCritic(losses, 5, 6, device);
            addGenerator(losses, 8, device);
            losses.endMeasurement(twentieth);

            LossAccumulator.Reading reading = losses.read();
            assertThat(reading.steps())
                    .containsExactly(
                            entry(tenth, new Losses(1.5, OptionalDouble.of(3.5), 7)),
                            entry(twentieth, new Losses(5, OptionalDouble.of(6), 8)));
            assertThat(reading.means()).isEqualTo(new Losses(41.6, OptionalDouble.of(42.6), 7.5));
            assertThat(losses.read()).isEqualTo(new LossAccumulator.Reading(Map.of(), reading.means()));
        }
    }

    /** The extension of all tests counts the open tensors. */
    @Test
    void close_releasesStepsThatWereNotTaken() {
        var losses = new LossAccumulator(Device.CPU, true);
        losses.beginMeasurement();
        addCritic(losses, 1, 1, Device.CPU);
        addGenerator(losses, 1, Device.CPU);
        losses.endMeasurement(new Progress(0, 1, 1, 1));
        losses.beginMeasurement();
        losses.close();
    }

    @OnEachDevice
    void resume_continuesFromSumsAndCounts(Device device) {
        try (var before = new LossAccumulator(device, true);
                var after = new LossAccumulator(device, true)) {
            addCritic(before, 1, 1, device);
            addCritic(before, 2, 2, device);
            addGenerator(before, 4, device);

            after.sums().copy_(before.sums());
            after.resume(before.criticUpdates(), before.generatorUpdates());
            addCritic(after, 6, 9, device);
            addGenerator(after, 5, device);

            assertThat(after.read().means()).isEqualTo(new Losses(3, OptionalDouble.of(4), 4.5));
        }
    }

    private static void addCritic(LossAccumulator losses, double total, double scores, Device device) {
        try (var totalTensor = Tensor.full(total, DType.F32, device);
                var scoresTensor = Tensor.full(scores, DType.F32, device)) {
            losses.add(new CriticLoss(totalTensor, scoresTensor));
        }
    }

    private static void addGenerator(LossAccumulator losses, double loss, Device device) {
        try (var tensor = Tensor.full(loss, DType.F32, device)) {
            losses.addGenerator(tensor);
        }
    }
}
