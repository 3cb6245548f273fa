package wgan.mpi;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Processes of {@link RankProgram} that the launcher of an installed MPI starts. */
final class Job {
    /** Far more than any test needs: processes that wait for each other must fail their test. */
    private static final long TIMEOUT_SECONDS = 300;

    private static final String ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** So that Open MPI starts more processes than there are processors, and as root. */
    private static final Map<String, String> PERMISSIONS = Map.of(
            "OMPI_ALLOW_RUN_AS_ROOT", "1",
            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
            "OMPI_MCA_rmaps_base_oversubscribe", "1",
            "PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe");

    /** An implementation of MPI, and the names of its programs in Debian. */
    enum Implementation {
        OPEN_MPI("mpirun.openmpi", "mpicc.openmpi"),
        MPICH("mpirun.mpich", "mpicc.mpich");

        private final String launcher;
        private final String compiler;

        Implementation(String launcher, String compiler) {
            this.launcher = launcher;
            this.compiler = compiler;
        }

        /** Skips the test unless it is installed; returns its launcher. */
        String requireLauncher() {
            return require(launcher);
        }

        /** Skips the test unless it is installed; returns its compiler. */
        String requireCompiler() {
            return require(compiler);
        }

        private static String require(String program) {
            assumeTrue(
                    List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))),
                    () -> "no " + program + ": this MPI is not installed");
            return program;
        }
    }

    /** The exit code of the launcher, and what the processes and it have printed. */
    record Outcome(int code, String output) {}

    private Job() {}

    /** Runs the program as several processes, with options for the JVM. */
    static Outcome run(Implementation mpi, int processes, List<String> options, Object... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(mpi.requireLauncher(), "-n", "" + processes));
        command.addAll(java(options, arguments));
        return outcome(command);
    }

    /** Runs the program without a launcher. */
    static Outcome runAlone(Object... arguments) throws Exception {
        return outcome(java(List.of(), arguments));
    }

    /** Runs the program without a launcher in a JVM that refuses native calls. */
    static Outcome runWithoutNativeAccess() throws Exception {
        List<String> command = java(List.of());
        command.replaceAll(option -> option.equals(ACCESS) ? "--enable-native-access=java.base" : option);
        if (Runtime.version().feature() >= 24) { // before, access that is given to one module is refused to the others
            command.add(1, "--illegal-native-access=deny");
        }
        return outcome(command);
    }

    private static List<String> java(List<String> options, Object... arguments) throws Exception {
        String classPath = String.join(
                File.pathSeparator,
                folderOf(RankProgram.class),
                folderOf(Mpi.class),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:ActiveProcessorCount=1",
                ACCESS,
                "-cp",
                classPath));
        command.addAll(options);
        command.add(RankProgram.class.getName());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    static Outcome outcome(List<String> command) throws Exception {
        Path output = Files.createTempFile("job", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().putAll(PERMISSIONS);
            Process process = builder.start();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                fail(command + " did not end in " + TIMEOUT_SECONDS + " seconds: " + read(output));
            }
            return new Outcome(process.exitValue(), read(output));
        } finally {
            Files.delete(output);
        }
    }

    private static String read(Path output) throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /** The folder or jar that a class was loaded from: in a patched module its code source is another. */
    private static String folderOf(Class<?> type) throws URISyntaxException {
        String file = "/" + type.getName().replace('.', '/') + ".class";
        String url = type.getResource(file).toURI().toString();
        return Path.of(URI.create(url.substring(0, url.length() - file.length()).replaceAll("^jar:|!$", "")))
                .toString();
    }
}
