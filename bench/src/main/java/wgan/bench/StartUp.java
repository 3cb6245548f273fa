package wgan.bench;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the time from the start of a process to an image file with 64 digits: for {@code ./wgan sample}, for the same command
 * without the launcher, and in turns for a {@linkplain StartUpProgram program} that does the same and reports the time of each step.
 *
 * @param launcher the program {@code wgan}
 * @param modules the folder of modules that it runs
 * @param classes the folder or jar with the classes of this program
 * @param cache the page cache, which is dropped before a cold start
 */
record StartUp(Path launcher, Path modules, Path classes, PageCache cache) {
    private static final String JAVA_SAMPLE = "java_sample";
    private static final String SAMPLE = "wgan_sample";
    private static final String COLD = "wgan_sample_cold";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final double NANOS_IN_MILLI = 1e6;

    /** The steps, in the order in which {@link StartUpProgram} prints their times. */
    private static final List<String> PARTS = List.of("jvm", "libtorch", "model", "sampling");

    /** The remaining time: encoding and writing the image, and the end of the process. */
    private static final String REST = "rest";

    /** Returns the measurement for a checkout that is built, with the classes of this program from its own jar or folder. */
    static StartUp of(Path root) {
        URL classes = StartUp.class.getProtectionDomain().getCodeSource().getLocation();
        try {
            return new StartUp(
                    root.resolve("wgan"),
                    root.resolve("modules/cli/target/modules"),
                    Path.of(classes.toURI()),
                    PageCache.ofMachine());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("cannot find the classes of this program: " + e.getMessage(), e);
        }
    }

    /**
     * Measures both processes.
     *
     * @param model the file of a generator
     * @param out the image file, which is written several times
     * @param times how often each process is started
     * @return milliseconds by name: the steps, the remaining time, their sum, {@code java_sample}, which also parses its command line,
     *     {@code wgan_sample}, which is the launcher's, and {@code wgan_sample_cold}, which is the same with all files on disk
     * @throws PeerException if a process fails
     */
    Map<String, Result> measure(Path model, Path out, int times) throws PeerException {
        Map<String, double[]> values = new LinkedHashMap<>();
        for (int i = -1; i < times; i++) { // the first is not counted: its files may not be in memory yet
            Map<String, Double> once = new LinkedHashMap<>();
            split(model, out, once);
            once.put(JAVA_SAMPLE, time(java(sample(model, out, "-m", "wgan.cli"))));
            once.put(SAMPLE, time(launch(model, out)));
            for (Map.Entry<String, Double> part : once.entrySet()) {
                if (i >= 0) {
                    values.computeIfAbsent(part.getKey(), name -> new double[times])[i] = part.getValue();
                }
            }
        }
        Map<String, Result> results = new LinkedHashMap<>();
        values.forEach((name, all) -> results.put(name, result(all)));
        results.put(COLD, cold(model, out, times));
        return results;
    }

    private static Result result(double[] values) {
        return Result.of(Arrays.stream(values).mapToObj(List::of).toList());
    }

    /** Measures {@code wgan sample} with an empty page cache. */
    private Result cold(Path model, Path out, int times) {
        double[] values = new double[times];
        try {
            for (int i = 0; i < times; i++) {
                cache.drop();
                values[i] = time(launch(model, out));
            }
        } catch (PeerException e) {
            return Result.missing(String.valueOf(e.getMessage()));
        }
        return result(values);
    }

    private static double time(List<String> command) throws PeerException {
        long start = System.nanoTime();
        run(command);
        return (System.nanoTime() - start) / NANOS_IN_MILLI;
    }

    private List<String> launch(Path model, Path out) {
        return List.of(sample(model, out, launcher.toString()));
    }

    /** Returns the arguments of the command after those that start it. */
    private static String[] sample(Path model, Path out, String... start) {
        List<String> arguments = new ArrayList<>(List.of(start));
        arguments.addAll(List.of("sample", "--model", model.toString(), "--out", out.toString()));
        return arguments.toArray(String[]::new);
    }

    private void split(Path model, Path out, Map<String, Double> parts) throws PeerException {
        long start = System.nanoTime();
        List<String> printed = run(java(
                "--add-modules",
                "wgan.cli", // the same modules are resolved, used or not
                "-cp",
                classes.toString(),
                StartUpProgram.class.getName(),
                Instant.now().toString(),
                model.toString(),
                out.toString()));
        double whole = (System.nanoTime() - start) / NANOS_IN_MILLI;
        if (printed.size() != PARTS.size()) {
            throw new PeerException("StartUpProgram printed " + printed + ", expected the times of " + PARTS);
        }
        double rest = whole;
        for (int i = 0; i < PARTS.size(); i++) {
            double part = Long.parseLong(printed.get(i)) / NANOS_IN_MILLI;
            parts.put(PARTS.get(i), part);
            rest -= part;
        }
        parts.put(REST, rest);
        parts.put("sum", whole);
    }

    /** Returns the command line of {@code wgan} without its launcher, with other arguments. */
    private List<String> java(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=wgan.torch,wgan.mpi,wgan.nccl",
                "-p",
                modules.toString()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> run(List<String> command) throws PeerException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        PeerEnvironment.replace(builder.environment(), Map.of());
        return Command.run(builder, LIMIT);
    }
}
