package wgan.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wgan.bench.OneDnnTrace.Execution;

/**
 * Measures which part of our iteration oneDNN takes, by its own account. The time of the iteration is that of the same process, so
 * both include the printing of oneDNN's lines.
 */
final class OneDnn {
    /** The key of the section with the parts of the iteration. */
    static final String KEY = "onednn";

    private static final String WHOLE = "_iteration";
    private static final String INSIDE = "_onednn";
    private static final String OUTSIDE = "_outside";

    private static final int TOP = 12;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 8;
    private static final int ITERATIONS = 3;

    private final Map<String, Result> parts = new LinkedHashMap<>();
    private final Map<String, Result> primitives = new LinkedHashMap<>();
    private final Map<String, Double> calls = new LinkedHashMap<>();

    /** The rounds of one precision: values of each iteration. */
    private static final class Rounds {
        final List<List<Double>> whole = new ArrayList<>();
        final List<List<Double>> inside = new ArrayList<>();
        final List<List<Double>> outside = new ArrayList<>();
        final List<OneDnnTrace> traces = new ArrayList<>();

        void add(List<Double> times, List<OneDnnTrace> measured) throws PeerException {
            if (measured.size() != times.size()
                    || measured.stream().anyMatch(trace -> trace.executions().isEmpty())) {
                throw new PeerException("oneDNN printed no lines for some iterations");
            }
            List<Double> oneDnn =
                    measured.stream().map(OneDnnTrace::milliseconds).toList();
            List<Double> rest = new ArrayList<>();
            for (int i = 0; i < times.size(); i++) {
                rest.add(times.get(i) - oneDnn.get(i));
            }
            whole.add(times);
            inside.add(oneDnn);
            outside.add(rest);
            traces.addAll(measured);
        }
    }

    /**
     * Measures one precision.
     *
     * @param precision {@code auto}, {@code fp32} or {@code bf16}
     * @param batch images in a batch
     * @param logs the folder for the standard error of the process
     */
    void measure(String precision, int batch, Path logs) {
        Peer peer = Peer.java("onednn_" + precision, "traced", precision, batch).with(Map.of("ONEDNN_VERBOSE", "1"));
        Rounds rounds = new Rounds();
        try (PeerProcess process = PeerProcess.start(peer, logs.resolve(peer.name() + ".log"))) {
            process.measure(WARM_UP);
            for (int round = 0; round < ROUNDS; round++) {
                List<Double> times = process.measure(ITERATIONS).values();
                rounds.add(times, OneDnnTrace.iterations(process.trace()));
            }
        } catch (PeerException e) {
            parts.put(precision + WHOLE, Result.missing(String.valueOf(e.getMessage())));
            return;
        }
        add(precision, rounds);
    }

    /** Adds the results of the rounds of a precision. */
    private void add(String precision, Rounds rounds) {
        parts.put(precision + WHOLE, Result.of(rounds.whole));
        parts.put(precision + INSIDE, Result.of(rounds.inside));
        parts.put(precision + OUTSIDE, Result.of(rounds.outside));
        addPrimitives(precision, rounds.traces);
    }

    /** Keeps the primitives that take the longest time in an iteration. */
    private void addPrimitives(String precision, List<OneDnnTrace> traces) {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        for (OneDnnTrace trace : traces) {
            Map<String, Double> sums = new LinkedHashMap<>();
            for (Execution execution : trace.executions()) {
                String name = precision + " " + execution.primitive();
                sums.merge(name, execution.milliseconds(), Double::sum);
                calls.merge(name, 1.0 / traces.size(), Double::sum);
            }
            sums.forEach((name, sum) ->
                    times.computeIfAbsent(name, key -> new ArrayList<>()).add(sum));
        }
        Comparator<Map.Entry<String, List<Double>>> byTime =
                Comparator.comparingDouble(entry -> Summary.of(entry.getValue()).median());
        times.entrySet().stream()
                .sorted(byTime.reversed())
                .limit(TOP)
                .forEach(entry -> primitives.put(entry.getKey(), Result.of(List.of(entry.getValue()))));
    }

    /** Returns the sections of what was measured: the parts of the iteration, and the longest primitives. */
    List<Section> sections() {
        List<Column> longest = new ArrayList<>(List.of(new Column("calls", "%.1f", (name, result) -> calls.get(name))));
        longest.addAll(Column.summary("median ms", "%.2f"));
        return List.of(
                new Section(KEY, "oneDNN's part of an iteration", parts, Column.summary("median ms", "%.1f")),
                new Section("onednn_primitives", "longest primitives, of an iteration", primitives, longest));
    }

    /** Returns the time outside oneDNN in milliseconds, from the results of the first section. */
    static @Nullable Quantity outside(Map<String, Result> results, String precision) {
        return Quantity.time(results, precision + OUTSIDE);
    }

    /** Returns the time of the iteration divided by that of oneDNN, from the results of the first section. */
    static @Nullable Quantity ratio(Map<String, Result> results, String precision) {
        return Quantity.ratio(Quantity.time(results, precision + WHOLE), Quantity.time(results, precision + INSIDE));
    }
}
