package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
            cp ../../wgan ../../build.sh ../../launch.sh ../../pom.xml "$root"
            cp pom.xml "$root/modules/cli"
            cp -r target/modules "$root/modules/cli/target"
            cd "$1"
            export LC_ALL=C JAVA_HOME="$3" XDG_CACHE_HOME="$1/cache"
            archive=$root/modules/cli/target/start.aot
            "$root/wgan" train --dataset synthetic --limit 16 --batch-size 16 --epochs 1 --threads 1 --precision fp32 \\
                --no-progress --out "$root/run" --log-dir "$root/logs"
            test -s "$root/run/generator.safetensors"
            "$root/wgan" sample --model "$root/run" --out "$root/digits.png" -n 4
            test -s "$root/digits.png"
            eval "$4"
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
                test -s "$archive"
                JAVA_TOOL_OPTIONS="-Xlog:class+load:file=$1/classes.txt" "$root/wgan" --version
                grep 'wgan.cli.Sample source: shared objects file' "$1/classes.txt"
                """);
        assertThat(output.split("preparing a faster start", -1)).hasSize(2);
    }

    @Test
    void archiveThatDoesNotFit_isIgnoredSilently() throws Exception {
        // The version of the JVM follows the first bytes of an archive.
        String output = run("checkout", """
                echo sampling
                mv "$archive" "$1/fits"
                for change in \
                    'dd if=/dev/zero bs=1 seek=500 count=300 conv=notrunc status=none of="$archive"' \
                    'head -c 100000 "$1/fits" >"$archive"' \
                    'echo damaged >"$archive"' \
                    ': >"$archive"'
                do
                    cp "$1/fits" "$archive"
                    eval "$change"
                    "$root/wgan" sample --model "$root/run" --out "$root/digits.png" -n 4
                done
                """);
        assertThat(output.substring(output.indexOf("sampling")).lines().skip(1))
                .hasSize(8)
                .allMatch(line -> line.startsWith("device: cpu") || line.startsWith("wrote 4 images to "));
    }

    /**
     * Runs the launcher in a copy and returns its output.
     *
     * @param folder the name of the copy, for {@code printf}
     * @param checks shell commands that are run after training and sampling
     */
    private String run(String folder, String checks) throws Exception {
        Process process = new ProcessBuilder(
                        "sh",
                        "-euc",
                        RUN_IN_A_COPY,
                        "sh",
                        home.toString(),
                        folder,
                        System.getProperty("java.home"),
                        checks)
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
