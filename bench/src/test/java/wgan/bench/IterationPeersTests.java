package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IterationPeersTests {
    private static final Map<String, String> TUNING = Map.of("OMP_NUM_THREADS", "2");
    private final IterationPeers peers =
            new IterationPeers(128, 2, TUNING, PythonEnvironment.in(Path.of("cache")), Path.of("peer.py"));

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
                .withMessageStartingWith("no peer tensorflow, expected one of [auto, auto_ema, fp32");
    }

    @Test
    void tuning_appliesToOnePeerOnly() {
        assertThat(peers.peer(IterationPeers.JAVACPP_TUNED).environment()).isEqualTo(TUNING);
        assertThat(peers.peer(IterationPeers.JAVACPP_UNTUNED).environment()).isEmpty();
        assertThat(IterationPeers.tunings(2)).doesNotHaveDuplicates().hasSizeGreaterThan(3);
    }

    @Test
    void pytorchPeer_receivesBatchSizeAndThreads() {
        Peer peer = peers.peer(IterationPeers.PYTORCH_AUTOCAST);
        assertThat(peer.command().subList(1, 5)).containsExactly("peer.py", "eager-bf16", "128", "2");
        assertThat(peer.command()).first().asString().endsWith("python");
        assertThat(peer.environment()).isEmpty();
    }

    @Test
    void compiledPeer_keepsWhatItCompiles_andHasMoreTime() {
        Peer peer = peers.peer(IterationPeers.PYTORCH_COMPILE);
        assertThat(peer.environment()).containsOnlyKeys("TORCHINDUCTOR_CACHE_DIR");
        assertThat(peer.limit())
                .isGreaterThan(peers.peer(IterationPeers.PYTORCH_AUTOCAST).limit());
    }

    @Test
    void pytorchPeers_haveOnePrecision() {
        assertThat(IterationPeers.PYTORCH).doesNotHaveDuplicates();
        assertThat(IterationPeers.PYTORCH_FP32)
                .allSatisfy(
                        name -> assertThat(peers.peer(name).command().get(2)).endsWith("-fp32"));
        assertThat(IterationPeers.PYTORCH_BF16)
                .allSatisfy(
                        name -> assertThat(peers.peer(name).command().get(2)).endsWith("-bf16"));
    }
}
