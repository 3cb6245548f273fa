package wgan.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script {@code wgan} in a checkout that was not built, with stand-ins for Maven and Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class BuildTests {
    /** It builds when the test has written a line to the pipe. */
    private static final String MAVEN = """
            #!/bin/sh
            echo started >>"$CHECKOUT/builds"
            read -r line <"$CHECKOUT/pipe"
            mkdir -p "$CHECKOUT/modules/cli/target/modules"
            echo jar >"$CHECKOUT/modules/cli/target/modules/wgan-cli-1.jar"
            """;

    /** It writes the archive of classes, or prints the arguments of the program. */
    private static final String JAVA = """
            #!/bin/sh
            for argument in "$@"; do
                case $argument in
                    -XX:AOTCacheOutput=*)
                        echo archive >>"$CHECKOUT/builds"
                        echo classes >"${argument#*=}"
                        exit
                        ;;
                esac
            done
            echo "$@"
            """;

    /** What the scripts use, except flock. */
    private static final String PROGRAMS =
            "bash sh env dirname readlink find sed mkdir rmdir touch mv sleep locale uname grep tail";

    @TempDir
    private Path directory;

    /**
     * The second and third process find the work done.
     *
     * @param withLocks whether the program {@code flock} is on the path, if this machine has it
     */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void processesThatStartTogether_buildOnce(boolean withLocks) throws Exception {
        Path checkout = makeCheckout();
        String path = directory.resolve("bin") + ":" + (withLocks ? System.getenv("PATH") : programsWithoutLocks());
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> errors = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Process process = start(checkout, path);
                processes.add(process);
                errors.add(process.errorReader());
                assertThat(errors.get(i).readLine())
                        .startsWith(i == 0 ? "wgan: building; " : "wgan: waiting for another process, which builds");
            }
            Files.writeString(checkout.resolve("pipe"), "go on\n");
            for (int i = 0; i < 3; i++) {
                List<String> rest = errors.get(i).lines().toList();
                assertThat(processes.get(i).inputReader().lines())
                        .as(String.join("\n", rest))
                        .singleElement()
                        .asString()
                        .endsWith(" -m wgan.cli train");
                assertThat(processes.get(i).waitFor()).isZero();
            }
        } finally {
            processes.forEach(process -> {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            });
        }
        assertThat(checkout.resolve("builds")).hasContent("started\narchive");
    }

    private Path makeCheckout() throws Exception {
        Path checkout = Files.createDirectory(directory.resolve("check out"));
        for (String file : List.of("wgan", "build.sh", "launch.sh", "pom.xml")) {
            Files.copy(Project.ROOT.resolve(file), checkout.resolve(file));
        }
        Files.createDirectories(checkout.resolve("modules/cli/src/main"));
        Files.writeString(checkout.resolve("modules/cli/pom.xml"), "");
        assertThat(new ProcessBuilder("mkfifo", checkout.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        Path jdk = Files.createDirectory(directory.resolve("jdk"));
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25\"\n");
        write(jdk.resolve("bin/java"), JAVA);
        write(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        write(directory.resolve("bin/mvn"), MAVEN);
        return checkout;
    }

    private static void write(Path script, String text) throws IOException {
        Files.createDirectories(script.getParent());
        Files.writeString(script, text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** Starts {@code wgan train} with a path of programs. */
    private Process start(Path checkout, String path) throws IOException {
        var builder = new ProcessBuilder(checkout.resolve("wgan").toString(), "train");
        builder.environment().put("PATH", path);
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().put("CHECKOUT", checkout.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Returns a folder that has what the scripts need, except {@code flock}. */
    private Path programsWithoutLocks() throws IOException {
        Path folder = directory.resolve("programs");
        for (String name : List.of(PROGRAMS.split(" "))) {
            write(folder.resolve(name), "#!/bin/sh\nexec " + find(name) + " \"$@\"\n");
        }
        return folder;
    }

    private static Path find(String program) {
        for (String folder : List.of(System.getenv("PATH").split(":"))) {
            Path path = Path.of(folder, program);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        throw new IllegalStateException("expected the program " + program + " on the path");
    }
}
