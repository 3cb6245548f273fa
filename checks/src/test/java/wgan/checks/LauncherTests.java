package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The launcher of a release, in every POSIX shell of this machine, with a stand-in for Java that prints its arguments. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherTests {
    private static final String JAVA = """
            #!/bin/sh
            printf '%s\\n' "$@"
            echo "LC_CTYPE=${LC_CTYPE:-} GLIBC_TUNABLES=${GLIBC_TUNABLES:-}"
            exit 7
            """;

    @TempDir
    private Path directory;

    private Path release;

    /** {@code sh} is dash on Debian and Ubuntu, bash on other systems and on macOS. */
    static List<List<String>> shells() {
        return Stream.of(
                        List.of("sh"),
                        List.of("bash", "--posix"),
                        List.of("dash"),
                        List.of("busybox", "sh"),
                        List.of("ksh"))
                .filter(shell -> isOnPath(shell.getFirst()))
                .toList();
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @BeforeEach
    void makeRelease() throws IOException {
        release = Files.createDirectories(directory.resolve("a $release of `this`"));
        var bin = Files.createDirectory(release.resolve("bin"));
        var lib = Files.createDirectory(release.resolve("lib"));
        Files.copy(Project.ROOT.resolve("dist/bin/wgan"), bin.resolve("wgan"));
        Files.copy(Project.ROOT.resolve("launch.sh"), lib.resolve("launch.sh"));
        var java = Files.writeString(bin.resolve("java"), JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void arguments_andTheExitCode_arePassedOn(List<String> shell) throws Exception {
        assertThat(run(shell, release.resolve("bin/wgan"), "train", "--out", "two words", "", "*", "$HOME"))
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-m",
                        "wgan.cli",
                        "train",
                        "--out",
                        "two words",
                        "",
                        "*",
                        "$HOME",
                        "LC_CTYPE=C.UTF-8 GLIBC_TUNABLES=");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void sample_startsFromTheArchive(List<String> shell) throws Exception {
        var archive = Files.writeString(release.resolve("lib/wgan.aot"), "classes");
        assertThat(run(shell, release.resolve("bin/wgan"), "sample"))
                .containsExactly(
                        "-XX:+UseSerialGC",
                        "-XX:AOTCache=" + archive,
                        "-Xlog:aot*=off",
                        "-Xlog:cds*=off",
                        "-XX:TieredStopAtLevel=1",
                        "-m",
                        "wgan.cli",
                        "sample",
                        "LC_CTYPE=C.UTF-8 GLIBC_TUNABLES=glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1");
    }

    @ParameterizedTest
    @MethodSource("shells")
    void launcher_isFoundThroughALink_andNeedsNoArguments(List<String> shell) throws Exception {
        var link = Files.createSymbolicLink(directory.resolve("wgan"), release.resolve("bin/wgan"));
        assertThat(run(shell, link))
                .startsWith("-XX:+UseSerialGC", "-m", "wgan.cli")
                .hasSize(4);
    }

    /** Runs the launcher in the C locale and returns the lines that Java printed. */
    private List<String> run(List<String> shell, Path launcher, String... arguments) throws Exception {
        var command = new ArrayList<>(shell);
        command.add(launcher.toString());
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(List.of("LC_ALL", "LC_CTYPE", "LANG", "GLIBC_TUNABLES"));
        var process = builder.start();
        process.getOutputStream().close();
        List<String> lines;
        try (var reader = process.inputReader()) {
            lines = reader.lines().toList();
        }
        assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(7);
        return lines;
    }
}
