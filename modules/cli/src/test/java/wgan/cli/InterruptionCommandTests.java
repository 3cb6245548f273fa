package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal in the middle of training loses nothing: the same command resumes the run, which ends as without the signal. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there are no signals to send")
class InterruptionCommandTests {
    private static final int STEPS = SmallImages.COUNT / 16;
    private static final String NOTE =
            "interrupted: the run is saved after this step; interrupt again to end at once\n";
    private static final Pattern INTERRUPTED =
            Pattern.compile(NOTE + "interrupted after (\\d+) of \\d+ steps; the same command resumes from here\n");

    @TempDir
    private static Path wholeHome;

    @TempDir
    private Path home;

    @Test
    void interrupt_endsWith130AfterACheckpoint() throws Exception {
        Program program = new Program(home);
        if (OS.LINUX.isCurrentOs()) {
            // A process that a shell starts in the background ignores SIGINT; so may this build.
            program.startedBy("env", "--default-signal=INT");
        }
        assertLosesNothing(program, "INT", 130);
    }

    @Test
    void termination_endsWith143AfterACheckpoint() throws Exception {
        assertLosesNothing(new Program(home), "TERM", 143);
    }

    @ParameterizedTest
    @CsvSource({"INT, INT, 130", "INT, TERM, 143", "TERM, INT, 130", "HUP, HUP, 129"})
    void secondSignal_endsTheProcessAtOnce(String first, String second, int exitCode) throws Exception {
        Program program = new Program(home);
        if (OS.LINUX.isCurrentOs()) {
            // A process that nohup starts ignores SIGHUP; so may this build.
            program.startedBy("env", "--default-signal=INT,HUP");
        }
        SmallImages.write(program.file("own"));
        Path run = Files.createDirectory(program.file("run"));
        // One step of so many updates takes longer than everything else here.
        String[] train =
                "train --out run --dataset mnist --data own --batch-size 64 --critic-steps 1000 --device cpu --threads 1 --precision fp32 --epochs 2"
                        .split(" ");
        Program.Outcome outcome;
        try (Program.Running running = program.start(train)) {
            running.await(run.resolve("metrics.jsonl"));
            running.signal(first);
            running.awaitError(NOTE);
            running.signal(second);
            outcome = running.outcome();
        }
        assertThat(outcome.exitCode()).as(outcome::toString).isEqualTo(exitCode);
        assertThat(outcome.err()).endsWith(NOTE);
        assertThat(run.resolve("checkpoints")).isEmptyDirectory();
    }

    @Test
    void freshRun_isResumedWithoutBeingFreshAgain() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        program.run(train("run", 1)).succeeds();
        Path metrics = program.file("run/metrics.jsonl");
        Files.delete(metrics);
        Program.Outcome interrupted;
        try (Program.Running running = program.start(train("run", 1000, "--fresh"))) {
            running.await(metrics);
            running.signal("TERM");
            interrupted = running.outcome();
        }
        Matcher steps = Pattern.compile(
                        NOTE
                                + "interrupted after (\\d+) of 4000 steps; the same command without --fresh resumes from here\n")
                .matcher(interrupted.err());
        assertThat(steps.matches()).as(interrupted::toString).isTrue();

        int done = Integer.parseInt(steps.group(1));
        assertThat(program.run(train("run", done / STEPS + 1)).succeeds().err())
                .contains("resuming the run in run: " + done + " of ");
    }

    @Test
    void report_isInterruptedAndResumedLikeTraining() throws Exception {
        Program program = new Program(home);
        SmallImages.write(program.file("own"));
        SmallImages.writeTest(program.file("own"));
        Path run = Files.createDirectories(program.file("compared/runs/gan"));
        Program.Outcome interrupted;
        try (Program.Running running = program.start(report(1000))) {
            running.await(run.resolve("metrics.jsonl"));
            running.signal("TERM");
            interrupted = running.outcome();
        }
        assertThat(interrupted.exitCode()).as(interrupted::toString).isEqualTo(143);
        Matcher steps = INTERRUPTED.matcher(interrupted.err());
        assertThat(steps.find()).as(interrupted::toString).isTrue();
        assertThat(interrupted.out()).doesNotContain("wrote");
        assertThat(program.file("compared/index.html")).doesNotExist();

        int epochs = Integer.parseInt(steps.group(1)) / STEPS + 1;
        program.run(report(epochs)).succeeds();
        assertThat(program.file("compared/index.html")).isNotEmptyFile();
        assertThat(run.resolve("generator.safetensors"))
                .hasSameBinaryContentAs(trainWithoutInterruption(epochs).resolve("generator.safetensors"));
    }

    private static void assertLosesNothing(Program program, String signal, int exitCode) throws Exception {
        SmallImages.write(program.file("own"));
        Path run = Files.createDirectory(program.file("run"));
        Program.Outcome interrupted;
        try (Program.Running running = program.start(train("run", 1000, "--sample-out", "samples.png"))) {
            running.await(run.resolve("metrics.jsonl")); // written first
            running.signal(signal);
            interrupted = running.outcome();
        }
        assertThat(interrupted.exitCode()).as(interrupted::toString).isEqualTo(exitCode);
        Matcher steps = INTERRUPTED.matcher(interrupted.err());
        assertThat(steps.matches()).as(interrupted::toString).isTrue();
        assertThat(interrupted.out()).doesNotContain("trained");
        assertThat(program.file("samples.png")).doesNotExist();
        assertThat(program.files()).noneMatch(name -> name.endsWith(".part"));

        int done = Integer.parseInt(steps.group(1));
        int epochs = done / STEPS + 1;
        Program.Outcome resumed = program.run(train("run", epochs)).succeeds();
        assertThat(resumed.err())
                .isEqualTo("resuming the run in run: " + done + " of " + epochs * STEPS + " steps are done\n");
        Path whole = trainWithoutInterruption(epochs);
        for (String name : new String[] {"generator.safetensors", "checkpoints/latest.safetensors"}) {
            assertThat(run.resolve(name)).hasSameBinaryContentAs(whole.resolve(name));
        }
    }

    /** Trains once for all tests. */
    private static Path trainWithoutInterruption(int epochs) throws Exception {
        Program program = new Program(wholeHome);
        Path run = program.file("epochs-" + epochs);
        if (!Files.exists(run)) {
            SmallImages.write(program.file("own"));
            program.run(train(run.getFileName().toString(), epochs)).succeeds();
        }
        return run;
    }

    private static String[] train(String out, int epochs, String... more) {
        return ("train --objective gan --out " + out + " " + setting(epochs) + " " + String.join(" ", more))
                .strip()
                .split(" ");
    }

    private static String[] report(int epochs) {
        return ("report --objectives gan --samples 100 --out compared " + setting(epochs)).split(" ");
    }

    private static String setting(int epochs) {
        return "--dataset mnist --data own --batch-size 16 --device cpu --threads 1 --precision fp32 --epochs "
                + epochs;
    }
}
