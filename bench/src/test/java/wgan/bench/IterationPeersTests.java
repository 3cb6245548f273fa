package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IterationPeersTests {
    private static final Map<String, String> TUNING = Map.of("OMP_NUM_THREADS", "2");
    private final IterationPeers peers = new IterationPeers(128, 2, TUNING, Path.of("python"), Path.of("peer.py"));

    @Test
    void peer_existsForEachName() {
        assertThat(IterationPeers.NAMES)
                .allSatisfy(name -> assertThat(peers.peer(name).name()).isEqualTo(name));
        assertThat(IterationPeers.NAMES)
                .containsAll(IterationPeers.SHORT)
                .containsAll(IterationPeers.OURS)
                .containsAll(IterationPeers.PYTORCH);
    }

    @Test
    void peer_rejectsUnknownName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> peers.peer("tensorflow"))
                .withMessageStartingWith("no peer tensorflow, expected one of [auto, fp32");
    }

    @Test
    void tuning_appliesToOnePeerOnly() {
        assertThat(peers.peer(IterationPeers.JAVACPP_TUNED).environment()).isEqualTo(TUNING);
        assertThat(peers.peer(IterationPeers.JAVACPP_UNTUNED).environment()).isEmpty();
        assertThat(IterationPeers.tunings(2)).doesNotHaveDuplicates().hasSizeGreaterThan(3);
    }

    @Test
    void pytorchPeer_receivesBatchSizeAndThreads() {
        assertThat(peers.peer(IterationPeers.PYTORCH_AUTOCAST).command())
                .containsExactly("python", "peer.py", "autocast", "128", "2");
    }
}
