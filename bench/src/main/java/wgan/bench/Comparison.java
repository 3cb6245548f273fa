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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import wgan.bench.Protocol.Answer;

/**
 * Peers that measure in turns: A, B, C, A, B, C, … so that whatever else the machine does falls on all of them.
 *
 * @param logs the folder for what peers print beside their answers
 * @param progress is told how it goes
 */
record Comparison(Path logs, PrintWriter progress) {
    /**
     * How much is measured.
     *
     * @param warmUp iterations of each peer before the first round
     * @param rounds turns of each peer
     * @param iterations of a peer in each of its turns
     * @param limit after which no further round begins; the first one is always played
     */
    record Effort(int warmUp, int rounds, int iterations, Duration limit) {}

    /** The results by name, in the order of the peers; a peer that cannot be had, or fails on the way, is missing. */
    Map<String, Result> run(List<Peer> peers, Effort effort) throws IOException {
        Files.createDirectories(logs);
        long start = System.nanoTime();
        List<Player> players = new ArrayList<>();
        try {
            for (Peer peer : peers) {
                Player player = new Player(peer.name());
                players.add(player);
                player.start(peer, effort.warmUp());
            }
            for (int round = 0; round < effort.rounds(); round++) {
                if (round > 0 && System.nanoTime() - start > effort.limit().toNanos()) {
                    progress.println("the time is up after " + round + " of " + effort.rounds() + " rounds");
                    break;
                }
                players.forEach(player -> player.play(effort.iterations()));
                progress.println("round " + (round + 1) + ": "
                        + players.stream().map(Player::toString).collect(Collectors.joining("  ")));
            }
        } finally {
            players.forEach(Player::stop);
        }
        Map<String, Result> results = new LinkedHashMap<>();
        players.forEach(player -> results.put(player.name, player.result()));
        return results;
    }

    private final class Player {
        private final String name;
        private final List<Answer> answers = new ArrayList<>();
        private @Nullable PeerProcess process;
        private String engine = "";
        private String missing = "it was not asked";

        Player(String name) {
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

        void play(int iterations) {
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
            progress.println(name + " is left out: " + missing);
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
            List<Double> values =
                    answers.stream().flatMap(answer -> answer.values().stream()).toList();
            List<Double> heap = answers.stream()
                    .map(Answer::heapBytes)
                    .filter(Objects::nonNull)
                    .toList();
            return new Result(
                    null,
                    engine,
                    Spread.of(values),
                    heap.isEmpty() ? null : (Double) Spread.of(heap).median(),
                    answers.getLast().peakResidentBytes());
        }

        /** Its last turn. */
        @Override
        public String toString() {
            return answers.isEmpty()
                    ? name + " –"
                    : String.format(
                            Locale.ROOT,
                            "%s %.1f",
                            name,
                            Spread.of(answers.getLast().values()).median());
        }
    }
}
