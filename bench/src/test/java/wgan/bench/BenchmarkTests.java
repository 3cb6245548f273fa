package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class BenchmarkTests {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void only_rejectsUnknownNames() {
        assertThat(run("--only", "auto,tensorflow")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--only has 'tensorflow', expected some of auto,auto_ema,fp32,");
    }

    @Test
    void rounds_rejectsZero() {
        assertThat(run("--rounds", "0")).isEqualTo(2);
        assertThat(err.toString()).startsWith("--rounds is 0, expected 1 or more");
    }

    @Test
    void help_isPrinted() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: bench/run").contains("bench/run --short");
    }

    private int run(String... arguments) {
        return Benchmark.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
