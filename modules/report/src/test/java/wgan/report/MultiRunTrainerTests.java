package wgan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.data.DataException;
import wgan.data.DataOptions;
import wgan.data.Dataset;
import wgan.data.DatasetName;
import wgan.data.Datasets;
import wgan.data.Split;
import wgan.report.MultiRunTrainer.Listener;
import wgan.report.MultiRunTrainer.Outcome;
import wgan.train.CriticSchedule;
import wgan.train.CriticSchedule.CriticBatches;
import wgan.train.CriticSchedule.Warmup;
import wgan.train.DivergedException;
import wgan.train.Gan;
import wgan.train.HyperparameterException;
import wgan.train.IncompatibleCheckpointException;
import wgan.train.InverseTimeDecay;
import wgan.train.Objective;
import wgan.train.Precision;
import wgan.train.Progress;
import wgan.train.TrainingConfig;
import wgan.train.TrainingListener;
import wgan.train.TrainingRun;
import wgan.train.Wgan;

/** Real runs on ten synthetic digits, in batches of 4, 4 and 2. */
class MultiRunTrainerTests {
    private static final int STEPS = 3;
    private static final TrainingConfig GAN = config(gan(5e-4));
    private static final TrainingConfig WGAN = config(new Wgan(
            new CriticSchedule(2, CriticBatches.SAME, Warmup.NONE),
            0.01,
            Wgan.ClipScale.NONE,
            true,
            InverseTimeDecay.constant(5e-5, 5e-5)));

    /** Its parameters are so large after a step that the activations overflow. */
    private static final TrainingConfig DIVERGING_GAN = config(gan(1e30));

    private static Dataset digits;

    @TempDir
    Path folder;

    /** What the listener and the runs report, in order. */
    private final List<String> events = new ArrayList<>();

    private MultiRunTrainer trainer;
    private Path gan;
    private Path wgan;

    @BeforeAll
    static void openDigits() throws DataException {
        digits = Datasets.open(DatasetName.SYNTHETIC, Split.TEST, 10, DataOptions.defaults());
    }

    @BeforeEach
    void createTrainer() {
        trainer = new MultiRunTrainer(folder, digits, options());
        gan = folder.resolve("runs/gan");
        wgan = folder.resolve("runs/wgan");
    }

    private static Objective gan(double learningRate) {
        return new Gan(CriticSchedule.alternating(), InverseTimeDecay.constant(learningRate, learningRate));
    }

    private static TrainingConfig config(Objective objective) {
        return new TrainingConfig(objective, 1, 4, 8, 0, Precision.FP32, 3);
    }

    private TrainingRun.Options options() {
        return TrainingRun.Options.DEFAULT.withListener(new TrainingListener() {
            @Override
            public void stepped(Progress at) {
                events.add("step " + at.iteration());
            }
        });
    }

    private Outcome train(BooleanSupplier stop, TrainingConfig... configs) throws IOException {
        return trainer.train(List.of(configs), stop, new Listener() {
            @Override
            public void opened(String name, TrainingRun run) {
                String state = run.isFinished() ? "finished" : run.isResumed() ? "resumed" : "new";
                events.add("opened " + name + ", " + state);
            }

            @Override
            public void stopped(String name, Progress at) {
                events.add("stopped " + name + " at " + at.iteration());
            }

            @Override
            public void diverged(String name, DivergedException cause) {
                events.add("diverged " + name);
            }
        });
    }

    /** Asked before each run and after each step: false so many times, then true. */
    private static BooleanSupplier after(int questions) {
        int[] left = {questions};
        return () -> left[0]-- <= 0;
    }

    private static byte[] generator(Path run) throws IOException {
        return Files.readAllBytes(run.resolve("generator.safetensors"));
    }

    @Test
    void train_trainsEachObjectiveInADirectoryOfItsOwn() throws IOException {
        Outcome outcome = train(() -> false, GAN, WGAN);

        assertThat(outcome.trained()).containsExactly(gan, wgan);
        assertThat(outcome.diverged()).isEmpty();
        assertThat(outcome.isInterrupted()).isFalse();
        assertThat(events)
                .containsExactly(
                        "opened GAN, new",
                        "step 1",
                        "step 2",
                        "step 3", //
                        "opened WGAN, new",
                        "step 1",
                        "step 2",
                        "step 3");
        for (String name : List.of("gan", "wgan")) {
            try (Stream<Path> logs = Files.list(folder.resolve("logs").resolve(name))) {
                assertThat(logs).hasSize(1);
            }
        }
        assertThat(RunComparison.read(outcome.trained()).directories())
                .as("what a comparison reads")
                .containsExactly(gan, wgan);
    }

    @Test
    void train_doesNotTrainAFinishedRunAgain() throws IOException {
        train(() -> false, GAN);
        byte[] generator = generator(gan);
        byte[] metrics = Files.readAllBytes(gan.resolve("metrics.jsonl"));
        events.clear();

        Outcome outcome = train(() -> false, GAN, WGAN);

        assertThat(events)
                .containsExactly("opened GAN, finished", "opened WGAN, new", "step 1", "step 2", "step " + STEPS);
        assertThat(outcome.trained()).containsExactly(gan, wgan);
        assertThat(generator(gan)).isEqualTo(generator);
        assertThat(gan.resolve("metrics.jsonl")).hasBinaryContent(metrics);
    }

    @Test
    void train_reportsAnObjectiveThatDiverges_andTrainsTheOthers() throws IOException {
        Outcome outcome = train(() -> false, DIVERGING_GAN, WGAN);

        assertThat(events).startsWith("opened GAN, new").containsSubsequence("diverged GAN", "opened WGAN, new");
        assertThat(outcome.trained()).containsExactly(wgan);
        assertThat(outcome.diverged())
                .containsOnlyKeys(DIVERGING_GAN.objective().title());
        assertThat(outcome.diverged().get(DIVERGING_GAN.objective().title()))
                .hasMessageStartingWith("training diverged: at epoch 0, step 3 the mean losses are ");
        assertThat(outcome.isInterrupted()).isFalse();
        assertThat(gan.resolve("generator.safetensors")).doesNotExist();
    }

    @Test
    void train_thatIsStopped_isResumedByTheNextCall() throws IOException {
        Outcome stopped = train(after(2), GAN, WGAN); // before the first run and after its first step it continues

        assertThat(stopped.trained()).isEmpty();
        assertThat(stopped.isInterrupted()).isTrue();
        assertThat(events).containsExactly("opened GAN, new", "step 1", "step 2", "stopped GAN at 2");
        assertThat(wgan).doesNotExist();
        events.clear();

        Outcome resumed = train(() -> false, GAN, WGAN);

        assertThat(resumed.trained()).containsExactly(gan, wgan);
        assertThat(resumed.isInterrupted()).isFalse();
        assertThat(events)
                .containsExactly(
                        "opened GAN, resumed",
                        "step 3", //
                        "opened WGAN, new",
                        "step 1",
                        "step 2",
                        "step 3");
        byte[] generator = generator(gan);
        trainer = new MultiRunTrainer(folder.resolve("whole"), digits, options());
        train(() -> false, GAN);
        assertThat(generator).as("bit for bit").isEqualTo(generator(folder.resolve("whole/runs/gan")));
    }

    @Test
    void train_thatIsStoppedAtTheLastStepOfARun_hasTrainedIt() throws IOException {
        Outcome outcome = train(after(STEPS), GAN, WGAN);

        assertThat(outcome.trained()).containsExactly(gan);
        assertThat(outcome.isInterrupted()).isTrue();
        assertThat(events).containsExactly("opened GAN, new", "step 1", "step 2", "step 3");
        assertThat(wgan).doesNotExist();
    }

    @Test
    void train_thatStartsOver_trainsAFinishedRunAgain() throws IOException {
        train(() -> false, GAN);
        events.clear();
        trainer = new MultiRunTrainer(folder, digits, options().withStartsOver(true));

        train(() -> false, GAN.withSeed(4));

        assertThat(events).containsExactly("opened GAN, new", "step 1", "step 2", "step 3");
    }

    @Test
    void train_checksAllRunsBeforeTheFirstIsTrained() throws IOException {
        train(() -> false, WGAN.withEpochs(2));
        events.clear();

        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> train(() -> false, GAN, WGAN.withSeed(4)))
                .withMessageEndingWith("its run had seed 3, this run has 4");
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> train(() -> false, GAN, WGAN))
                .withMessage("epochs is 1, expected at least 2, which the run in " + wgan + " has begun");
        assertThat(events).isEmpty();
        assertThat(gan).doesNotExist();
    }

    @Test
    void train_rejectsTwoRunsOfOneObjectiveAndSeed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> train(() -> false, GAN, WGAN, config(gan(1e-4))))
                .withMessage("multi-run trainer: there are two runs of gan with the seed 3, expected one");
        assertThat(gan).doesNotExist();
    }

    @Test
    void severalSeedsOfAnObjective_haveDirectoriesOfTheirOwn() throws IOException {
        Outcome outcome = train(() -> false, GAN, WGAN, WGAN.withSeed(4));

        assertThat(outcome.trained())
                .containsExactly(gan, wgan.resolveSibling("wgan-seed-3"), wgan.resolveSibling("wgan-seed-4"));
        assertThat(events)
                .containsSubsequence("opened GAN, new", "opened WGAN (seed 3), new", "opened WGAN (seed 4), new");
    }
}
