package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BusySectionTests {
    @TempDir
    private Path directory;

    @Test
    void measure_comparesBusyWithQuiet_andEndsTheSpinningProcess() throws IOException {
        Path requests = directory.resolve("requests");
        Comparison comparison = new Comparison(directory, new PrintWriter(new StringWriter()));
        List<Peer> peers = List.of(
                FakePeer.of("a", FakePeer.Kind.NORMAL, requests),
                FakePeer.of("b", FakePeer.Kind.FAILS_AT_START, requests));
        // A fake peer's values are the number of its request: 2 to 7 after the warm-up, in both processes.
        assertThat(BusySection.measure(peers, comparison, 1).table()).isEqualTo("""
                1 busy processor(s) beside  median ms  min  max  busy / quiet
                a_quiet                           4.5  2.0  7.0             –
                a_busy                            4.5  2.0  7.0          1.00
                b_quiet                             –    –    –             –
                b_busy                              –    –    –             –
                b_quiet is missing: the reason
                b_busy is missing: the reason
                """);
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .isEmpty();
    }
}
