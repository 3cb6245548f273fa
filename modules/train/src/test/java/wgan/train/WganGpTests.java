package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wgan.image.ImageShape;
import wgan.random.Seed;
import wgan.testing.GanOracle;
import wgan.testing.OnEachShape;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

class WganGpTests {

    private static final int ITERATIONS = 4;
    private static final int CRITIC_STEPS = 5;
    private static final double PENALTY = 10;
    private static final WganGp OBJECTIVE = new WganGp(
            new CriticSchedule(CRITIC_STEPS, CriticBatches.SAME, Warmup.NONE),
            PENALTY,
            InverseTimeDecay.constant(1e-4, 1e-4));

    /** The presets differentiate twice. */
    @OnEachShape
    void iterations_endWithTheParametersAndStatisticsOfThePresets(ImageShape shape, Device device) {
        var updates = new GanOracle.Updates(OracleComparison.CRITIC_RATE, OracleComparison.GENERATOR_RATE, 0, 0.9);
        try (var comparison = new OracleComparison(
                OBJECTIVE, shape, GanOracle.wganGp(OracleComparison.LATENT_DIM, shape, PENALTY, updates), device)) {
            comparison.compare(ITERATIONS, CRITIC_STEPS);
        }
    }

    @Test
    void state_hasTheAveragesOfAdam() {
        try (var networks = AdversarialNetworks.initial(
                OBJECTIVE, SmallRun.LATENT_DIM, ImageShape.MNIST, new Seed(1), DType.F32, Device.CPU)) {
            assertThat(networks.state())
                    .containsKeys(
                            "critic.fc2.weight",
                            "generator.br1.0.running_mean",
                            "optimizer.generator.exp_avg",
                            "optimizer.critic.exp_avg_sq",
                            "optimizer.critic.step")
                    .doesNotContainKey("critic.conv1.1.weight");
        }
    }
}
