package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import wgan.bench.Comparison.Effort;

class ComparisonTests {
    private static final Effort TWO_ROUNDS = new Effort(1, 2, 3, Duration.ofHours(1));

    @TempDir
    private Path directory;

    private final StringWriter progress = new StringWriter();
    private Path notes;
    private Comparison comparison;

    @BeforeEach
    void prepare() {
        notes = directory.resolve("notes");
        comparison = new Comparison(directory.resolve("logs"), new PrintWriter(progress, true));
    }

    @Test
    void peers_measureInTurnsAfterAWarmUp() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "GOOD"), peer("b", "GOOD")), TWO_ROUNDS);
        assertThat(Files.readAllLines(notes))
                .containsExactly(
                        "a measure 1", "b measure 1", "a measure 3", "b measure 3", "a measure 3", "b measure 3");
        assertThat(results.keySet()).containsExactly("a", "b");
        // A fake's values are how often it was asked: 2 and 3 after the warm-up.
        assertThat(results.get("a")).isEqualTo(new Result(null, "engine of a", new Spread(2.5, 2, 3, 6), 25.0, 300L));
        assertThat(progress.toString()).contains("starting a", "round 2: a 3.0  b 3.0");
    }

    @Test
    void rounds_endWhenTheTimeIsUp_butOneIsPlayed() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "GOOD")), new Effort(1, 5, 1, Duration.ZERO));
        assertThat(results.get("a").spread()).isEqualTo(new Spread(2, 2, 2, 1));
        assertThat(progress.toString()).contains("the time is up after 1 of 5 rounds");
    }

    @Test
    void peer_thatIsNeverReady_isMissingWithItsLastWords() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "NEVER_READY"), peer("b", "GOOD")), TWO_ROUNDS);
        assertThat(results.get("a")).isEqualTo(Result.missing("the reason"));
        assertThat(results.get("b").missing()).isNull();
        assertThat(progress.toString()).contains("a is left out: the reason", "round 1: a –  b 2.0");
    }

    @Test
    void peer_thatFailsOnTheWay_isMissing() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "WEAK"), peer("b", "GOOD")), TWO_ROUNDS);
        assertThat(results.get("a")).isEqualTo(Result.missing("too much"));
        assertThat(results.get("b").spread()).isNotNull();
    }

    @Test
    void peer_thatAnswersSomethingElse_isMissing() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "BABBLING"), peer("b", "STINGY")), TWO_ROUNDS);
        assertThat(results.get("a").missing()).startsWith("it did not answer, and said nothing in ");
        assertThat(results.get("b")).isEqualTo(Result.missing("it was asked for 1 values, but answered 0"));
    }

    @Test
    void peer_thatCannotBeStarted_isMissing() throws IOException {
        Peer gone = new Peer("a", List.of(directory.resolve("gone").toString()), Map.of());
        assertThat(comparison.run(List.of(gone), TWO_ROUNDS).get("a").missing()).contains("gone");
    }

    private Peer peer(String name, String kind) {
        return FakePeer.of(name, FakePeer.Kind.valueOf(kind), notes);
    }
}
