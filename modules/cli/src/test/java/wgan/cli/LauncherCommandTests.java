package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code wgan}, in a checkout whose path is not as simple as most, and with an archive that does not fit. */
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
            archive=$root/modules/cli/target/start.aot
            eval "$4"
            "$root/wgan" train --dataset synthetic --limit 16 --batch-size 16 --epochs 1 --threads 1 --precision fp32 \\
                --no-progress --out "$root/run" --log-dir "$root/logs"
            test -s "$root/run/generator.safetensors"
            echo sampling
            "$root/wgan" sample --model "$root/run" --out "$root/digits.png" -n 4
            test -s "$root/digits.png"
            """;

    @TempDir
    private Path home;

    @Test
    void checkoutWithNonAsciiPath_runsInTheCLocale() throws Exception {
        assertThat(run("\\303\\234bung \\346\\225\\260", "")).contains("preparing a faster start");
    }

    @Test
    void checkoutWithSpecialCharactersInItsPath_runs() throws Exception {
        assertThat(run("a b#c%%20d%%!", "")).contains("preparing a faster start");
    }

    @Test
    void archiveOfClasses_isMadeOnce_andUsed() throws Exception {
        String output = run("checkout", """
                "$root/wgan" --version
                test -s "$archive"
                export JAVA_TOOL_OPTIONS=-Xlog:class+load:file=$1/classes.txt
                "$root/wgan" --version
                unset JAVA_TOOL_OPTIONS
                grep 'wgan.cli.Sample source: shared objects file' "$1/classes.txt"
                """);
        assertThat(output.split("preparing a faster start", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo damaged >\"$archive\"",
                ": >\"$archive\"",
                // The first bytes remain those of an archive; the version of the JVM follows them.
                """
                "$root/wgan" --version
                dd if=/dev/zero of="$archive" bs=1 seek=500 count=300 conv=notrunc status=none
                """,
                """
                "$root/wgan" --version
                head -c 100000 "$archive" >"$archive.part"
                mv "$archive.part" "$archive"
                """
            })
    void archiveThatDoesNotFit_isIgnoredSilently(String change) throws Exception {
        String output = run("checkout", change);
        assertThat(output.substring(output.indexOf("sampling")).lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("sampling"),
                        line -> assertThat(line).startsWith("device: cpu"),
                        line -> assertThat(line).startsWith("wrote 4 images to "));
    }

    /**
     * Runs the launcher in a copy and returns its output.
     *
     * @param folder the name of the copy, for {@code printf}
     * @param preparation shell commands that are run before
     */
    private String run(String folder, String preparation) throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-euc",
                        RUN_IN_A_COPY,
                        "sh",
                        home.toString(),
                        folder,
                        System.getProperty("java.home"),
                        preparation)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output;
        try (var reader = process.inputReader()) {
            output = String.join("\n", reader.lines().toList());
        }
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("Epoch 00 | Step 0001 / 1 |").doesNotContain("building");
        return output;
    }
}
