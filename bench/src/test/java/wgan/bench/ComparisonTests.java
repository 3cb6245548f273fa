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
import wgan.bench.Comparison.MeasurementPlan;

class ComparisonTests {
    private static final MeasurementPlan TWO_ROUNDS = new MeasurementPlan(1, 2, 3, Duration.ofHours(1));

    @TempDir
    private Path directory;

    private final StringWriter progress = new StringWriter();
    private Path requests;
    private Comparison comparison;

    @BeforeEach
    void prepare() {
        requests = directory.resolve("requests");
        comparison = new Comparison(directory.resolve("logs"), new PrintWriter(progress, true));
    }

    @Test
    void run_measuresInTurnsAfterAWarmUp() throws IOException {
        Map<String, Result> results = comparison.run(List.of(peer("a", "NORMAL"), peer("b", "NORMAL")), TWO_ROUNDS);
        assertThat(Files.readAllLines(requests))
                .containsExactly(
                        "a measure 1", "b measure 1", "a measure 3", "b measure 3", "b measure 3", "a measure 3");
        assertThat(results.keySet()).containsExactly("a", "b");
        // The values of a fake peer are the number of the request: 2 and 3 after the warm-up.
        assertThat(results.get("a"))
                .isEqualTo(new Result(
                        null,
                        "engine of a",
                        new Summary(2.5, 2, 3, 6),
                        List.of(List.of(2.0, 2.0, 2.0), List.of(3.0, 3.0, 3.0)),
                        25.0,
                        List.of(10.0, 15.0),
                        300L));
        assertThat(progress.toString()).contains("starting a", "round 2: a 3.0  b 3.0");
    }

    @Test
    void run_stopsAtTheTimeLimit_afterAtLeastOneRound() throws IOException {
        Map<String, Result> results =
                comparison.run(List.of(peer("a", "NORMAL")), new MeasurementPlan(1, 5, 1, Duration.ZERO));
        assertThat(results.get("a").summary()).isEqualTo(new Summary(2, 2, 2, 1));
        assertThat(progress.toString()).contains("stopping at the time limit, after 1 of 5 rounds");
    }

    @Test
    void peerThatNeverBecomesReady_isMissingWithTheLastLineOfItsLog() throws IOException {
        Map<String, Result> results =
                comparison.run(List.of(peer("a", "FAILS_AT_START"), peer("b", "NORMAL")), TWO_ROUNDS);
        assertThat(results.get("a")).isEqualTo(Result.missing("the reason"));
        assertThat(results.get("b").missing()).isNull();
        assertThat(progress.toString()).contains("a is skipped: the reason", "round 1: a –  b 2.0");
    }

    @Test
    void peerThatFailsLater_isMissing() throws IOException {
        Map<String, Result> results =
                comparison.run(List.of(peer("a", "FAILS_AT_SECOND_REQUEST"), peer("b", "NORMAL")), TWO_ROUNDS);
        assertThat(results.get("a")).isEqualTo(Result.missing("too much"));
        assertThat(results.get("b").summary()).isNotNull();
    }

    @Test
    void peerWithAMalformedAnswer_isMissing() throws IOException {
        Map<String, Result> results =
                comparison.run(List.of(peer("a", "MALFORMED_ANSWER"), peer("b", "TOO_FEW_VALUES")), TWO_ROUNDS);
        assertThat(results.get("a").missing()).startsWith("no answer, and no reason in ");
        assertThat(results.get("b")).isEqualTo(Result.missing("the answer has 0 values, expected 1"));
    }

    @Test
    void peerThatHangs_isEndedAtItsTimeLimit_andTheOthersGoOn() throws IOException {
        Peer hanging = peer("a", "HANGS").within(Duration.ofMillis(1));
        Map<String, Result> results = comparison.run(List.of(hanging, peer("b", "NORMAL")), TWO_ROUNDS);
        assertThat(results.get("a")).isEqualTo(Result.missing("no answer within 0.001 s; its process was ended"));
        assertThat(results.get("b").summary()).isEqualTo(new Summary(2.5, 2, 3, 6));
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .as("its process")
                .isEmpty();
    }

    @Test
    void traceOfAPeer_isNoAnswer() throws PeerException {
        try (PeerProcess process = PeerProcess.start(peer("a", "TRACED"), directory.resolve("log"))) {
            assertThat(process.measure(1).values()).containsExactly(1.0);
            assertThat(process.measure(1).values()).containsExactly(2.0);
            assertThat(process.trace()).containsExactly("onednn_verbose,v1,primitive,exec,2", "iteration");
        }
    }

    @Test
    void peerThatDoesNotStart_isMissing() throws IOException {
        Peer gone = new Peer("a", List.of(directory.resolve("gone").toString()), Map.of());
        assertThat(comparison.run(List.of(gone), TWO_ROUNDS).get("a").missing()).contains("gone");
    }

    private Peer peer(String name, String kind) {
        return FakePeer.of(name, FakePeer.Kind.valueOf(kind), requests);
    }
}
