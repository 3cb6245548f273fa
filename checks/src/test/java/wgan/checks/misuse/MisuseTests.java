package wgan.checks.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random calls of the public API in processes of their own: see {@link MisuseProgram}. {@code -Dmisuse.calls=1000000} is the long
 * form, {@code -Dmisuse.seed=N} begins with another seed.
 */
@EnabledOnOs(OS.LINUX) // the limit of memory, and the resident memory
class MisuseTests {
    private static final int CALLS = Integer.getInteger("misuse.calls", 4000);
    private static final long FIRST_SEED = Long.getLong("misuse.seed", 1);
    private static final int CALLS_PER_PROCESS = 20_000;

    /** Of each process: an allocation that needs more fails, as one of a petabyte does. */
    private static final String ADDRESS_SPACE_KIB = "7000000";

    /** A process that takes longer hangs. */
    private static final long MAX_MINUTES = 30;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS) // instead of that of all tests; each process has its own
    void randomCalls_endInDocumentedExceptions() throws IOException, InterruptedException {
        long seed = FIRST_SEED;
        for (int done = 0; done < CALLS; done += CALLS_PER_PROCESS) {
            run(seed++, Math.min(CALLS_PER_PROCESS, CALLS - done));
        }
    }

    private void run(long seed, int calls) throws IOException, InterruptedException {
        Path files = Files.createDirectory(folder.resolve(Long.toString(seed)));
        Path output = folder.resolve(seed + ".txt");
        List<String> command = List.of(
                "sh",
                "-c",
                "ulimit -c 0; ulimit -v " + ADDRESS_SPACE_KIB + "; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MisuseProgram.class.getName(),
                Long.toString(seed),
                Integer.toString(calls),
                files.toString());
        Process process = new ProcessBuilder(command)
                .directory(files.toFile())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve(seed + ".log").toFile())
                .start();
        boolean hasEnded = process.waitFor(MAX_MINUTES, TimeUnit.MINUTES);
        process.destroyForcibly().waitFor();
        String report = Files.readString(output);
        report.lines().findFirst().ifPresent(System.out::println);
        assertThat(hasEnded ? process.exitValue() : -1)
                .as("seed %d, last call: %s%n%s", seed, lastCall(files), report)
                .isZero();
    }

    private static String lastCall(Path files) throws IOException {
        Path file = files.resolve(MisuseProgram.LAST_CALL);
        String text = Files.exists(file) ? Files.readString(file) : "";
        return text.substring(0, Math.max(0, text.indexOf('\0')));
    }
}
