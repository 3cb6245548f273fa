package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import wgan.data.Batch;
import wgan.data.Batches;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.model.Generator;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.Creation;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Elements;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.Rules.CriticBatches;

class TrainerTests {

    private static final long SEED = 3;

    @TempDir
    private Path directory;

    private final EventLog log = new EventLog();

    @Test
    void run_isTheAlgorithmOfThePaper() throws IOException {
        TrainingConfig config = SmallRun.config(4, SEED);
        try (Trainer trainer = SmallRun.trainer(config);
                WganObjective byHand = new WganObjective(config, DType.F32, Device.CPU)) {
            trainer.run(log, () -> false);
            List<StepLosses> steps = new ArrayList<>();
            List<Losses> means = playByHand(byHand, config.epochs(), steps);

            assertThat(log.events()).contains("epochFinished 0/3 " + means.get(0), "epochFinished 1/3 " + means.get(1));
            assertThat(log.events())
                    .filteredOn(event -> event.startsWith("measured"))
                    .containsExactly("measured 3/1 " + steps.get(9));
            assertThat(bits(trainer.generator())).isEqualTo(bits(byHand.generator()));
        }
    }

    /** All steps of so many epochs, whose losses are added to the list; returns the mean losses of each epoch. */
    private static List<Losses> playByHand(WganObjective objective, int epochs, List<StepLosses> steps)
            throws IOException {
        List<Losses> means = new ArrayList<>();
        for (int epoch = 0; epoch < epochs; epoch++) {
            double[] sums = new double[2]; // the critic's, the generator's
            int current = epoch;
            forEachBatch(epoch, (batch, real) -> {
                double criticLosses = 0;
                for (int update = 0; update < SmallRun.CRITIC_STEPS; update++) {
                    criticLosses += objective
                            .criticStep(real, new GivenNoise(noise(current, batch, update)))
                            .total()
                            .item();
                }
                double generatorLoss = objective
                        .generatorStep(noise(current, batch, SmallRun.CRITIC_STEPS))
                        .item();
                steps.add(new StepLosses(criticLosses / SmallRun.CRITIC_STEPS, OptionalDouble.empty(), generatorLoss));
                sums[0] += criticLosses;
                sums[1] += generatorLoss;
            });
            means.add(new Losses(sums[0] / (SmallRun.STEPS * SmallRun.CRITIC_STEPS), sums[1] / SmallRun.STEPS));
        }
        return means;
    }

    /** Goes through the batches of an epoch; the real images of each are (B, 1, 28, 28). */
    private static void forEachBatch(int epoch, BiConsumer<Batch, Tensor> step) throws IOException {
        for (Batch batch : Batches.ofEpoch(SmallRun.digits(), SmallRun.BATCH_SIZE, new Seed(SEED), epoch)) {
            try (var scope = TensorScope.open()) {
                step.accept(batch, Creation.of(batch.images(), batch.size(), 1, Generator.SIDE, Generator.SIDE));
            }
        }
    }

    private static Tensor noise(int epoch, Batch batch, int update) {
        float[] numbers = new float[batch.size() * SmallRun.LATENT_DIM];
        new Seed(SEED).stream(Purpose.NOISE, epoch, batch.step(), update).fillGaussian(numbers);
        return Creation.of(numbers, batch.size(), SmallRun.LATENT_DIM);
    }

    /** Batches of 4, 4 and 2: two updates of the critic, one of the generator, and what the end of the epoch leaves. */
    @Test
    void run_withFreshBatches_updatesTheGeneratorAfterSeveral() throws IOException {
        TrainingConfig config = SmallRun.config(
                new Rules(
                        ObjectiveName.WGAN,
                        2,
                        CriticBatches.FRESH,
                        false,
                        0.01,
                        true,
                        null,
                        new LearningRates(5e-5, 5e-5)),
                1,
                SEED);
        try (Trainer trainer = SmallRun.trainer(config);
                WganObjective byHand = new WganObjective(config, DType.F32, Device.CPU)) {
            trainer.run(log, () -> false);
            forEachBatch(0, (batch, real) -> {
                byHand.criticStep(real, new GivenNoise(noise(0, batch, 0)));
                if (batch.step() > 0) {
                    byHand.generatorStep(noise(0, batch, 1));
                }
            });
            assertThat(bits(trainer.generator())).isEqualTo(bits(byHand.generator()));
        }
    }

    @Test
    void run_withDecay_slowsDownAtEachStep() throws IOException {
        TrainingConfig config = SmallRun.config(
                new Rules(
                        ObjectiveName.WGAN,
                        1,
                        CriticBatches.SAME,
                        false,
                        0.01,
                        true,
                        null,
                        new LearningRates(5e-5, 5e-5, 6)),
                1,
                SEED);
        try (Trainer trainer = SmallRun.trainer(config);
                WganObjective byHand = new WganObjective(config, DType.F32, Device.CPU)) {
            trainer.run(log, () -> false);
            forEachBatch(0, (batch, real) -> {
                byHand.scaleRates(1.0 / (1 + 2 * batch.step())); // 6 an epoch are 2 for each of three steps
                byHand.criticStep(real, new GivenNoise(noise(0, batch, 0)));
                byHand.generatorStep(noise(0, batch, 1));
            });
            assertThat(bits(trainer.generator())).isEqualTo(bits(byHand.generator()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjective_trains(ObjectiveName objective) throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(objective.rules(), 1, SEED))) {
            var before = bits(trainer.generator());
            trainer.run(log, () -> false);

            assertThat(bits(trainer.generator())).isNotEqualTo(before);
            assertThat(log.events()).filteredOn(event -> event.contains("NaN")).isEmpty();
        }
    }

    /** Every bit of the network, by name. */
    private static Map<String, ByteBuffer> bits(Network network) {
        return network.state().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Elements.toBytes(entry.getValue())));
    }

    @Test
    void run_tellsOfEverythingInOrder() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, SEED))) {
            Progress end = trainer.run(log, () -> false);

            assertThat(end).isEqualTo(new Progress(1, 2, 3, 3)).isEqualTo(trainer.progress());
            assertThat(withoutLosses(log))
                    .containsExactly(
                            "started 0/0",
                            "drawn 0/0",
                            "stepped 0/1",
                            "stepped 0/2",
                            "drawn 0/2",
                            "stepped 0/3",
                            "logged 0/3",
                            "drawn 0/3",
                            "epochFinished 0/3",
                            "stepped 1/1",
                            "stepped 1/2",
                            "drawn 1/2",
                            "stepped 1/3",
                            "logged 1/3",
                            "drawn 1/3",
                            "epochFinished 1/3",
                            "finished 1/3");
        }
    }

    @Test
    void run_measuresEachTenthStep_andLogsAtEachHundredthAndTheLast() throws IOException {
        var rules = new Rules(
                ObjectiveName.WGAN, 1, CriticBatches.SAME, false, 0.01, true, null, new LearningRates(5e-5, 5e-5));
        var config = new TrainingConfig(rules, DatasetName.SYNTHETIC, 202, 1, 2, 10, Precision.FP32, SEED);
        try (Trainer trainer = new Trainer(config, SmallRun.digits(202), Device.CPU)) {
            trainer.run(log, () -> false);

            assertThat(withoutLosses(log))
                    .filteredOn(event -> event.matches("(measured|logged) .*"))
                    .startsWith("measured 0/10", "measured 0/20")
                    .endsWith("measured 0/90", "measured 0/100", "logged 0/100", "logged 0/101")
                    .hasSize(12);
        }
    }

    private static List<String> withoutLosses(EventLog log) {
        return log.events().stream()
                .map(event -> event.replaceFirst(" (Step)?Losses.*", ""))
                .toList();
    }

    /** The samples are what is measured here, since a distance would need a classifier. */
    @Test
    void run_evaluatesEveryFewStepsAndAtTheEnd_andTrainsAllTheSame() throws IOException {
        float[] latents = new float[7 * SmallRun.LATENT_DIM];
        List<float[]> drawn = new ArrayList<>();
        var evaluations = new PeriodicEvaluation(4, 7, (generator, latentDim, samples) -> {
            assertThat(samples).isEqualTo(7);
            drawn.add(Generator.draw(generator, latentDim, latents));
            return drawn.size();
        });
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(3, SEED), evaluations);
                Trainer without = SmallRun.trainer(SmallRun.config(3, SEED))) {
            var withoutLog = new EventLog();
            trainer.run(log, () -> false);
            without.run(withoutLog, () -> false);

            assertThat(log.events())
                    .containsSubsequence(
                            "stepped 1/1",
                            "evaluated 1/1 " + new FrechetClassifierDistance(1, 7),
                            "stepped 2/2",
                            "evaluated 2/2 " + new FrechetClassifierDistance(2, 7),
                            "stepped 2/3",
                            "evaluated 2/3 " + new FrechetClassifierDistance(3, 7),
                            "finished 2/3");
            assertThat(log.events())
                    .filteredOn(event -> !event.startsWith("evaluated"))
                    .isEqualTo(withoutLog.events());
            assertThat(drawn.get(2))
                    .isEqualTo(Generator.draw(trainer.generator(), SmallRun.LATENT_DIM, latents))
                    .isNotEqualTo(drawn.get(1));
            assertThat(Files.mismatch(checkpoint(trainer, "evaluated"), checkpoint(without, "not")))
                    .as("first byte that differs")
                    .isEqualTo(-1);
        }
    }

    @Test
    void run_stopsAfterTheStepInWhichItIsAskedTo() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, SEED))) {
            Progress end = trainer.run(log, () -> log.events().contains("stepped 0/2"));

            assertThat(end).isEqualTo(new Progress(0, 2, 2, 3)).isEqualTo(trainer.progress());
            assertThat(log.events())
                    .containsExactly("started 0/0", "drawn 0/0", "stepped 0/1", "stepped 0/2", "drawn 0/2");
        }
    }

    @Test
    void run_endsWithWhatAListenerThrows() throws IOException {
        var failure = new IOException("disk full");
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, SEED))) {
            assertThatThrownBy(() -> trainer.run(
                            new TrainingListener() {
                                @Override
                                public void stepped(Progress at) throws IOException {
                                    throw failure;
                                }
                            },
                            () -> false))
                    .isSameAs(failure);
            assertThat(trainer.progress()).isEqualTo(new Progress(0, 1, 1, 3));
        }
    }

    @Test
    void trainer_refusesDataThatLeaveASingleImageForTheLastBatch() throws IOException {
        Dataset nine = SmallRun.digits(9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trainer(SmallRun.config(1, SEED), nine, Device.CPU))
                .withMessage(
                        "batch-size is 4, which leaves one of 9 images for the last batch, expected two at least; take another --batch-size or --limit");
    }

    @Test
    void samples_areOfTheSameLatentVectorsAfterEachEpoch() throws IOException {
        float[] latents = new float[64 * SmallRun.LATENT_DIM];
        new Seed(SEED).stream(Purpose.SAMPLE_GRID).fillGaussian(latents);
        List<float[]> expected = new ArrayList<>();
        List<Samples> samples = new ArrayList<>();
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, SEED))) {
            trainer.run(
                    new TrainingListener() {
                        @Override
                        public void epochFinished(Progress at, Losses means, Samples drawn) {
                            samples.add(drawn);
                            expected.add(draw(trainer.generator(), latents));
                        }
                    },
                    () -> false);
        }
        assertThat(samples.get(0).count()).isEqualTo(64);
        assertThat(samples.get(0).pixels()).isEqualTo(expected.get(0)).isNotEqualTo(expected.get(1));
        assertThat(samples.get(1).pixels()).isEqualTo(expected.get(1));
    }

    private static float[] draw(Network generator, float[] latents) {
        try (var scope = TensorScope.open()) {
            return Elements.toFloats(generator.evaluate(Creation.of(latents, 64, SmallRun.LATENT_DIM)));
        }
    }

    @Test
    void seed_decidesEverything() throws IOException {
        try (Trainer one = SmallRun.trainer(SmallRun.config(1, SEED));
                Trainer same = SmallRun.trainer(SmallRun.config(1, SEED));
                Trainer another = SmallRun.trainer(SmallRun.config(1, SEED + 1))) {
            var anothersLog = new EventLog();
            var sameLog = new EventLog();
            one.run(log, () -> false);
            same.run(sameLog, () -> false);
            another.run(anothersLog, () -> false);

            assertThat(sameLog.events()).isEqualTo(log.events());
            assertThat(Files.mismatch(checkpoint(same, "same"), checkpoint(one, "one")))
                    .as("first byte that differs")
                    .isEqualTo(-1);
            assertThat(anothersLog.events()).isNotEqualTo(log.events());
            assertThat(bits(another.generator())).isNotEqualTo(bits(one.generator()));
        }
    }

    private Path checkpoint(Trainer trainer, String name) throws IOException {
        Path file = directory.resolve(name);
        trainer.save(file);
        return file;
    }
}
