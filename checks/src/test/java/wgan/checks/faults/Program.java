package wgan.checks.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The program that {@code ./wgan} starts, with the library of faults.
 *
 * @param java the program java
 * @param modules the folder of its modules
 * @param archive of classes, for a fast start; used if it exists
 * @param library of faults
 * @param keepsLibtorch whether the program may use the libtorch that variables name
 */
record Program(Path java, Path modules, Path archive, Path library, boolean keepsLibtorch) implements Lives {
    /**
     * When a life is ended by SIGKILL.
     *
     * @param after the time since the start
     * @param random chooses one of several processes
     */
    record Kill(Duration after, Random random) {}

    /** Much more than any life takes: a program that hangs must fail the campaign. */
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    /**
     * Writes the archive: with the classes of a scenario in it, a life takes a third less time. Java 24 and earlier write none.
     *
     * @param directory of the scenario, which exists
     */
    void writeArchive(Scenario scenario, Path directory) throws IOException {
        run(scenario.withJvmOption("-XX:AOTCacheOutput=" + archive), directory);
    }

    @Override
    public Life run(Scenario scenario, Path directory) throws IOException {
        return run(scenario, directory, "", Optional.empty());
    }

    @Override
    public Life run(Scenario scenario, Path directory, Fault fault) throws IOException {
        return run(scenario, directory, fault.plan(1), Optional.empty());
    }

    /** Runs a scenario and kills it; if it has a launcher, one of its processes. */
    Life run(Scenario scenario, Path directory, Kill kill) throws IOException {
        return run(scenario, directory, "", Optional.of(kill));
    }

    private Life run(Scenario scenario, Path directory, String plan, Optional<Kill> kill) throws IOException {
        Path output = directory.resolveSibling(directory.getFileName() + ".out");
        Path log = directory.resolveSibling(directory.getFileName() + ".log");
        Path planFile = directory.resolveSibling(directory.getFileName() + ".plan");
        Files.deleteIfExists(log);
        Files.writeString(planFile, plan);
        ProcessBuilder builder = new ProcessBuilder(command(scenario, directory))
                .directory(directory.toFile())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        if (!keepsLibtorch) {
            environment.keySet().removeAll(List.of("LIBTORCH", "LIBTORCH_USE_PYTORCH"));
        }
        environment.put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        environment.put("LD_PRELOAD", library.toString());
        environment.put("WGAN_FAULTS_BELOW", directory.toRealPath().toString());
        environment.put("WGAN_FAULTS_LOG", log.toString());
        environment.put("WGAN_FAULTS_PLAN", planFile.toString());
        environment.putAll(scenario.environment());
        long started = System.nanoTime();
        ProcessTree tree = new ProcessTree(builder.start(), !scenario.launcher().isEmpty());
        int code = end(tree, directory, kill);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        return new Life(code, Files.readString(output), Files.exists(log) ? Files.readAllLines(log) : List.of(), took);
    }

    private static int end(ProcessTree tree, Path directory, Optional<Kill> kill) throws IOException {
        try {
            if (kill.isPresent() && !tree.ends(kill.get().after())) {
                tree.kill(kill.get().random());
            }
            if (!tree.ends(TIMEOUT)) {
                tree.killAll();
                throw new FaultFoundException("still running after " + TIMEOUT + "; its files are in " + directory);
            }
            return tree.exitCode();
        } catch (InterruptedException e) {
            tree.killAll();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private List<String> command(Scenario scenario, Path directory) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(scenario.launcher());
        command.add(java.toString());
        if (Files.exists(archive)) {
            command.addAll(List.of("-XX:AOTCache=" + archive, "-Xlog:aot*=off", "-Xlog:cds*=off"));
        }
        Stream.of(
                        List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-XX:-UsePerfData",
                                "-Djava.io.tmpdir=" + temporary),
                        scenario.jvmOptions(),
                        List.of(
                                "--enable-native-access=wgan.torch,wgan.mpi,wgan.nccl",
                                "-p",
                                modules.toString(),
                                "-m",
                                "wgan.cli"),
                        scenario.arguments(""))
                .forEach(command::addAll);
        return command;
    }
}
