package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IterationTimerTests {
    @Test
    void timer_isDoneAfterOneMarkMoreThanIterations() {
        IterationTimer timer = new IterationTimer(2);
        for (int marks = 0; marks < 3; marks++) {
            assertThat(timer.done()).isFalse();
            timer.mark();
        }
        assertThat(timer.done()).isTrue();
        assertThat(timer.measurement().values()).hasSize(2).allMatch(time -> time >= 0);
    }

    @Test
    void heapBytes_areTheMedianOfTheIterations() {
        List<byte[]> kept = new ArrayList<>();
        IterationTimer timer = new IterationTimer(3);
        timer.mark();
        for (int kib : new int[] {64, 1024, 4}) {
            kept.add(new byte[kib * 1024]);
            timer.mark();
        }
        assertThat(kept).hasSize(3);
        assertThat(timer.measurement().heapBytes()).isBetween(64 * 1024.0, 512 * 1024.0);
    }
}
