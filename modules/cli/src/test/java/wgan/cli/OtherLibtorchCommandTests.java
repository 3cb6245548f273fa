package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same modules train on another libtorch: the one that WGAN_TEST_LIBTORCH names, or the one of python3. */
class OtherLibtorchCommandTests {
    @TempDir
    private Path home;

    @Test
    void otherLibtorch_trains() throws Exception {
        String named = System.getenv("WGAN_TEST_LIBTORCH");
        Program program = new Program(home);
        String source = named == null ? "LIBTORCH_USE_PYTORCH" : "LIBTORCH";
        program.with(source, named == null ? "1" : named);
        Program.Outcome doctor = program.run("doctor");
        assumeTrue(
                named != null || doctor.exitCode() == ExitCode.DONE,
                () -> "no second libtorch: WGAN_TEST_LIBTORCH is not set, and doctor says " + doctor.out());
        assertThat(doctor.out()).containsPattern("(?m)^libtorch-found-by +environment variable " + source + "$");

        OwnDigits.write(program.file("own"));
        Program.Outcome outcome = program.run(
                        "train --data own --batch-size 16 --epochs 1 --device cpu --threads 1 --precision fp32"
                                .split(" "))
                .succeeds();
        assertThat(outcome.out()).startsWith("Epoch 00 | Step 0004 / 4 | Loss_D ");
        assertThat(program.file("digits.png")).isNotEmptyFile();
    }
}
