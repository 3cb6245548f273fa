package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import wgan.testing.GameOracle;
import wgan.testing.OnEachDevice;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.Rules.CriticBatches;

class WganGpObjectiveTests {

    private static final int ITERATIONS = 4;
    private static final int CRITIC_STEPS = 5;
    private static final double PENALTY = 10;

    /** The presets differentiate twice. */
    @OnEachDevice
    void iterations_endWithTheParametersAndStatisticsOfThePresets(Device device) {
        var updates = new GameOracle.Updates(Duel.CRITIC_RATE, Duel.GENERATOR_RATE, 0, 0.9);
        try (var duel = new Duel(
                new WganGpObjective(config(), DType.F64, device),
                GameOracle.wganGp(Duel.LATENT_DIM, PENALTY, updates),
                device)) {
            duel.fight(ITERATIONS, CRITIC_STEPS);
        }
    }

    @Test
    void state_hasWhatAdamRemembers() {
        try (var objective = new WganGpObjective(config(), DType.F32, Device.CPU)) {
            assertThat(objective.state())
                    .containsKeys(
                            "critic.fc2.weight",
                            "generator.br1.0.running_mean",
                            "optimizer.generator.exp_avg",
                            "optimizer.critic.exp_avg_sq",
                            "optimizer.critic.step")
                    .doesNotContainKey("critic.conv1.1.weight");
        }
    }

    private static TrainingConfig config() {
        return SmallRun.config(
                new Rules(
                        ObjectiveName.WGAN_GP,
                        CRITIC_STEPS,
                        CriticBatches.SAME,
                        false,
                        null,
                        null,
                        PENALTY,
                        new LearningRates(Duel.CRITIC_RATE, Duel.GENERATOR_RATE)),
                1,
                1);
    }
}
