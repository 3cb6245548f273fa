package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LapsTests {
    @Test
    void laps_areDoneAfterOneMarkMore() {
        Laps laps = new Laps(2);
        for (int marks = 0; marks < 3; marks++) {
            assertThat(laps.done()).isFalse();
            laps.mark();
        }
        assertThat(laps.done()).isTrue();
        assertThat(laps.measurement().values()).hasSize(2).allMatch(time -> time >= 0);
    }

    @Test
    void heapBytes_areThoseOfTheMiddleLap() {
        List<byte[]> kept = new ArrayList<>();
        Laps laps = new Laps(3);
        laps.mark();
        for (int kib : new int[] {64, 1024, 4}) {
            kept.add(new byte[kib * 1024]);
            laps.mark();
        }
        assertThat(kept).hasSize(3);
        assertThat(laps.measurement().heapBytes()).isBetween(64 * 1024.0, 512 * 1024.0);
    }
}
