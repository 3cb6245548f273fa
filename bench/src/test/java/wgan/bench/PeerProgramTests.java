package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import wgan.bench.Protocol.Answer;

class PeerProgramTests {
    /** Each value is the number of requested values. */
    private static final Workload COUNTING = new Workload() {
        @Override
        public String engine() {
            return "counting";
        }

        @Override
        public Measurement measure(int iterations) {
            return new Measurement(Collections.nCopies(iterations, (double) iterations), 8.5, 3.0);
        }

        @Override
        public void close() {}
    };

    @Test
    void serve_answersEachRequestInALine() throws IOException {
        List<String> lines = serve("measure 1\nmeasure 2\n");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("{\"engine\":\"counting\"}");
        assertThat(lines.get(1))
                .startsWith("{\"values\":[1.0],\"heap_bytes\":8.5,\"page_faults\":3.0,\"peak_resident_bytes\":");
        assertThat(Protocol.JSON.readValue(lines.get(2), Answer.class).values()).containsExactly(2.0, 2.0);
    }

    @Test
    void serve_rejectsUnknownRequest() {
        assertThatIOException()
                .isThrownBy(() -> serve("measure 1\nsleep 1\n"))
                .withMessage("request is 'sleep 1', expected 'measure N'");
    }

    private static List<String> serve(String requests) throws IOException {
        var answers = new ByteArrayOutputStream();
        PeerProgram.serve(
                COUNTING,
                new BufferedReader(new StringReader(requests)),
                new PrintStream(answers, true, StandardCharsets.UTF_8));
        return answers.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
