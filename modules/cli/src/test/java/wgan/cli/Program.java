package wgan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The program as a user starts it: a process with its own working directory, from the modules that the build packaged.
 *
 * <p>Its cache is empty, and no variable names a libtorch, unless a test sets one.
 */
final class Program {
    private static final Path MODULES = Path.of("target", "modules").toAbsolutePath();

    /** Much more than any test needs, also on a loaded machine: a program that hangs must fail its test. */
    private static final long TIMEOUT_SECONDS = 300;

    /** These processes are so short that a better compiler or collector would not make them faster. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path home;
    private final List<String> launcher = new ArrayList<>();
    private final List<String> jvmOptions = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private String main = "wgan.cli";

    /** Its working directory is {@code home/work}, which is created if it is missing. */
    Program(Path home) {
        this.home = home;
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        try {
            Files.createDirectories(directory());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether the build packaged a module whose file name matches a regular expression. */
    static boolean hasModule(String name) throws IOException {
        try (Stream<Path> files = Files.list(MODULES)) {
            return files.anyMatch(file -> file.getFileName().toString().matches(name));
        }
    }

    /** Returns its working directory. */
    Path directory() {
        return home.resolve("work");
    }

    /** Returns a file by its name in the working directory. */
    Path file(String name) {
        return directory().resolve(name);
    }

    /** Returns the names of all files in the working directory, relative to it. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(file -> !file.equals(directory()))
                    .map(file -> directory().relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Sets an environment variable. */
    Program with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Adds options of the JVM. */
    Program withJvmOptions(String... options) {
        jvmOptions.addAll(List.of(options));
        return this;
    }

    /** Starts another class than the module's main class. */
    Program withMain(String moduleAndClass) {
        main = moduleAndClass;
        return this;
    }

    /** Starts it by another program, which executes it in its place. */
    Program startedBy(String... command) {
        launcher.addAll(List.of(command));
        return this;
    }

    /** Runs it and waits for its end; standard input is empty. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        try (Running running = start(arguments)) {
            return running.outcome();
        }
    }

    /** Starts it. */
    Running start(String... arguments) throws IOException {
        assertThat(MODULES).as("the modules that 'mvn package' creates").isDirectory();
        List<String> command = new ArrayList<>(launcher);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SHORT_LIVED);
        command.addAll(jvmOptions);
        command.addAll(
                List.of("--enable-native-access=wgan.torch,wgan.mpi,wgan.nccl", "-p", MODULES.toString(), "-m", main));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory().toFile())
                .redirectOutput(home.resolve("stdout.txt").toFile())
                .redirectError(home.resolve("stderr.txt").toFile());
        builder.environment().keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_USE_PYTORCH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Running(process, home);
    }

    /** The running program; killed when this is closed. */
    record Running(Process process, Path home) implements AutoCloseable {
        /** Waits until a file exists. Its folder must exist. */
        void await(Path file) throws IOException, InterruptedException {
            await(file.getParent(), () -> Files.exists(file), file.toString());
        }

        /** Waits until it has written a text to standard error. */
        void awaitError(String text) throws IOException, InterruptedException {
            await(home, () -> output().err().contains(text), "'" + text + "' on standard error");
        }

        /** Waits until it has written a text to standard output. */
        void awaitOutput(String text) throws IOException, InterruptedException {
            await(home, () -> output().out().contains(text), "'" + text + "' on standard output");
        }

        private void await(Path folder, BooleanSupplier condition, String awaited)
                throws IOException, InterruptedException {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
            try (WatchService watch = folder.getFileSystem().newWatchService()) {
                folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
                while (!condition.getAsBoolean()) {
                    assertThat(process.isAlive()).as(() -> "alive; " + output()).isTrue();
                    assertThat(System.nanoTime())
                            .as("time of waiting for " + awaited)
                            .isLessThan(deadline);
                    WatchKey key = watch.poll(1, TimeUnit.SECONDS);
                    if (key != null) {
                        key.pollEvents();
                        key.reset();
                    }
                }
            }
        }

        /** Sends it a signal, such as INT. */
        void signal(String name) throws IOException, InterruptedException {
            int killed = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            assertThat(killed).as("exit code of kill").isZero();
        }

        /** Waits for its end. */
        Outcome outcome() throws InterruptedException {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                fail("still running after " + TIMEOUT_SECONDS + " s; " + output());
            }
            return output();
        }

        private Outcome output() {
            try {
                return new Outcome(
                        process.isAlive() ? -1 : process.exitValue(),
                        Files.readString(home.resolve("stdout.txt")),
                        Files.readString(home.resolve("stderr.txt")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }
    }

    /** Its exit code and output. */
    record Outcome(int exitCode, String out, String err) {
        /** Asserts that the exit code is 0. */
        Outcome succeeds() {
            assertThat(exitCode).as(this::toString).isZero();
            return this;
        }

        /** Asserts that it failed with one line on standard error, which contains these words, and printed nothing else. */
        void failsWith(int expectedCode, Object... words) {
            assertThat(exitCode).as(this::toString).isEqualTo(expectedCode);
            assertThat(out).isEmpty();
            assertThat(err).matches("[a-z ]+: .+\\R");
            assertThat(err).contains(Arrays.stream(words).map(Object::toString).toList());
        }
    }
}
