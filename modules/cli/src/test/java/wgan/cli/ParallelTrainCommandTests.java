package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code mpirun -n 2 wgan train}, with the launchers that are installed. */
class ParallelTrainCommandTests {
    private static final String OPEN_MPI = "mpirun.openmpi";
    private static final String MPICH = "mpirun.mpich";
    private static final List<String> TINY = List.of("train", "--dataset", "synthetic", "--epochs", "1");

    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {OPEN_MPI, MPICH})
    void twoProcesses_trainOneRun(String launcher) throws IOException, InterruptedException {
        Program.Outcome outcome = run(launcher, "--limit", "64", "--batch-size", "32", "--out", "runs/two");
        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).containsOnlyOnce("Epoch 00 | Step 0002 / 2").containsOnlyOnce("trained 2 of 2 steps");
        assertThat(outcome.err()).containsOnlyOnce("device: cpu");
        assertThat(Files.readString(home.resolve("work/runs/two/config.json")))
                .contains("\"processes\" : 2", "\"threads\" : 1");
        assertThat(Files.readAllLines(home.resolve("work/runs/two/metrics.jsonl")))
                .filteredOn(line -> line.contains("loss_critic"))
                .hasSize(1);
    }

    @Test
    void batchThatIsTooSmall_isRefusedInOneLine() throws IOException, InterruptedException {
        Program.Outcome outcome = run(OPEN_MPI, "--batch-norm", "local", "--batch-size", "3", "--limit", "63");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .containsOnlyOnce(
                        "wgan train: --batch-size is 3, expected one with which every batch, also the last of 63"
                                + " images, has 4 images or more for 2 processes");
    }

    /** The other one waits for it, and then prints nothing. */
    @Test
    void optionOfOneProcess_isRefusedInOneLine() throws IOException, InterruptedException {
        Program.Outcome outcome = runDifferent("--keep", "-1");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err()).containsOnlyOnce("process 1 of 2: wgan train: --keep is -1, expected 0 or a number");
    }

    @Test
    void processesWithOtherOptions_areRefusedInOneLine() throws IOException, InterruptedException {
        Program.Outcome outcome = runDifferent("--seed", "5");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .containsOnlyOnce(
                        "wgan train: process 1 of 2 has other settings or images than process 0; start all of them with"
                                + " the same");
    }

    @Test
    void failureOfOneProcess_endsAllWithItsExitCode() throws IOException, InterruptedException {
        Files.writeString(Files.createDirectories(home.resolve("work/run")).resolve("checkpoints"), "a file");
        // Only rank 0 opens the run directory.
        Program.Outcome outcome = run(OPEN_MPI, "--limit", "64", "--batch-size", "32", "--out", "run");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.BAD_FILE);
        assertThat(outcome.err()).containsOnlyOnce("wgan train: run: ");
    }

    /** The other process does not wait for ever. */
    @Test
    void ncclWithoutGpus_isRefused() throws IOException, InterruptedException {
        Program.Outcome outcome = run(OPEN_MPI, "--backend", "nccl");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.LIBTORCH);
        assertThat(outcome.err()).contains("wgan train: device cuda:0 is not available: ");
    }

    @Test
    void otherCommands_areRefused() throws IOException, InterruptedException {
        Program.Outcome outcome =
                new Program(home).with("OMPI_COMM_WORLD_SIZE", 3).run("sample", "--out", "digits.png");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err().strip())
                .isEqualTo(
                        "wgan: is one of 3 processes that mpirun of Open MPI has started, but only train uses several;"
                                + " start it by itself");
    }

    @Test
    void environmentThatContradictsItself_isRefusedInOneLine() throws IOException, InterruptedException {
        Program.Outcome outcome =
                new Program(home).with("OMPI_COMM_WORLD_SIZE", "many").run("doctor");
        assertThat(outcome.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(outcome.err())
                .startsWith("wgan: environment variable OMPI_COMM_WORLD_SIZE is 'many', expected a number")
                .hasLineCount(1);
    }

    /** Runs two processes, of which the second one has further options. */
    private Program.Outcome runDifferent(String... options) throws IOException, InterruptedException {
        Program program = program(OPEN_MPI)
                .startedBy(
                        "sh",
                        "-c",
                        "if [ $OMPI_COMM_WORLD_RANK = 0 ]; then exec \"$@\"; else exec \"$@\" "
                                + String.join(" ", options) + "; fi",
                        "sh");
        return program.run(TINY.toArray(String[]::new));
    }

    private Program.Outcome run(String launcher, String... options) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(TINY);
        arguments.addAll(List.of(options));
        return program(launcher).run(arguments.toArray(String[]::new));
    }

    private Program program(String launcher) {
        assumeTrue(
                List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, launcher))),
                () -> "no " + launcher + ": this MPI is not installed");
        return new Program(home)
                .startedBy(launcher, "-n", "2")
                .with("OMPI_ALLOW_RUN_AS_ROOT", 1)
                .with("OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", 1)
                .with("OMPI_MCA_rmaps_base_oversubscribe", 1)
                .withJvmOptions("-XX:ActiveProcessorCount=2");
    }
}
