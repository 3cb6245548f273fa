package wgan.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wgan.bench.Protocol.Answer;

/**
 * Measures peers in turns, so that other load on the machine slows down all of them. The order changes from round to round: after as
 * many rounds as there are peers, each peer had each position once; see {@link TurnOrder}.
 *
 * @param logs the folder for the standard error of the peers
 * @param progress receives a line for each step
 */
record Comparison(Path logs, PrintWriter progress) {
    /**
     * How much is measured.
     *
     * @param warmUp iterations of each peer before the first round
     * @param rounds the number of rounds; each peer measures once in a round
     * @param iterations of a peer in a round
     * @param limit after this time no further round begins; there is always one round
     */
    record MeasurementPlan(int warmUp, int rounds, int iterations, Duration limit) {}

    /**
     * Measures the peers and returns the results by name, in the order of the peers. A peer that does not start, fails later or exceeds
     * its time limit has a {@linkplain Result#missing() missing} result.
     */
    Map<String, Result> run(List<Peer> peers, MeasurementPlan plan) throws IOException {
        Files.createDirectories(logs);
        long start = System.nanoTime();
        List<RunningPeer> running = new ArrayList<>();
        try {
            for (Peer peer : peers) {
                RunningPeer runningPeer = new RunningPeer(peer.name());
                running.add(runningPeer);
                runningPeer.start(peer, plan.warmUp());
            }
            for (int round = 0; round < plan.rounds(); round++) {
                if (round > 0 && System.nanoTime() - start > plan.limit().toNanos()) {
                    progress.println("stopping at the time limit, after " + round + " of " + plan.rounds() + " rounds");
                    break;
                }
                for (int turn : TurnOrder.of(running.size(), round)) {
                    running.get(turn).measure(plan.iterations());
                }
                progress.println("round " + (round + 1) + ": "
                        + running.stream().map(RunningPeer::toString).collect(Collectors.joining("  ")));
            }
        } finally {
            running.forEach(RunningPeer::stop);
        }
        Map<String, Result> results = new LinkedHashMap<>();
        running.forEach(peer -> results.put(peer.name, peer.result()));
        return results;
    }

    /** A peer and its answers. */
    private final class RunningPeer {
        private final String name;
        private final List<Answer> answers = new ArrayList<>();
        private @Nullable PeerProcess process;
        private String engine = "";
        private String missing = "it was not measured";

        RunningPeer(String name) {
            this.name = name;
        }

        void start(Peer peer, int warmUp) {
            progress.println("starting " + name);
            try {
                process = PeerProcess.start(peer, logs.resolve(name + ".log"));
                engine = process.engine();
                process.measure(warmUp);
            } catch (PeerException e) {
                drop(e);
            }
        }

        void measure(int iterations) {
            if (process != null) {
                try {
                    answers.add(process.measure(iterations));
                } catch (PeerException e) {
                    drop(e);
                }
            }
        }

        private void drop(PeerException e) {
            missing = String.valueOf(e.getMessage());
            progress.println(name + " is skipped: " + missing);
            stop();
            answers.clear();
        }

        void stop() {
            if (process != null) {
                process.close();
                process = null;
            }
        }

        Result result() {
            if (answers.isEmpty()) {
                return Result.missing(missing);
            }
            List<List<Double>> values = answers.stream().map(Answer::values).toList();
            List<Double> heap = present(Answer::heapBytes);
            return new Result(
                    null,
                    engine,
                    Result.of(values).summary(),
                    values,
                    heap.isEmpty() ? null : (Double) Summary.of(heap).median(),
                    present(Answer::pageFaults),
                    answers.getLast().peakResidentBytes());
        }

        private List<Double> present(Function<Answer, @Nullable Double> number) {
            return answers.stream().map(number).filter(Objects::nonNull).toList();
        }

        /** Returns the name and the median of the last round. */
        @Override
        public String toString() {
            return answers.isEmpty()
                    ? name + " –"
                    : String.format(
                            Locale.ROOT,
                            "%s %.1f",
                            name,
                            Summary.of(answers.getLast().values()).median());
        }
    }
}
