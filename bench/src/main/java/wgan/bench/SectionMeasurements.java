package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import wgan.bench.Comparison.MeasurementPlan;
import wgan.data.DataOptions;
import wgan.image.ImageShape;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.ObjectiveType;
import wgan.train.TrainingConfig;

/** Measures the sections of the benchmark. */
final class SectionMeasurements {
    /** The key of the section that measures the Java heap. */
    static final String HEAP = "heap";

    /** All sections except the iteration, in their order. */
    static final List<String> SECTIONS = List.of(
            "calls",
            "batches",
            "objectives",
            ShapeSection.KEY,
            "threads",
            "samples",
            OneDnn.KEY,
            HEAP,
            "busy",
            "start");

    private static final int BATCH = TrainingConfig.defaults().batchSize();
    private static final int[] BATCHES = {16, 32, 64, 128, 256, 512, 1024};
    private static final int LINEAR_FROM = 64; // images; for larger batches the time should grow linearly
    private static final int STARTS = 5;

    private static final MeasurementPlan TUNING = new MeasurementPlan(1, 2, 2, Duration.ofSeconds(30));
    private static final MeasurementPlan BATCH_SIZES = new MeasurementPlan(2, 2, 3, Duration.ofMinutes(1));
    private static final MeasurementPlan OBJECTIVES = new MeasurementPlan(10, 12, 3, Duration.ofMinutes(6));
    private static final MeasurementPlan SMALL = new MeasurementPlan(3, 3, 5, Duration.ofMinutes(1));

    private static final int BLOCKS = 8;
    private static final int HEAP_ITERATIONS = BLOCKS * HeapUse.BLOCK;
    private static final MeasurementPlan HEAP_BLOCKS = new MeasurementPlan(1, 1, BLOCKS, Duration.ofMinutes(1));
    private static final Duration HEAP_LIMIT = Duration.ofMinutes(8); // all blocks are one answer
    private static final double KIB = 1024;

    private final Machine machine;
    private final Path root;
    private final Path target;
    private final Comparison comparison;
    private final PrintWriter progress;

    /**
     * Creates the measurements on this machine.
     *
     * @param root the root folder of the project
     * @param progress receives a line for each step
     */
    SectionMeasurements(Machine machine, Path root, PrintWriter progress) {
        this.machine = machine;
        this.root = root;
        this.progress = progress;
        target = root.resolve("bench/target");
        comparison = new Comparison(target.resolve("logs"), progress);
    }

    /** Finds the environment variables with which libtorch's autograd is fastest on this machine. */
    Map<String, String> bestTuning() throws IOException {
        List<Map<String, String>> tunings = IterationPeers.tunings(machine.cores());
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < tunings.size(); i++) {
            peers.add(Peer.java("tuning-" + i, "autograd", BATCH).with(tunings.get(i)));
        }
        Map<String, Result> results = comparison.run(peers, TUNING);
        Map<String, String> best = tunings.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tunings.size(); i++) {
            Quantity time = Quantity.time(results, peers.get(i).name());
            if (time != null && time.value() < least) {
                least = time.value();
                best = tunings.get(i);
            }
        }
        return best;
    }

    /**
     * Measures a whole training iteration.
     *
     * @param names the peers
     * @param tuning the environment variables of {@code javacpp_tuned}
     * @param mayInstall whether PyTorch is installed if it is missing
     * @param plan how much is measured
     */
    Section iteration(List<String> names, Map<String, String> tuning, boolean mayInstall, MeasurementPlan plan)
            throws IOException {
        IterationPeers peers = peers(tuning);
        List<String> present = new ArrayList<>(names);
        Result withoutPython = Result.missing("it was not measured");
        if (names.stream().anyMatch(IterationPeers.PYTORCH::contains)) {
            try {
                peers.python().prepare("python3", mayInstall, progress);
            } catch (PeerException e) {
                withoutPython = Result.missing(String.valueOf(e.getMessage()));
                progress.println(e.getMessage());
                present.removeAll(IterationPeers.PYTORCH);
            }
        }
        Map<String, Result> measured =
                comparison.run(present.stream().map(peers::peer).toList(), plan);
        Map<String, Result> results = new LinkedHashMap<>();
        for (String name : names) {
            results.put(name, measured.getOrDefault(name, withoutPython));
        }
        List<Column> columns = new ArrayList<>(Column.summary("median ms", "%.1f"));
        columns.add(Column.ratio(results, IterationPeers.AUTO));
        columns.add(Column.ratio(results, IterationPeers.FP32));
        columns.add(Column.memory());
        columns.add(Column.heap());
        columns.add(Column.pageFaults());
        return new Section(Report.ITERATION, "iteration, batch " + BATCH, results, columns);
    }

    private IterationPeers peers(Map<String, String> tuning) {
        PythonEnvironment python = PythonEnvironment.in(DataOptions.defaults().cache());
        return new IterationPeers(BATCH, machine.cores(), tuning, python, root.resolve("bench/pytorch_peer.py"));
    }

    /** Measures one of the {@link #SECTIONS}; the result may have several tables. */
    List<Section> section(String name) throws IOException {
        return switch (name) {
            case "calls" -> List.of(calls());
            case "batches" -> List.of(batches());
            case "objectives" -> List.of(objectives());
            case ShapeSection.KEY -> List.of(ShapeSection.measure(comparison, BATCH));
            case "threads" -> List.of(threads());
            case "samples" -> List.of(samples());
            case OneDnn.KEY -> oneDnn();
            case HEAP -> List.of(heap());
            case "busy" -> List.of(busy());
            case "start" -> List.of(start());
            default -> throw new IllegalArgumentException("no section " + name + ", expected one of " + SECTIONS);
        };
    }

    /** Measures our training by batch size. */
    private Section batches() throws IOException {
        Map<String, Result> results = new LinkedHashMap<>();
        for (int batch : BATCHES) { // one after the other, because of their memory
            Peer peer = Peer.java("batch-" + batch, "training", IterationPeers.AUTO, batch);
            Result result = comparison.run(List.of(peer), BATCH_SIZES).get(peer.name());
            results.put(Integer.toString(batch), result);
        }
        List<Column> columns = new ArrayList<>(Column.summary("median ms", "%.1f"));
        columns.add(new Column(
                "ms per " + LINEAR_FROM,
                "%.1f",
                (name, result) -> result.summary() == null
                        ? null
                        : (Double) (result.summary().median() * LINEAR_FROM / Integer.parseInt(name))));
        columns.add(Column.memory());
        return new Section("batches", "auto, by batch size", results, columns);
    }

    /** Measures our training by objective, with default options, and beside it the lab in PyTorch. */
    private Section objectives() throws IOException {
        List<Peer> measured = new ArrayList<>();
        for (ObjectiveType objective : ObjectiveType.values()) {
            measured.add(Peer.java(objective.toString(), "training-objective", IterationPeers.AUTO, BATCH, objective));
        }
        IterationPeers peers = peers(Map.of());
        if (peers.python().exists()) {
            measured.add(peers.peer(IterationPeers.PYTORCH_EAGER_FP32));
            measured.add(peers.peer(IterationPeers.PYTORCH_COMPILE));
        }
        return new Section(
                "objectives",
                "by objective, batch " + BATCH,
                comparison.run(measured, OBJECTIVES),
                Column.summary("median ms", "%.1f"));
    }

    /** Measures our training by number of threads. */
    private Section threads() throws IOException {
        List<Peer> peers = Stream.of(1, 2)
                .flatMap(threads -> Stream.of(IterationPeers.AUTO, IterationPeers.FP32)
                        .map(precision ->
                                Peer.java(precision + "_threads_" + threads, "training", precision, BATCH, threads)))
                .toList();
        return new Section(
                "threads",
                "by number of threads, batch " + BATCH,
                comparison.run(peers, SMALL),
                Column.summary("median ms", "%.1f"));
    }

    /** Measures the call of an operator from Java. */
    private Section calls() throws IOException {
        List<Peer> peers = List.of(Peer.java("new_tensor", "calls", "new"), Peer.java("in_place", "calls", "in-place"));
        return new Section(
                "calls", "one operator call", comparison.run(peers, SMALL), Column.summary("median ns", "%.0f"));
    }

    /** Measures how fast a generator generates images. */
    private Section samples() throws IOException {
        Peer peer = Peer.java("sample", "sampling", model());
        return new Section(
                "samples",
                "generating images",
                comparison.run(List.of(peer), SMALL),
                Column.summary("median / s", "%.0f"));
    }

    /** Measures oneDNN's part of our training. */
    private List<Section> oneDnn() throws IOException {
        OneDnn measurement = new OneDnn();
        Files.createDirectories(comparison.logs());
        for (String precision : List.of(IterationPeers.AUTO, IterationPeers.FP32)) {
            progress.println("tracing oneDNN in " + precision);
            measurement.measure(precision, BATCH, comparison.logs());
        }
        return measurement.sections();
    }

    /** Measures the Java heap during many iterations. */
    private Section heap() throws IOException {
        Peer peer = Peer.java(IterationPeers.AUTO, "heap", IterationPeers.AUTO, BATCH)
                .within(HEAP_LIMIT);
        Column used = Column.ofSummary("live KiB", "%.1f", summary -> summary.median() / KIB);
        Map<String, Result> results = comparison.run(List.of(peer), HEAP_BLOCKS);
        Column growth = new Column("bytes more in an iteration", "%.0f", (name, result) -> {
            Quantity bytes = HeapGrowth.of(results, name);
            return bytes == null ? null : (Double) bytes.value();
        });
        return new Section(HEAP, "Java heap, " + HEAP_ITERATIONS + " iterations", results, List.of(used, growth));
    }

    /** Measures the iteration on a busy machine. */
    private Section busy() throws IOException {
        IterationPeers peers = peers(Map.of());
        List<Peer> measured = new ArrayList<>(List.of(
                peers.peer(IterationPeers.AUTO),
                Peer.java("auto_threads_1", "training", IterationPeers.AUTO, BATCH, 1)));
        if (peers.python().exists()) {
            measured.add(peers.peer(IterationPeers.PYTORCH_AUTOCAST));
            measured.add(peers.peer(IterationPeers.PYTORCH_TUNED_BF16));
        }
        return BusySection.measure(measured, comparison, Math.max(1, machine.cores() / 2));
    }

    /** Measures the time from the start of the process to the image file. */
    private Section start() throws IOException {
        StartUp start = StartUp.of(root);
        Map<String, Result> results;
        progress.println("starting wgan sample " + STARTS + " times");
        try {
            results = start.measure(model(), target.resolve("digits.png"), STARTS);
        } catch (PeerException e) {
            results = Map.of("wgan_sample", Result.missing(String.valueOf(e.getMessage())));
        }
        return new Section("start", "start, 64 digits", results, Column.summary("median ms", "%.0f"));
    }

    /** Writes the file of an untrained generator, which is as fast as a trained one. */
    private Path model() throws IOException {
        Path file = target.resolve("untrained.safetensors");
        try (var network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(
                                TrainingConfig.defaults().latentDim(), ImageShape.MNIST),
                        DType.F32,
                        Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), Map.of());
        }
        return file;
    }
}
