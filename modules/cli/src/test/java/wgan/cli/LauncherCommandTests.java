package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code wgan} in a checkout whose path is not as simple as most. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherCommandTests {
    /**
     * Makes a checkout that has been built, and runs a command in it. It is all done by the shell: in the C locale this
     * JVM itself could not name the folder.
     */
    private static final String RUN_IN_A_COPY = """
            root=$1/$(printf "$2")
            mkdir -p "$root/modules/cli/src/main" "$root/modules/cli/target"
            cp ../../wgan ../../build.sh ../../pom.xml "$root"
            cp pom.xml "$root/modules/cli"
            cp -r target/modules "$root/modules/cli/target"
            cd "$1"
            export LC_ALL=C JAVA_HOME="$3" XDG_CACHE_HOME="$1/cache"
            "$root/wgan" train --dataset synthetic --limit 16 --batch-size 16 --epochs 1 --threads 1 --precision fp32 \\
                --no-progress --out "$root/run" --log-dir "$root/logs"
            test -s "$root/run/generator.safetensors"
            "$root/wgan" sample --model "$root/run" --out "$root/digits.png" -n 4
            test -s "$root/digits.png"
            """;

    @TempDir
    private Path home;

    @Test
    void checkoutWithNonAsciiPath_runsInTheCLocale() throws Exception {
        assertRuns("\\303\\234bung \\346\\225\\260");
    }

    @Test
    void checkoutWithSpecialCharactersInItsPath_runs() throws Exception {
        assertRuns("a b#c%%20d%%!");
    }

    private void assertRuns(String folder) throws Exception {
        Process process = new ProcessBuilder(
                        "sh", "-euc", RUN_IN_A_COPY, "sh", home.toString(), folder, System.getProperty("java.home"))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output;
        try (var reader = process.inputReader()) {
            output = String.join("\n", reader.lines().toList());
        }
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("Epoch 00 | Step 0001 / 1 |").doesNotContain("building");
    }
}
