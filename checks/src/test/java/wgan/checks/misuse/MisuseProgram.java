package wgan.checks.misuse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Executable;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import wgan.model.Network;
import wgan.torch.Tensor;
import wgan.torch.TorchException;
import wgan.train.Trainer;

/**
 * Makes random calls of the public API and checks what they do: an exception of a documented kind at most, no tensor left open,
 * and no growth of the process. A seed repeats the calls, but not the moment at which a race closes an argument.
 *
 * <p>Arguments: seed, number of calls, folder for files, and {@code trace} to print every call.
 */
public final class MisuseProgram {
    /** The file in which a process that ended abruptly, or hangs, has its last call. */
    static final String LAST_CALL = "last-call";

    private static final int CALLS_PER_EPISODE = 250;
    private static final int LINE = 4096;
    private static final long SLOW_NANOS = 60_000_000_000L;
    private static final int MAX_FAULTS = 40;

    private static final Set<Class<?>> DOCUMENTED = Set.of(
            IllegalArgumentException.class,
            IllegalStateException.class,
            IndexOutOfBoundsException.class,
            UnsupportedOperationException.class,
            WrongThreadException.class,
            TorchException.class,
            IOException.class,
            UncheckedIOException.class);

    private final Path folder;
    private final boolean isTraced;
    private final List<List<Executable>> api;
    private final List<Executable> torch = PublicApi.of(Tensor.class);
    private final List<Executable> makers = new ArrayList<>();
    private final MappedByteBuffer lastCall;
    private final ExecutorService foreign = Executors.newSingleThreadExecutor(MisuseProgram::daemon);
    private final ExecutorService racer = Executors.newSingleThreadExecutor(MisuseProgram::daemon);
    private final Map<String, String> faults = new LinkedHashMap<>();
    private final Set<Executable> called = new HashSet<>();
    private final Set<Executable> returned = new HashSet<>();
    private final Map<String, Integer> thrown = new HashMap<>();
    private String description = "";
    private long returns;
    private long slowest;
    private String slowestCall = "";

    private MisuseProgram(Path folder, boolean isTraced) throws IOException {
        this.folder = folder;
        this.isTraced = isTraced;
        List<Executable> model = PublicApi.of(Network.class);
        List<Executable> train = PublicApi.of(Trainer.class);
        // Most calls are of the binding, which could do the most harm; a call of the trainer takes the longest.
        api = List.of(torch, torch, torch, torch, torch, model, model, train);
        Stream.of(torch, model, train).forEach(makers::addAll);
        try (FileChannel file = FileChannel.open(
                folder.resolve(LAST_CALL),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            lastCall = file.map(MapMode.READ_WRITE, 0, LINE);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "other");
        thread.setDaemon(true);
        return thread;
    }

    /** Runs the calls; exits with 1 if there are faults. */
    public static void main(String... args) throws Exception {
        Path folder = Path.of(args[2]);
        var program = new MisuseProgram(folder, args.length > 3);
        program.run(Long.parseLong(args[0]), Integer.parseInt(args[1]));
        program.faults.values().forEach(System.out::println);
        System.exit(program.faults.isEmpty() ? 0 : 1);
    }

    private void run(long seed, int calls) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        long settled = 0;
        int done = 0;
        while (done < calls && faults.size() < MAX_FAULTS) {
            int count = Math.min(CALLS_PER_EPISODE, calls - done);
            episode(random.split(), count);
            done += count;
            if (settled == 0 && done >= calls / 4) {
                settled = residentBytes();
            }
        }
        long resident = residentBytes();
        System.out.printf(
                "seed %d: %d calls, %d returned, %d of %d methods called, %d returned at least once; resident %d MiB after a"
                        + " quarter, %d MiB at the end; slowest %d ms: %s; thrown %s%n",
                seed,
                done,
                returns,
                called.size(),
                makers.size(),
                returned.size(),
                settled >> 20,
                resident >> 20,
                slowest / 1_000_000,
                slowestCall,
                thrown);
    }

    private void episode(SplittableRandom random, int calls) throws IOException, InterruptedException {
        long before = Tensor.liveCount();
        Path files = Files.createTempDirectory(folder, "episode");
        boolean isScoped = random.nextInt(4) > 0;
        Episode episode = new Episode(random, isScoped, isScoped ? makers : torch, files, foreign, racer);
        List<String> trace = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            List<Executable> module = isScoped ? api.get(random.nextInt(api.size())) : torch;
            Executable executable = module.get(random.nextInt(module.size()));
            long start = System.nanoTime();
            Episode.Outcome outcome = episode.call(executable, this::log);
            long nanos = System.nanoTime() - start;
            if (outcome == null) {
                i--;
                continue;
            }
            called.add(executable);
            trace.add(description);
            if (nanos > slowest) {
                slowest = nanos;
                slowestCall = description;
            }
            if (nanos > SLOW_NANOS) {
                fault("slow " + executable, "took " + nanos / 1_000_000 + " ms: " + description, null);
            }
            judge(executable, outcome);
            if (outcome.leaked() > 0) {
                fault(
                        "left " + executable,
                        outcome.leaked() + " tensors are open that no one can close: " + description,
                        outcome.thrown());
            }
        }
        episode.close();
        delete(files);
        long after = Tensor.liveCount();
        if (after != before) {
            fault("leak", (after - before) + " tensors are open after:\n  " + String.join("\n  ", trace), null);
        }
    }

    private void log(String text) {
        description = text;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        lastCall.put(0, bytes, 0, Math.min(bytes.length, LINE - 1));
        lastCall.put(Math.min(bytes.length, LINE - 1), (byte) 0);
        if (isTraced) {
            System.out.println(text);
        }
    }

    private void judge(Executable executable, Episode.Outcome outcome) {
        Throwable e = outcome.thrown();
        if (e == null) {
            returned.add(executable);
            returns++;
            return;
        }
        thrown.merge(e.getClass().getSimpleName(), 1, Integer::sum);
        boolean isDocumented = DOCUMENTED.stream().anyMatch(kind -> kind.isInstance(e))
                || (e instanceof NullPointerException && outcome.mayBeNull())
                || isOutOfMemory(e);
        if (!isDocumented) {
            String place = Stream.of(e.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("wgan."))
                    .findFirst()
                    .map(StackTraceElement::toString)
                    .orElse("");
            fault(e.getClass() + " " + place, description, e);
        }
    }

    /** Returns whether it is the refusal of an array that the JVM's heap cannot hold. */
    private static boolean isOutOfMemory(Throwable e) {
        return e instanceof OutOfMemoryError
                && e.getMessage() != null
                && (e.getMessage().contains("Java heap space") || e.getMessage().contains("array size"));
    }

    private void fault(String key, String text, Throwable e) {
        StringBuilder report = new StringBuilder("FAULT ").append(text);
        if (e != null) {
            report.append("\n  ").append(e);
            Stream.of(e.getStackTrace())
                    .limit(8)
                    .forEach(frame -> report.append("\n    at ").append(frame));
        }
        faults.putIfAbsent(key, report.toString());
    }

    private static long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
