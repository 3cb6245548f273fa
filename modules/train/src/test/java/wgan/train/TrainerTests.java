package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import wgan.image.ImageShape;
import wgan.model.Generator;
import wgan.model.Network;
import wgan.random.Purpose;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.torch.Tensor;
import wgan.torch.TensorScope;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;

class TrainerTests {

    private static final long SEED = 3;

    @TempDir
    private Path directory;

    private final EventLog log = new EventLog();

    @Test
    void run_isAlgorithm1() throws IOException {
        TrainingConfig config = SmallRun.config(4, SEED);
        try (Trainer trainer = SmallRun.trainer(config);
                AdversarialNetworks networks = networks(config.objective())) {
            trainer.run(log, () -> false);
            List<Losses> steps = new ArrayList<>();
            List<Losses> means = trainByHand(networks, config, steps);

            assertThat(log.events()).contains("epochFinished 0/3 " + means.get(0), "epochFinished 1/3 " + means.get(1));
            assertThat(log.events())
                    .filteredOn(event -> event.startsWith("measured"))
                    .containsExactly("measured 3/1 " + steps.get(9));
            assertThat(bits(trainer.generator())).isEqualTo(bits(networks.generator()));
        }
    }

    private static AdversarialNetworks networks(Objective objective) {
        return AdversarialNetworks.initial(
                objective, SmallRun.LATENT_DIM, ImageShape.MNIST, new Seed(SEED), DType.F32, Device.CPU);
    }

    /** Does all steps of a run with constant learning rates, adds their losses to a list, and returns the mean losses of each epoch. */
    private static List<Losses> trainByHand(AdversarialNetworks networks, TrainingConfig config, List<Losses> steps)
            throws IOException {
        List<Losses> means = new ArrayList<>();
        var beginning = new Progress(0, config.epochs(), 0, SmallRun.STEPS);
        LearningRateSchedule rates = config.objective().learningRates();
        networks.setLearningRates(rates.critic(beginning), rates.generator(beginning));
        for (int epoch = 0; epoch < config.epochs(); epoch++) {
            double[] sums = new double[2]; // the critic's, the generator's
            int current = epoch;
            forEachBatch(epoch, (batch, real) -> {
                double criticLosses = 0;
                for (int update = 0; update < SmallRun.CRITIC_STEPS; update++) {
                    criticLosses += updateCritic(networks, real, current, batch, update);
                }
                double generatorLoss = networks.updateGenerator(noise(current, batch, SmallRun.CRITIC_STEPS))
                        .item();
                steps.add(losses(criticLosses / SmallRun.CRITIC_STEPS, generatorLoss));
                sums[0] += criticLosses;
                sums[1] += generatorLoss;
            });
            means.add(losses(sums[0] / (SmallRun.STEPS * SmallRun.CRITIC_STEPS), sums[1] / SmallRun.STEPS));
        }
        return means;
    }

    private static Losses losses(double critic, double generator) {
        return new Losses(critic, OptionalDouble.empty(), generator);
    }

    /** Updates the critic, which has no gradient penalty, and returns its loss. */
    private static double updateCritic(AdversarialNetworks networks, Tensor real, int epoch, Batch batch, int update) {
        Tensor noUniform = Tensor.zeros(DType.F32, Device.CPU, batch.size(), 1, 1, 1);
        return networks.updateCritic(real, noise(epoch, batch, update), noUniform)
                .total()
                .item();
    }

    /** Goes through the batches of an epoch; the real images of each are (B, 1, 28, 28). */
    private static void forEachBatch(int epoch, BiConsumer<Batch, Tensor> step) throws IOException {
        for (Batch batch : Batches.ofEpoch(SmallRun.digits(), SmallRun.BATCH_SIZE, new Seed(SEED), epoch)) {
            try (var scope = TensorScope.open()) {
                step.accept(batch, Tensor.of(batch.images(), batch.size(), 1, 28, 28));
            }
        }
    }

    private static Tensor noise(int epoch, Batch batch, int update) {
        float[] numbers = new float[batch.size() * SmallRun.LATENT_DIM];
        new Seed(SEED).stream(Purpose.NOISE, epoch, batch.step(), update).fillGaussian(numbers);
        return Tensor.of(numbers, batch.size(), SmallRun.LATENT_DIM);
    }

    /** Batches of 4, 4 and 2: two updates of the critic, one of the generator, and what the end of the epoch leaves. */
    @Test
    void run_withFreshBatches_updatesTheGeneratorAfterSeveral() throws IOException {
        Objective objective = SmallRun.wgan(
                new CriticSchedule(2, CriticBatches.FRESH, Warmup.NONE), InverseTimeDecay.constant(5e-5, 5e-5));
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(objective, 1, SEED));
                AdversarialNetworks networks = networks(objective)) {
            trainer.run(log, () -> false);
            networks.setLearningRates(5e-5, 5e-5);
            forEachBatch(0, (batch, real) -> {
                updateCritic(networks, real, 0, batch, 0);
                if (batch.step() > 0) {
                    networks.updateGenerator(noise(0, batch, 1));
                }
            });
            assertThat(bits(trainer.generator())).isEqualTo(bits(networks.generator()));
        }
    }

    @Test
    void run_withDecay_reducesTheLearningRatesInEachStep() throws IOException {
        Objective objective = SmallRun.wgan(CriticSchedule.alternating(), new InverseTimeDecay(5e-5, 4e-5, 6));
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(objective, 1, SEED));
                AdversarialNetworks networks = networks(objective)) {
            trainer.run(log, () -> false);
            forEachBatch(0, (batch, real) -> {
                double factor = 1.0 / (1 + 2 * batch.step()); // 6 an epoch are 2 for each of three steps
                networks.setLearningRates(5e-5 * factor, 4e-5 * factor);
                updateCritic(networks, real, 0, batch, 0);
                networks.updateGenerator(noise(0, batch, 1));
            });
            assertThat(bits(trainer.generator())).isEqualTo(bits(networks.generator()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyObjective_trains(ObjectiveType type) throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(type.defaults(), 1, SEED))) {
            var before = bits(trainer.generator());
            trainer.run(log, () -> false);

            assertThat(bits(trainer.generator())).isNotEqualTo(before);
            assertThat(log.events()).filteredOn(event -> event.contains("NaN")).isEmpty();
        }
    }

    /** Every bit of the network, by name. */
    private static Map<String, ByteBuffer> bits(Network network) {
        return network.state().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteBuffer()));
    }

    @Test
    void run_notifiesOfAllEventsInOrder() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, SEED))) {
            Progress end = trainer.run(log, () -> false);

            assertThat(end).isEqualTo(new Progress(1, 2, 3, 3)).isEqualTo(trainer.progress());
            assertThat(withoutLosses(log))
                    .containsExactly(
                            "started 0/0",
                            "sampled 0/0",
                            "stepped 0/1",
                            "stepped 0/2",
                            "sampled 0/2",
                            "stepped 0/3",
                            "logged 0/3",
                            "sampled 0/3",
                            "epochFinished 0/3",
                            "stepped 1/1",
                            "stepped 1/2",
                            "sampled 1/2",
                            "stepped 1/3",
                            "logged 1/3",
                            "sampled 1/3",
                            "epochFinished 1/3",
                            "finished 1/3");
        }
    }

    @Test
    void run_measuresEachTenthStep_andLogsAtEachHundredthAndTheLast() throws IOException {
        Objective objective = SmallRun.wgan(CriticSchedule.alternating(), InverseTimeDecay.constant(5e-5, 5e-5));
        var config = new TrainingConfig(objective, 1, 2, 10, 0, Precision.FP32, SEED);
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
                .map(event -> event.replaceFirst(" Losses.*", ""))
                .toList();
    }

    /** The metric keeps the samples and returns how many there are: a distance would need a classifier. */
    @Test
    void run_evaluatesAtTheIntervalAndAtTheEnd_whichDoesNotInfluenceTraining() throws IOException {
        float[] latents = new float[7 * SmallRun.LATENT_DIM];
        List<float[]> sampled = new ArrayList<>();
        var evaluation = new PeriodicEvaluation(4, 7, "classifier", (generator, samples) -> {
            assertThat(samples).isEqualTo(7);
            sampled.add(generator.sample(latents));
            return sampled.size();
        });
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(3, SEED), evaluation);
                Trainer without = SmallRun.trainer(SmallRun.config(3, SEED))) {
            var withoutLog = new EventLog();
            trainer.run(log, () -> false);
            without.run(withoutLog, () -> false);

            assertThat(log.events())
                    .containsSubsequence(
                            "stepped 1/1",
                            "evaluated 1/1 " + new MeasuredFrechetDistance("classifier", 1, 7),
                            "stepped 2/2",
                            "evaluated 2/2 " + new MeasuredFrechetDistance("classifier", 2, 7),
                            "stepped 2/3",
                            "evaluated 2/3 " + new MeasuredFrechetDistance("classifier", 3, 7),
                            "finished 2/3");
            assertThat(log.events())
                    .filteredOn(event -> !event.startsWith("evaluated"))
                    .isEqualTo(withoutLog.events());
            assertThat(sampled.get(2))
                    .isEqualTo(Generator.of(trainer.generator(), SmallRun.LATENT_DIM, ImageShape.MNIST)
                            .sample(latents))
                    .isNotEqualTo(sampled.get(1));
            assertThat(Files.mismatch(checkpoint(trainer, "evaluated"), checkpoint(without, "not")))
                    .as("first byte that differs")
                    .isEqualTo(-1);
        }
    }

    /** Without this, the losses of a step would be lost in a run that is resumed. */
    @Test
    void run_thatIsStopped_notifiesOfTheStepsThatWereMeasured() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(5, SEED))) {
            trainer.run(log, () -> log.events().contains("stepped 3/2"));

            assertThat(withoutLosses(log))
                    .containsSubsequence("stepped 3/2", "measured 3/1")
                    .doesNotContain("stepped 3/3");
        }
    }

    @Test
    void run_stopsAfterTheStepInWhichItIsAskedTo() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(2, SEED))) {
            Progress end = trainer.run(log, () -> log.events().contains("stepped 0/2"));

            assertThat(end).isEqualTo(new Progress(0, 2, 2, 3)).isEqualTo(trainer.progress());
            assertThat(log.events())
                    .containsExactly("started 0/0", "sampled 0/0", "stepped 0/1", "stepped 0/2", "sampled 0/2");
        }
    }

    @Test
    void run_thatIsStoppedAtItsLastStep_isFinished() throws IOException {
        try (Trainer trainer = SmallRun.trainer(SmallRun.config(1, SEED))) {
            trainer.run(log, () -> log.events().contains("stepped 0/3"));

            assertThat(log.events()).contains("stepped 0/3").endsWith("finished 0/3");
        }
    }

    @Test
    void run_throwsTheExceptionOfAListener() throws IOException {
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
    void constructor_refusesABatchSizeThatLeavesOneImageForTheLastBatch() throws IOException {
        Dataset nine = SmallRun.digits(9);
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> new Trainer(SmallRun.config(1, SEED), nine, Device.CPU))
                .withMessage("batch_size is 4, expected one that does not leave 1 of 9 images for the last batch");
    }

    @Test
    void constructor_refusesABatchWhoseInputsAreMoreThanAnArrayCanHold() throws IOException {
        Dataset digits = SmallRun.digits(600);
        Objective objective = SmallRun.wgan(
                new CriticSchedule(1000, CriticBatches.SAME, Warmup.NONE), InverseTimeDecay.constant(5e-5, 5e-5));
        TrainingConfig config = new TrainingConfig(objective, 1, 700, 4096, 0, Precision.FP32, SEED);
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> new Trainer(config, digits, Device.CPU))
                .withMessage(
                        "batch_size is 700, expected at most 523 with latent_dim 4096, 1000 updates of the critic in a"
                                + " step and images of 1x28x28: the inputs of a step are in one array");
    }

    @Test
    void constructor_refusesOneImage() throws IOException {
        Dataset one = SmallRun.digits(1);
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> new Trainer(SmallRun.config(1, SEED), one, Device.CPU))
                .withMessage("dataset_size is 1, expected 2 or more for batch normalization");
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
                        public void epochFinished(Progress at, Losses means, Samples epochSamples) {
                            samples.add(epochSamples);
                            expected.add(sample(trainer.generator(), latents));
                        }
                    },
                    () -> false);
        }
        assertThat(samples.get(0).count()).isEqualTo(64);
        assertThat(samples.get(0).pixels()).isEqualTo(expected.get(0)).isNotEqualTo(expected.get(1));
        assertThat(samples.get(1).pixels()).isEqualTo(expected.get(1));
    }

    private static float[] sample(Network generator, float[] latents) {
        try (var scope = TensorScope.open()) {
            return generator
                    .evaluate(Tensor.of(latents, 64, SmallRun.LATENT_DIM))
                    .toFloatArray();
        }
    }

    @Test
    void seed_determinesEverything() throws IOException {
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

    @Test
    void constructor_withoutImages_isRefusedAndLeavesNothingOpen() {
        long before = Tensor.liveCount();
        assertThatThrownBy(() -> new Trainer(SmallRun.config(1, SEED), new EmptyDataset(), Device.CPU))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset empty has no images, expected 2 or more");
        assertThat(Tensor.liveCount()).isEqualTo(before);
    }

    private record EmptyDataset() implements Dataset {
        @Override
        public String name() {
            return "empty";
        }

        @Override
        public int size() {
            return 0;
        }

        @Override
        public ImageShape shape() {
            return ImageShape.MNIST;
        }

        @Override
        public byte[] image(int index) {
            throw new IndexOutOfBoundsException(index);
        }
    }
}
