package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.model.Generator;
import wgan.train.TrainingRun.Options;

class RollbackTests {
    private static final int EPOCHS = 5;
    private static final TrainingConfig CONFIG = SmallRun.config(EPOCHS, 3);

    /** Every step diverges whose generator has a certain property, which depends on the noise. */
    private static final PeriodicEvaluation UNLUCKY =
            new PeriodicEvaluation(2, 1, "classifier", (generator, samples) -> isUnlucky(generator) ? Double.NaN : 5);

    private static final Options ROLLBACK =
            Options.DEFAULT.withEvaluation(UNLUCKY).withOnDivergence(OnDivergence.ROLLBACK);

    @TempDir
    private Path parent;

    /** Collects the rollbacks of a run, and ends it where a process would be killed. */
    private static final class Observer implements TrainingListener {
        private final List<String> rollbacks = new ArrayList<>();
        private final int lastStep;
        private int steps;

        private Observer(int lastStep) {
            this.lastStep = lastStep;
        }

        @Override
        public void stepped(Progress at) {
            if (++steps == lastStep) {
                throw new IllegalStateException("killed");
            }
        }

        @Override
        public void rolledBack(Progress to, int count, DivergedException cause) {
            rollbacks.add(count + ": " + to.epoch() + "/" + to.step());
        }
    }

    private static boolean isUnlucky(Generator generator) {
        float[] latents = new float[SmallRun.LATENT_DIM];
        latents[0] = 1;
        return Math.floorMod(Float.floatToIntBits(generator.sample(latents)[100]), 5) == 0;
    }

    private static Observer train(Path directory, Options options) throws IOException {
        Observer observer = new Observer(Integer.MAX_VALUE);
        train(directory, options, observer);
        return observer;
    }

    private static void train(Path directory, Options options, Observer observer) throws IOException {
        train(directory, options, observer, () -> false);
    }

    private static void train(Path directory, Options options, Observer observer, BooleanSupplier stop)
            throws IOException {
        Path events = directory.resolveSibling(directory.getFileName() + "-logs");
        try (TrainingRun run = TrainingRun.open(
                directory,
                CONFIG,
                SmallRun.digits(),
                options.withEventDirectory(events).withListener(observer))) {
            run.train(stop);
        }
    }

    private static Map<String, byte[]> contents(Path directory) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString();
                if (!name.startsWith(".")) {
                    contents.put(name, name.equals("metrics.jsonl") ? withoutSeconds(file) : Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    private static byte[] withoutSeconds(Path metrics) throws IOException {
        return Files.readString(metrics)
                .replaceAll(",\"seconds\":[0-9.E-]+", "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void assertEqual(Path actual, Path expected) throws IOException {
        Map<String, byte[]> before = contents(expected);
        Map<String, byte[]> after = contents(actual);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
    }

    private static List<String> checkpoints(Path directory) {
        try (Stream<Path> files = Files.list(directory.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The second and the third rollback are of the same epoch, so the third goes further back. */
    @Test
    void divergedRun_goesBackAndFinishes_alsoIfKilledInBetween() throws IOException {
        Path whole = parent.resolve("whole");
        assertThat(train(whole, ROLLBACK).rollbacks).containsExactly("1: 0/3", "2: 3/3", "3: 2/3");
        assertThat(checkpoints(whole)).containsExactly("epoch-003.safetensors", "latest.safetensors");

        Path killed = parent.resolve("killed");
        assertThatThrownBy(() -> train(killed, ROLLBACK, new Observer(9))).hasMessage("killed");
        assertThatThrownBy(() -> train(killed, ROLLBACK, new Observer(11))).hasMessage("killed");
        train(killed, ROLLBACK);
        assertEqual(killed, whole);
    }

    /** An interruption writes a checkpoint in the middle of an epoch, to which no run goes back. */
    @Test
    void divergedRun_goesBackToTheSameSteps_alsoIfStoppedInBetween() throws IOException {
        Path whole = parent.resolve("whole");
        int[] steps = {0};
        Observer unstopped = new Observer(Integer.MAX_VALUE);
        train(whole, ROLLBACK, unstopped, () -> ++steps[0] < 0);
        assertThat(steps[0]).isGreaterThan(EPOCHS * SmallRun.STEPS);
        for (int last = 1; last <= steps[0]; last++) {
            Path stopped = parent.resolve("stopped-" + last);
            int[] left = {last};
            Observer observer = new Observer(Integer.MAX_VALUE);
            train(stopped, ROLLBACK, observer, () -> --left[0] == 0);
            train(stopped, ROLLBACK, observer);
            assertThat(observer.rollbacks).as("stopped after %d steps", last).isEqualTo(unstopped.rollbacks);
            assertEqual(stopped, whole);
        }
    }

    /** The first epoch has no end yet to go back to. */
    @Test
    void runThatDivergesInTheFirstEpoch_goesBackToTheBeginning_alsoIfStoppedInBetween() throws IOException {
        Path run = parent.resolve("run");
        var diverges = new PeriodicEvaluation(2, 1, "classifier", (generator, samples) -> Double.NaN);
        Options options = ROLLBACK.withEvaluation(diverges);
        Observer observer = new Observer(Integer.MAX_VALUE);
        train(run, options, observer, () -> true);
        assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> train(run, options, observer));
        assertThat(observer.rollbacks).containsExactly("1: 0/0", "2: 0/0", "3: 0/0");
    }

    @Test
    void runThatDoesNotDiverge_isThatOfTheDefaults() throws IOException {
        Path run = parent.resolve("run");
        train(run, Options.DEFAULT.withOnDivergence(OnDivergence.ROLLBACK).withKeep(2));
        assertThat(checkpoints(run))
                .containsExactly("epoch-002.safetensors", "epoch-003.safetensors", "latest.safetensors");
        assertThat(run.resolve("config.json")).content().contains("\"keep\" : 2,", "\"on_divergence\" : \"rollback\"");

        Path plain = parent.resolve("plain");
        train(plain, Options.DEFAULT);
        assertThat(checkpoints(plain)).containsExactly("latest.safetensors");
        assertThat(plain.resolve("checkpoints/latest.safetensors"))
                .hasSameBinaryContentAs(run.resolve("checkpoints/latest.safetensors"));
    }

    @Test
    void finishedRun_keepsNoMoreIfItWasKilledBeforeItDeletedTheOthers() throws IOException {
        Path run = parent.resolve("run");
        Options keep = Options.DEFAULT.withKeep(2);
        train(run, keep);
        Path other = run.resolve("checkpoints/epoch-001.safetensors");
        Files.copy(run.resolve("checkpoints/epoch-002.safetensors"), other);

        train(run, Options.DEFAULT);
        assertThat(other).as("without the option, nothing is deleted").exists();
        train(run, keep);
        assertThat(checkpoints(run))
                .containsExactly("epoch-002.safetensors", "epoch-003.safetensors", "latest.safetensors");
    }

    @Test
    void runThatDivergesAgainAndAgain_ends() throws IOException {
        Observer observer = new Observer(Integer.MAX_VALUE);
        try (TrainingRun run = TrainingRun.open(
                parent.resolve("run"),
                SmallRun.config(2, 3, 1e30),
                SmallRun.digits(),
                ROLLBACK.withEvaluation(PeriodicEvaluation.NONE).withListener(observer))) {
            assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> run.train(() -> false));
        }
        assertThat(observer.rollbacks).containsExactly("1: 0/0", "2: 0/0", "3: 0/0");
    }
}
