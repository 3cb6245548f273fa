package wgan.train;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTests {

    @TempDir
    Path parent;

    @Test
    void clear_deletesTheFilesOfARunOnly() throws IOException {
        Path directory = parent.resolve("run");
        try (RunDirectory run = RunDirectory.open(directory)) {
            for (Path file : List.of(
                    run.checkpointFile(),
                    run.generatorFile(),
                    run.bestGeneratorFile(),
                    run.metricsFile(),
                    run.configFile(),
                    run.sampleImage(0),
                    run.sampleImage(17),
                    run.stepImage(0),
                    run.stepImage(1_234_567))) {
                Files.writeString(file, "old");
            }
            Path foreign = Files.writeString(directory.resolve("notes.txt"), "mine");

            run.clear();
            run.clear();

            try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
                assertThat(files).containsExactlyInAnyOrder(foreign, directory.resolve(".lock"));
            }
        }
    }

    @Test
    void clear_keepsFilesWithOtherNames() throws IOException {
        Path directory = parent.resolve("run");
        try (RunDirectory run = RunDirectory.open(directory)) {
            Files.writeString(run.checkpointFile(), "old");
            Files.writeString(run.sampleImage(1000), "old");
            Path samples = directory.resolve("samples");
            List<Path> others = List.of(
                    samples.resolve("epoch-final.png"),
                    samples.resolve("epoch-7.png"),
                    samples.resolve("epoch-0007.png"),
                    samples.resolve("epoch-007.png.txt"),
                    samples.resolve("step-12.png"),
                    samples.resolve("step-0000012.png"),
                    samples.resolve("best-epoch-007.png"),
                    directory.resolve("checkpoints/epoch-3.safetensors"),
                    directory.resolve("generator-mine.safetensors"));
            for (Path file : others) {
                Files.writeString(file, "mine");
            }
            Path folder = Files.createDirectory(run.sampleImage(8));

            run.clear();

            assertThat(others).allSatisfy(file -> assertThat(file).hasContent("mine"));
            assertThat(folder).isDirectory();
            assertThat(run.checkpointFile()).doesNotExist();
            assertThat(run.sampleImage(1000)).doesNotExist();
        }
    }

    /** A user may name a directory by mistake. */
    @Test
    void clear_deletesNothingInADirectoryThatNoRunHasUsed() throws IOException {
        Path image = Files.createDirectory(parent.resolve("samples")).resolve("epoch-001.png");
        Path config = parent.resolve("config.json");
        Files.writeString(image, "mine");
        Files.writeString(config, "mine");

        try (RunDirectory run = RunDirectory.open(parent)) {
            run.clear();
        }

        assertThat(image).hasContent("mine");
        assertThat(config).hasContent("mine");
    }

    @Test
    void clear_deletesTheFilesOfARunWithoutCheckpoint() throws IOException {
        RunDirectory.open(parent).close();
        try (RunDirectory run = RunDirectory.open(parent)) {
            Files.writeString(run.metricsFile(), "old");
            Files.writeString(run.bestGeneratorFile(), "old");
            Files.writeString(run.stepImage(0), "old");
            assertThat(run.hasCheckpoint()).isFalse();

            run.clear();

            assertThat(run.metricsFile()).doesNotExist();
            assertThat(run.bestGeneratorFile()).doesNotExist();
            assertThat(run.stepImage(0)).doesNotExist();
        }
    }

    @Test
    void id_staysTheSameWhenTheDirectoryIsClearedOrMoved() throws IOException {
        Path before = parent.resolve("before");
        String id;
        try (RunDirectory run = RunDirectory.open(before)) {
            id = run.id();
            Files.writeString(run.checkpointFile(), "old");
            run.clear();
            assertThat(run.id()).isEqualTo(id).matches("[0-9a-f]{8}");
        }

        Path after = Files.move(before, parent.resolve("after"));

        try (RunDirectory run = RunDirectory.open(after);
                RunDirectory another = RunDirectory.open(before)) {
            assertThat(run.id()).isEqualTo(id);
            assertThat(another.id()).isNotEqualTo(id);
        }
    }

    @Test
    void id_thatWasChangedIsRefused() throws IOException {
        try (RunDirectory run = RunDirectory.open(parent)) {
            Path file = Files.writeString(parent.resolve(".run-id"), "../../etc");
            assertThatExceptionOfType(RunDirectoryException.class)
                    .isThrownBy(run::id)
                    .withMessage(
                            file + ": is not the identifier of a run, expected 8 hexadecimal digits; delete the file");
        }
    }

    @Test
    void open_createsTheLayout() throws IOException {
        Path out = parent.resolve("runs/wgan");

        try (var run = RunDirectory.open(out)) {
            assertThat(run.checkpointFile().getParent())
                    .isEqualTo(out.resolve("checkpoints"))
                    .isDirectory();
            assertThat(run.sampleImage(7)).isEqualTo(out.resolve("samples/epoch-007.png"));
            assertThat(run.sampleImage(7).getParent()).isDirectory();
            assertThat(run.stepImage(12)).isEqualTo(out.resolve("samples/step-000012.png"));
            assertThat(run.configFile()).isEqualTo(out.resolve("config.json"));
            assertThat(run.metricsFile()).isEqualTo(out.resolve("metrics.jsonl"));
            assertThat(run.generatorFile()).isEqualTo(out.resolve("generator.safetensors"));
            assertThat(out.resolve(".lock")).hasContent(pid(ProcessHandle.current()));
        }
    }

    @Test
    void open_onAFileIsRefused() throws IOException {
        Path file = Files.writeString(parent.resolve("out"), "precious");

        assertThatExceptionOfType(RunDirectoryUnusableException.class)
                .isThrownBy(() -> RunDirectory.open(file))
                .withMessage(
                        file + ": is a file, expected a directory; use another run directory, or move the file away");
        assertThat(file).hasContent("precious");
    }

    @Test
    void open_belowAFileIsRefused() throws IOException {
        Path below = Files.writeString(parent.resolve("out"), "precious").resolve("run");

        assertThatExceptionOfType(RunDirectoryUnusableException.class)
                .isThrownBy(() -> RunDirectory.open(below))
                .withMessageStartingWith(below + ": cannot be used as a run directory (")
                .withMessageEndingWith("; use another one")
                .withMessageNotContaining("\n")
                .withMessageNotContaining("Exception")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void open_ofADirectoryWhoseLockIsNotAFile_isRefused_andTakesNoLock() throws IOException {
        Files.createDirectories(parent.resolve(".lock"));

        assertThatExceptionOfType(RunDirectoryUnusableException.class).isThrownBy(() -> RunDirectory.open(parent));

        Files.delete(parent.resolve(".lock"));
        RunDirectory.open(parent).close();
    }

    @Test
    void open_twiceInOneProcessIsRefusedUntilClosed() throws Exception {
        var first = RunDirectory.open(parent);
        Path sameDirectory = parent.resolve("samples/..");

        assertThatExceptionOfType(RunDirectoryInUseException.class)
                .isThrownBy(() -> RunDirectory.open(sameDirectory))
                .withMessageStartingWith(sameDirectory + ": process " + pid(ProcessHandle.current()));
        assertThat(answerOf(hold(parent)))
                .as("the refusal has not released the lock")
                .startsWith("refused");

        first.close();
        try (var second = RunDirectory.open(parent)) {
            first.close();
            assertThat(answerOf(hold(parent)))
                    .as("closing twice releases no other run's lock")
                    .startsWith("refused");
            assertThat(second.configFile()).doesNotExist();
        }
    }

    @Test
    void open_inASecondProcessIsRefusedByName() throws Exception {
        try (var run = RunDirectory.open(parent)) {
            assertThat(answerOf(hold(parent)))
                    .isEqualTo("refused " + parent + ": process " + pid(ProcessHandle.current())
                            + " is writing its run here; wait for its end, or use another run directory");
            assertThat(run.checkpointFile().getParent()).isDirectory();
        }
        assertThat(answerOf(hold(parent))).isEqualTo("held");
    }

    @Test
    void open_removesTemporaryFilesOfKilledProcesses() throws IOException {
        Path root = parent.resolve("run");
        String suffix = "-00000000-0000-0000-0000-000000000000.part";
        List<Path> abandoned = List.of(
                root.resolve(".generator.safetensors" + suffix),
                root.resolve("checkpoints/.latest.safetensors" + suffix),
                root.resolve("samples/.epoch-000.png" + suffix));
        for (Path file : abandoned) {
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        RunDirectory.open(root).close();
        assertThat(abandoned).allMatch(Files::notExists);
    }

    @Test
    void open_afterTheHolderWasKilledSucceeds() throws Exception {
        Process holder = hold(parent);
        try {
            BufferedReader answers = holder.inputReader(UTF_8);
            assertThat(answers.readLine()).isEqualTo("held");
            assertThatExceptionOfType(RunDirectoryInUseException.class)
                    .isThrownBy(() -> RunDirectory.open(parent))
                    .withMessageContaining("process " + pid(holder.toHandle()) + " is writing");
        } finally {
            holder.destroyForcibly().waitFor();
        }

        assertThat(parent.resolve(".lock")).hasContent(pid(holder.toHandle()));
        RunDirectory.open(parent).close();
    }

    private static String pid(ProcessHandle process) {
        return Long.toString(process.pid());
    }

    private static Process hold(Path directory) throws Exception {
        return OtherProcess.of(Holder.class, directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Returns the output of another process, and ends it. */
    private static String answerOf(Process holder) throws Exception {
        try (var answers = holder.inputReader(UTF_8)) {
            String answer = answers.readLine();
            holder.getOutputStream().close();
            assertThat(holder.waitFor()).isZero();
            return answer;
        }
    }

    /** Opens the directory that its argument names, prints the result, and keeps it open until its input ends. */
    static final class Holder {

        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (var run = RunDirectory.open(Path.of(args[0]))) {
                System.out.println(Files.isDirectory(run.checkpointFile().getParent()) ? "held" : "empty");
                System.in.readAllBytes();
            } catch (RunDirectoryInUseException e) {
                System.out.println("refused " + e.getMessage());
            }
        }
    }
}
