package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The libtorch that a command finds, and its messages about one that cannot be used. */
class DoctorCommandTests {
    private static final String CORE_LIBRARY = System.mapLibraryName("torch_cpu");

    @TempDir
    private Path home;

    @Test
    void usualMachine_isDescribed() throws Exception {
        Program.Outcome outcome = new Program(home).run("doctor").succeeds();
        assertThat(outcome.out())
                .containsPattern("(?m)^java +\\S")
                .containsPattern("(?m)^libtorch +\\d+\\.\\d+\\.\\d+$")
                .containsPattern("(?m)^libtorch source +jar org\\.bytedeco:pytorch$")
                .containsPattern("(?m)^mnist +not downloaded$")
                .doesNotContainPattern("(?m)^problem");
        assertThat(outcome.err()).isEmpty();

        JsonNode answer = parse(new Program(home).run("doctor", "--json").succeeds());
        assertThat(answer.path("libtorch_source").asString()).isEqualTo("jar org.bytedeco:pytorch");
        assertThat(answer.path("cache").asString())
                .isEqualTo(home.resolve("cache/wgan").toString());
        assertThat(home.resolve("cache")).doesNotExist();
    }

    /** Also where the answer is for another program, it must not be lost without a word. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDiskForTheAnswer_is3() throws Exception {
        Program program = new Program(home).startedBy("sh", "-c", "exec \"$@\" >/dev/full", "sh");
        program.run("doctor").failsWith(3, "wgan doctor: standard output is closed or its disk is full");
        program.run("doctor", "--json").failsWith(3, "wgan doctor: standard output is closed or its disk is full");
    }

    @Test
    void variableWithAMissingPath_isTheProblem() throws Exception {
        Path gone = home.resolve("gone");
        assertRefused(gone, "environment variable LIBTORCH names " + gone + ", but there is nothing", "2.10 or later");
    }

    @Test
    void variableWithATextFile_isTheProblem() throws Exception {
        Path text = Files.writeString(home.resolve("notes.txt"), "text");
        assertRefused(text, "environment variable LIBTORCH names " + text + ", but that is a file", "2.10 or later");
    }

    /** Another library stands in for libtorch 1.13: neither has the dispatcher that came with 2.10. */
    @Test
    void oldLibtorch_isTheProblem() throws Exception {
        Path old = Files.createDirectory(home.resolve("old"));
        Files.copy(libraryOfThisJdk(), old.resolve(CORE_LIBRARY));
        assertRefused(old, "the libtorch in " + old + " is older than 2.10", "use a newer one");
    }

    @Test
    void missingGpu_isRefused() throws Exception {
        Program program = new Program(home);
        JsonNode machine = parse(program.run("doctor", "--json").succeeds());
        assumeTrue(machine.path("gpus").asInt() == 0, "this machine has a GPU");
        program.run("train", "--dataset", "synthetic", "--device", "cuda")
                .failsWith(
                        ExitCode.LIBTORCH,
                        "device cuda:0 is not available: ",
                        "; use --device cpu, or a libtorch with CUDA");
        assertThat(program.files()).isEmpty();
    }

    /** A user without an entry in the user database has no home directory: Java names it "?". */
    @Test
    void userWithoutHome_hasTheNativesInTheCacheDirectory() throws Exception {
        Program program = new Program(home).withJvmOptions("-Duser.home=?");
        assertThat(program.run("doctor").succeeds().out())
                .containsPattern("(?m)^libtorch directory +" + Pattern.quote(home.resolve("cache/wgan/natives") + "/"));
        assertThat(program.files()).isEmpty();
    }

    @Test
    void libtorchOnAFileSystemMountedNoexec_isTheProblem() throws Exception {
        Path point = Files.createDirectory(home.resolve("mount"));
        Path library = Files.createDirectory(home.resolve("library"));
        Files.copy(libraryOfThisJdk(), library.resolve(CORE_LIBRARY));
        List<String> mounting = List.of(
                "unshare",
                "--mount",
                "sh",
                "-ec",
                "mount -t tmpfs -o noexec tmpfs '" + point + "'; cp '" + library + "'/* '" + point + "'; exec \"$@\"",
                "sh");
        assumeTrue(canRun(mounting), "this user may not mount file systems");
        assertRefused(
                new Program(home).startedBy(mounting.toArray(String[]::new)),
                point,
                "the file system mounted on " + point.toRealPath() + " has the mount option noexec",
                "put libtorch on another file system");
    }

    private static boolean canRun(List<String> launcher) throws InterruptedException {
        List<String> command = new ArrayList<>(launcher);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    /** The command doctor prints the problem, also as JSON; a command that needs libtorch fails. */
    private void assertRefused(Path libtorch, Object... words) throws Exception {
        assertRefused(new Program(home), libtorch, words);
    }

    private static void assertRefused(Program program, Path libtorch, Object... words) throws Exception {
        program.with("LIBTORCH", libtorch);
        Program.Outcome findings = program.run("doctor");
        assertThat(findings.exitCode()).isEqualTo(ExitCode.LIBTORCH);
        assertThat(findings.out()).containsPattern("(?m)^problem +environment variable LIBTORCH");

        Program.Outcome json = program.run("doctor", "--json");
        assertThat(json.exitCode()).isEqualTo(ExitCode.LIBTORCH);
        assertThat(parse(json).path("problem").asString())
                .contains(Stream.of(words).map(Object::toString).toList());

        program.run("train", "--dataset", "synthetic").failsWith(ExitCode.LIBTORCH, words);
        assertThat(program.files()).isEmpty();
    }

    private static JsonNode parse(Program.Outcome outcome) {
        assertThat(outcome.out()).containsOnlyOnce("\n");
        assertThat(outcome.err()).isEmpty();
        return JsonMapper.shared().readTree(outcome.out());
    }

    private static Path libraryOfThisJdk() throws IOException {
        Path jdk = Path.of(System.getProperty("java.home"));
        return List.of("lib", "bin").stream()
                .map(folder -> jdk.resolve(folder).resolve(System.mapLibraryName("jimage")))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }
}
