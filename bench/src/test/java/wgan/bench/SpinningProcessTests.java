package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SpinningProcessTests {
    @Test
    void close_endsTheProcess() throws PeerException {
        SpinningProcess spinning = SpinningProcess.start();
        assertThat(spinning.process().isAlive()).isTrue();
        spinning.close();
        assertThat(spinning.process().isAlive()).isFalse();
    }

    @Test
    void process_endsWithItsInput_whichEndsWithTheParent() throws PeerException, IOException, InterruptedException {
        try (SpinningProcess spinning = SpinningProcess.start()) {
            spinning.process().getOutputStream().close();
            assertThat(spinning.process().waitFor()).isZero();
        }
    }
}
