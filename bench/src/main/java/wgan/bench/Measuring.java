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
import wgan.bench.Comparison.Effort;
import wgan.data.DataOptions;
import wgan.model.GeneratorArchitecture;
import wgan.model.Network;
import wgan.model.SafeTensors;
import wgan.random.Seed;
import wgan.torch.DType;
import wgan.torch.Device;
import wgan.train.TrainingConfig;

/** The sections of the benchmark, each measured when it is asked for. */
final class Measuring {
    /** All but the iteration, in their order. */
    static final List<String> SECTIONS = List.of("calls", "batches", "threads", "samples", "start");

    private static final int BATCH = TrainingConfig.lab().batchSize();
    private static final int[] BATCHES = {16, 32, 64, 128, 256, 512, 1024};
    private static final int LINEAR_FROM = 64; // the batch beyond which time should grow linearly
    private static final int STARTS = 5;

    private static final Effort TUNING = new Effort(1, 2, 2, Duration.ofSeconds(30));
    private static final Effort BATCH_SIZES = new Effort(2, 2, 3, Duration.ofMinutes(1));
    private static final Effort SMALL = new Effort(3, 3, 5, Duration.ofMinutes(1));

    private final Machine machine;
    private final Path root;
    private final Path target;
    private final Comparison comparison;
    private final PrintWriter progress;

    /**
     * Measures on this machine.
     *
     * @param root of the project
     * @param progress is told how it goes
     */
    Measuring(Machine machine, Path root, PrintWriter progress) {
        this.machine = machine;
        this.root = root;
        this.progress = progress;
        target = root.resolve("bench/target");
        comparison = new Comparison(target.resolve("logs"), progress);
    }

    /** The variables with which libtorch's autograd is fastest here. */
    Map<String, String> bestTuning() throws IOException {
        List<Map<String, String>> tunings = Lineup.tunings(machine.cores());
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < tunings.size(); i++) {
            peers.add(Peer.java("tuning-" + i, "autograd", BATCH).with(tunings.get(i)));
        }
        Map<String, Result> results = comparison.run(peers, TUNING);
        Map<String, String> best = tunings.getFirst();
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < tunings.size(); i++) {
            Double time = Lineup.figure(results, peers.get(i).name());
            if (time != null && time < least) {
                least = time;
                best = tunings.get(i);
            }
        }
        return best;
    }

    /**
     * The whole iteration.
     *
     * @param names of peers
     * @param tuning the variables of {@code javacpp_tuned}
     * @param makePython whether PyTorch may be installed for it
     */
    Section iteration(List<String> names, Map<String, String> tuning, boolean makePython, Effort effort)
            throws IOException {
        PythonEnvironment python = PythonEnvironment.in(DataOptions.defaults().cache());
        Lineup lineup =
                new Lineup(BATCH, machine.cores(), tuning, python.python(), root.resolve("bench/pytorch_peer.py"));
        List<String> present = new ArrayList<>(names);
        Result withoutPython = Result.missing("it was not asked");
        if (names.stream().anyMatch(Lineup.PYTORCH::contains)) {
            try {
                python.prepare("python3", makePython, progress);
            } catch (PeerException e) {
                withoutPython = Result.missing(String.valueOf(e.getMessage()));
                progress.println(e.getMessage());
                present.removeAll(Lineup.PYTORCH);
            }
        }
        Map<String, Result> measured =
                comparison.run(present.stream().map(lineup::peer).toList(), effort);
        Map<String, Result> results = new LinkedHashMap<>();
        for (String name : names) {
            results.put(name, measured.getOrDefault(name, withoutPython));
        }
        List<Column> columns = new ArrayList<>(Column.spread("median ms", "%.1f"));
        columns.add(Column.ratio(results, Lineup.AUTO));
        columns.add(Column.ratio(results, Lineup.FP32));
        columns.add(Column.memory());
        columns.add(Column.heap());
        return new Section(Report.ITERATION, "iteration, batch " + BATCH, results, columns);
    }

    /** One of the {@link #SECTIONS}. */
    Section section(String name) throws IOException {
        return switch (name) {
            case "calls" -> calls();
            case "batches" -> batches();
            case "threads" -> threads();
            case "samples" -> samples();
            case "start" -> start();
            default -> throw new IllegalArgumentException("there is no section " + name + ", but " + SECTIONS);
        };
    }

    /** Our training by the size of the batch. */
    private Section batches() throws IOException {
        Map<String, Result> results = new LinkedHashMap<>();
        for (int batch : BATCHES) { // one after the other: together they would need a lot of memory
            Peer peer = Peer.java("batch-" + batch, "training", Lineup.AUTO, batch);
            Result result = comparison.run(List.of(peer), BATCH_SIZES).get(peer.name());
            results.put(Integer.toString(batch), result);
        }
        List<Column> columns = new ArrayList<>(Column.spread("median ms", "%.1f"));
        columns.add(new Column(
                "ms per " + LINEAR_FROM,
                "%.1f",
                (name, result) -> result.spread() == null
                        ? null
                        : (Double) (result.spread().median() * LINEAR_FROM / Integer.parseInt(name))));
        columns.add(Column.memory());
        return new Section("batches", "auto, by batch size", results, columns);
    }

    /** Our training by the number of threads. */
    private Section threads() throws IOException {
        List<Peer> peers = Stream.of(1, 2)
                .flatMap(threads -> Stream.of(Lineup.AUTO, Lineup.FP32)
                        .map(precision ->
                                Peer.java(precision + "_threads_" + threads, "training", precision, BATCH, threads)))
                .toList();
        return new Section(
                "threads",
                "by threads, batch " + BATCH,
                comparison.run(peers, SMALL),
                Column.spread("median ms", "%.1f"));
    }

    /** The way from Java to libtorch and back. */
    private Section calls() throws IOException {
        List<Peer> peers = List.of(Peer.java("new_tensor", "calls", "new"), Peer.java("in_place", "calls", "in-place"));
        return new Section(
                "calls", "one operator call", comparison.run(peers, SMALL), Column.spread("median ns", "%.0f"));
    }

    /** Drawing with a trained generator. */
    private Section samples() throws IOException {
        Peer peer = Peer.java("draw", "drawing", model());
        return new Section(
                "samples", "drawing digits", comparison.run(List.of(peer), SMALL), Column.spread("median / s", "%.0f"));
    }

    /** From nothing to a image. */
    private Section start() throws IOException {
        StartUp start = StartUp.of(root.resolve("modules/cli/target/modules"));
        Map<String, Result> results;
        progress.println("starting wgan sample " + STARTS + " times");
        try {
            results = start.measure(model(), target.resolve("digits.png"), STARTS);
        } catch (PeerException e) {
            results = Map.of("wgan_sample", Result.missing(String.valueOf(e.getMessage())));
        }
        return new Section("start", "cold start, 64 digits", results, Column.spread("median ms", "%.0f"));
    }

    /** A generator that has learnt nothing: it draws as fast as any. */
    private Path model() throws IOException {
        Path file = target.resolve("untrained.safetensors");
        try (var network = new Network(
                        GeneratorArchitecture.CONVOLUTIONAL.layers(
                                TrainingConfig.lab().latentDim()),
                        DType.F32,
                        Device.CPU);
                var out = Files.newOutputStream(file)) {
            network.initialize(new Seed(0), 0);
            SafeTensors.write(out, network.state(), Map.of());
        }
        return file;
    }
}
