package wgan.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import wgan.data.Dataset;
import wgan.torch.Device;
import wgan.torch.DeviceNotAvailableException;
import wgan.torch.LibTorch;
import wgan.torch.Tensor;
import wgan.train.TrainingRun.Options;

class TrainingRunTests {
    private static final TrainingConfig CONFIG = SmallRun.config(2, 3);

    @TempDir
    private Path parent;

    @Test
    void run_writesAllFilesOfARunDirectory() throws IOException {
        Path directory = parent.resolve("runs/a");
        var metric = new PeriodicEvaluation(4, 1, "classifier", (generator, samples) -> 5);
        Options options =
                Options.DEFAULT.withEventDirectory(parent.resolve("logs")).withEvaluation(metric);
        var log = new EventLog();
        try (TrainingRun run = TrainingRun.open(directory, CONFIG, SmallRun.digits(), options.withListener(log))) {
            assertThat(run.isResumed()).isFalse();
            assertThat(run.isFinished()).isFalse();
            assertThat(run.train(() -> false)).isEqualTo(new Progress(1, 2, 3, 3));
            assertThat(run.isFinished()).isTrue();
        }

        assertThat(files(directory))
                .containsExactlyInAnyOrder(
                        ".lock",
                        ".run-id",
                        "config.json",
                        "metrics.jsonl",
                        "generator.safetensors",
                        "generator-best.safetensors",
                        "checkpoints/latest.safetensors",
                        "samples/epoch-000.png",
                        "samples/epoch-001.png",
                        "samples/step-000000.png",
                        "samples/step-000002.png",
                        "samples/step-000003.png",
                        "samples/step-000005.png",
                        "samples/step-000006.png");
        assertThat(files(parent.resolve("logs"))).hasSize(1);
        assertThat(log.events()).startsWith("started 0/0").endsWith("finished 1/3");
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }

    @Test
    void run_onADeviceThatIsMissing_isRefused_andCreatesNoDirectory() {
        Path directory = parent.resolve("run");
        Device missing = Device.cuda(LibTorch.get().gpuCount());
        Options options = Options.DEFAULT.withDevice(missing);
        assertThatThrownBy(() -> TrainingRun.open(directory, CONFIG, SmallRun.digits(), options))
                .isInstanceOf(DeviceNotAvailableException.class)
                .hasMessageStartingWith("device " + missing + " is not available: ");
        assertThat(directory).doesNotExist();
    }

    @Test
    void run_thatWasStopped_isResumedBitForBit() throws IOException {
        Path whole = parent.resolve("whole");
        Path stopped = parent.resolve("stopped");
        try (TrainingRun run = open(whole, Options.DEFAULT)) {
            run.train(() -> false);
        }
        try (TrainingRun run = open(stopped, Options.DEFAULT)) {
            assertThat(run.train(() -> true)).isEqualTo(new Progress(0, 2, 1, 3));
        }
        assertThat(TrainingRun.progressIn(stopped, CONFIG, SmallRun.digits())).contains(new Progress(0, 2, 1, 3));
        try (TrainingRun run = open(stopped, Options.DEFAULT)) {
            assertThat(run.isResumed()).isTrue();
            assertThat(run.notes()).isEmpty();
            assertThat(run.progress()).isEqualTo(new Progress(0, 2, 1, 3));
            run.train(() -> false);
        }

        assertThat(files(stopped)).containsExactlyInAnyOrderElementsOf(files(whole));
        for (String file : files(whole)) {
            if (file.endsWith(".safetensors") || file.endsWith(".png") || file.endsWith(".json")) {
                assertThat(Files.mismatch(stopped.resolve(file), whole.resolve(file)))
                        .as("first byte of %s that differs", file)
                        .isEqualTo(-1);
            }
        }
    }

    /** Also at the end of an epoch, whose files are then written by an interrupted thread. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void run_whoseThreadIsInterrupted_stopsAndIsResumedBitForBit(int step) throws IOException {
        Path whole = parent.resolve("whole");
        Path stopped = parent.resolve("stopped");
        Options options = Options.DEFAULT.withKeep(1);
        try (TrainingRun run = open(whole, options.withEventDirectory(parent.resolve("logs/whole")))) {
            run.train(() -> false);
        }
        Options logged = options.withEventDirectory(parent.resolve("logs/stopped"));
        TrainingListener interrupter = new TrainingListener() {
            @Override
            public void stepped(Progress at) {
                if (at.iteration() == step) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try (TrainingRun run = open(stopped, logged.withListener(interrupter))) {
            assertThat(run.train(() -> false).iteration()).isEqualTo(step);
            assertThat(Thread.interrupted()).as("interrupted").isTrue();
        }
        try (TrainingRun run = open(stopped, logged)) {
            assertThat(run.progress().iteration()).isEqualTo(step);
            run.train(() -> false);
        }
        assertThat(files(stopped)).containsExactlyInAnyOrderElementsOf(files(whole));
        for (String file : List.of(
                "checkpoints/latest.safetensors", "checkpoints/epoch-000.safetensors", "generator.safetensors")) {
            assertThat(stopped.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
        assertThat(Files.readAllLines(stopped.resolve("metrics.jsonl")))
                .hasSameSizeAs(Files.readAllLines(whole.resolve("metrics.jsonl")));
    }

    /** The application's own way to stop when it is interrupted. */
    @Test
    void stop_mayAskWhetherTheThreadIsInterrupted() throws IOException {
        TrainingListener interrupter = new TrainingListener() {
            @Override
            public void stepped(Progress at) {
                Thread.currentThread().interrupt();
            }
        };
        try (TrainingRun run = open(parent, Options.DEFAULT.withListener(interrupter))) {
            boolean[] asked = {false};
            run.train(() -> asked[0] = Thread.currentThread().isInterrupted());
            assertThat(asked[0]).isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void run_isNotOpenedByAnInterruptedThread() throws IOException {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> open(parent, Options.DEFAULT)).isInstanceOf(ClosedByInterruptException.class);
        assertThat(Thread.interrupted()).isTrue();
        open(parent, Options.DEFAULT).close();
    }

    @Test
    void run_isTrainedOnce() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> true);
            assertThatThrownBy(() -> run.train(() -> true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("train: the run in " + parent + " was trained before; open it again");
        }
    }

    @Test
    void closedRun_changesNothingInItsDirectory() throws IOException {
        TrainingRun closed = open(parent, Options.DEFAULT);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> closed.train(() -> false))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("train: the run in " + parent + " is closed; open it again");
        assertThat(parent.resolve("config.json")).doesNotExist();
    }

    /** It would unlock the directory while files are written in it. */
    @Test
    void run_isNotClosedWhileItTrains() throws IOException {
        TrainingRun[] opened = {null};
        TrainingListener closer = new TrainingListener() {
            @Override
            public void stepped(Progress at) throws IOException {
                opened[0].close();
            }
        };
        try (TrainingRun run = open(parent, Options.DEFAULT.withListener(closer))) {
            opened[0] = run;
            assertThatThrownBy(() -> run.train(() -> false))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("close: the run in " + parent + " is training; stop it");
        }
        open(parent, Options.DEFAULT).close();
    }

    @Test
    void listener_isClosedIfTheRunCannotBegin() throws IOException {
        Files.createDirectory(parent.resolve("config.json"));
        boolean[] isClosed = {false};
        TrainingListener listener = new TrainingListener() {
            @Override
            public void close() {
                isClosed[0] = true;
            }
        };
        try (TrainingRun run = open(parent, Options.DEFAULT.withListener(listener))) {
            assertThatThrownBy(() -> run.train(() -> false)).isInstanceOf(IOException.class);
        }
        assertThat(isClosed[0]).isTrue();
    }

    @Test
    void run_thatIsFinished_isOpenedAndDoesNothing() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> false);
        }
        byte[] checkpoint = Files.readAllBytes(parent.resolve("checkpoints/latest.safetensors"));
        byte[] metrics = Files.readAllBytes(parent.resolve("metrics.jsonl"));
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            assertThat(run.isFinished()).isTrue();
            assertThat(run.train(() -> false)).isEqualTo(run.progress());
        }
        assertThat(parent.resolve("checkpoints/latest.safetensors")).hasBinaryContent(checkpoint);
        assertThat(parent.resolve("metrics.jsonl")).hasBinaryContent(metrics);
    }

    @Test
    void run_thatStartsOver_isThatOfANewDirectory() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> false);
        }
        Path notes = Files.writeString(parent.resolve("notes.txt"), "mine");
        try (TrainingRun run = open(parent, Options.DEFAULT.withStartsOver(true))) {
            assertThat(run.isResumed()).isFalse();
            assertThat(run.progress()).isEqualTo(new Progress(0, 2, 0, 3));
            run.train(() -> true);
        }
        assertThat(notes).hasContent("mine");
        assertThat(parent.resolve("samples/epoch-000.png")).doesNotExist();
    }

    /** An interrupted first start can leave files before there is a checkpoint. */
    @Test
    void run_withoutCheckpoint_beginsWithoutFilesOfTheOneBefore() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> false);
        }
        Files.delete(parent.resolve("checkpoints/latest.safetensors"));
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            assertThat(run.isResumed()).isFalse();
            assertThat(parent.resolve("metrics.jsonl")).doesNotExist();
            assertThat(parent.resolve("generator.safetensors")).doesNotExist();
            assertThat(parent.resolve("samples")).isEmptyDirectory();
        }
    }

    /** Another number of threads may change the order of sums. */
    @Test
    void run_resumedInAnotherEnvironment_hasNotes() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> true);
        }
        CheckpointFile.change(
                parent.resolve("checkpoints/latest.safetensors"),
                (tensors, metadata) -> metadata.put("libtorch", "2.9.0"));
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            assertThat(run.notes()).hasSize(1).first().asString().startsWith("libtorch was 2.9.0 and is ");
        }
    }

    @Test
    void open_ofARunWithOtherHyperparameters_isRefused_andUnlocks() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> true);
        }
        long tensors = Tensor.liveCount();
        TrainingConfig other = CONFIG.withSeed(4);

        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> TrainingRun.open(parent, other, SmallRun.digits(), Options.DEFAULT))
                .withMessageEndingWith("its run had seed 3, this run has 4");
        assertThatExceptionOfType(IncompatibleCheckpointException.class)
                .isThrownBy(() -> TrainingRun.progressIn(parent, other, SmallRun.digits()));

        assertThat(Tensor.liveCount()).isEqualTo(tensors);
        open(parent, Options.DEFAULT).close();
    }

    @Test
    void open_ofADirectoryInUse_isRefused() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            assertThatExceptionOfType(RunDirectoryInUseException.class).isThrownBy(() -> open(parent, Options.DEFAULT));
            assertThat(run.directory().path()).isEqualTo(parent);
        }
    }

    @Test
    void open_withABatchSizeThatDoesNotFit_leavesNoDirectory() throws IOException {
        Path directory = parent.resolve("new");
        Dataset nine = SmallRun.digits(9);
        assertThatExceptionOfType(HyperparameterException.class)
                .isThrownBy(() -> TrainingRun.open(directory, CONFIG, nine, Options.DEFAULT));
        assertThat(directory).doesNotExist();
    }

    @Test
    void run_continuedWithFewerEpochs_keepsItsConfiguration() throws IOException {
        try (TrainingRun run = open(parent, Options.DEFAULT)) {
            run.train(() -> false);
        }
        TrainingConfig one = CONFIG.withEpochs(1);
        try (TrainingRun run = TrainingRun.open(parent, one, SmallRun.digits(), Options.DEFAULT)) {
            assertThat(run.isFinished()).isTrue();
            run.train(() -> false);
        }
        assertThat(RunConfiguration.read(parent.resolve("config.json")).values())
                .containsEntry("epochs", "2");
    }

    /** Listeners of an application come before those that write files. */
    @Test
    void listenerThatFails_endsTheRunAndIsClosed() throws IOException {
        var failure = new IOException("no");
        boolean[] isClosed = {false};
        var listener = new TrainingListener() {
            @Override
            public void stepped(Progress at) throws IOException {
                throw failure;
            }

            @Override
            public void close() {
                isClosed[0] = true;
            }
        };
        try (TrainingRun run = open(parent, Options.DEFAULT.withListener(listener))) {
            assertThatThrownBy(() -> run.train(() -> false)).isSameAs(failure);
        }
        assertThat(isClosed).containsExactly(true);
        assertThat(parent.resolve("checkpoints/latest.safetensors")).doesNotExist();
    }

    private static TrainingRun open(Path directory, Options options) throws IOException {
        return TrainingRun.open(directory, CONFIG, SmallRun.digits(), options.withDevice(Device.CPU));
    }
}
