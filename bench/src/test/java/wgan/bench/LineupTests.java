package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineupTests {
    private static final Map<String, String> TUNING = Map.of("OMP_NUM_THREADS", "2");
    private final Lineup lineup = new Lineup(128, 2, TUNING, Path.of("python"), Path.of("peer.py"));

    @Test
    void everyName_hasAPeer() {
        assertThat(Lineup.NAMES)
                .allSatisfy(name -> assertThat(lineup.peer(name).name()).isEqualTo(name));
        assertThat(Lineup.NAMES)
                .containsAll(Lineup.SHORT)
                .containsAll(Lineup.OURS)
                .containsAll(Lineup.PYTORCH);
    }

    @Test
    void otherNames_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lineup.peer("tensorflow"))
                .withMessageStartingWith("there is no peer tensorflow, but [auto, fp32");
    }

    @Test
    void tuning_isForOnePeerOnly() {
        assertThat(lineup.peer(Lineup.JAVACPP_TUNED).environment()).isEqualTo(TUNING);
        assertThat(lineup.peer(Lineup.JAVACPP_UNTUNED).environment()).isEmpty();
        assertThat(Lineup.tunings(2)).doesNotHaveDuplicates().hasSizeGreaterThan(3);
    }

    @Test
    void pytorch_isToldBatchAndThreads() {
        assertThat(lineup.peer(Lineup.PYTORCH_AUTOCAST).command())
                .containsExactly("python", "peer.py", "autocast", "128", "2");
    }
}
