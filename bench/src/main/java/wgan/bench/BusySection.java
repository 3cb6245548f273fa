package wgan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import wgan.bench.Comparison.MeasurementPlan;

/** Measures the iteration while other processes keep half of the processors busy, beside the quiet machine. */
final class BusySection {
    private static final String QUIET = "_quiet";
    private static final String BUSY = "_busy";
    private static final MeasurementPlan PLAN = new MeasurementPlan(2, 6, 2, Duration.ofMinutes(2));

    private BusySection() {}

    /**
     * Measures the peers, first on the quiet machine, then on the busy one.
     *
     * @param peers whose names end with {@code _quiet} or {@code _busy} in the results
     * @param spinning the number of busy processors
     */
    static Section measure(List<Peer> peers, Comparison comparison, int spinning) throws IOException {
        Map<String, Result> quiet = comparison.run(peers, PLAN);
        Map<String, Result> busy = busy(peers, comparison, spinning);
        Map<String, Result> results = new LinkedHashMap<>();
        for (Peer peer : peers) {
            results.put(peer.name() + QUIET, quiet.getOrDefault(peer.name(), Result.missing("it was not measured")));
            results.put(peer.name() + BUSY, busy.getOrDefault(peer.name(), Result.missing("it was not measured")));
        }
        List<Column> columns = new ArrayList<>(Column.summary("median ms", "%.1f"));
        columns.add(new Column("busy / quiet", "%.2f", (name, result) -> slowdown(results, name)));
        return new Section("busy", spinning + " busy processor(s) beside", results, columns);
    }

    private static Map<String, Result> busy(List<Peer> peers, Comparison comparison, int spinning) throws IOException {
        List<SpinningProcess> processes = new ArrayList<>();
        try {
            for (int i = 0; i < spinning; i++) {
                processes.add(SpinningProcess.start());
            }
            return comparison.run(peers, PLAN);
        } catch (PeerException e) {
            Map<String, Result> missing = new LinkedHashMap<>();
            peers.forEach(peer -> missing.put(peer.name(), Result.missing(String.valueOf(e.getMessage()))));
            return missing;
        } finally {
            processes.forEach(SpinningProcess::close);
        }
    }

    private static @Nullable Double slowdown(Map<String, Result> results, String name) {
        if (!name.endsWith(BUSY)) {
            return null;
        }
        Summary busy = results.get(name).summary();
        Summary quiet = results.get(name.substring(0, name.length() - BUSY.length()) + QUIET)
                .summary();
        return busy == null || quiet == null ? null : (Double) (busy.median() / quiet.median());
    }
}
