package wgan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnOrderTests {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 10, 13})
    void eachPeer_hasEachPositionOnce_inAsManyRoundsAsPeers(int peers) {
        for (int position = 0; position < peers; position++) {
            int at = position;
            assertThat(IntStream.range(0, peers).map(round -> TurnOrder.of(peers, round)[at]))
                    .hasSize(peers)
                    .doesNotHaveDuplicates();
        }
        assertThat(TurnOrder.of(peers, peers)).containsExactlyInAnyOrder(TurnOrder.of(peers, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 7, 10, 13})
    void eachPeer_followsEachOtherEquallyOften(int peers) {
        int rounds = peers % 2 == 0 ? peers : 2 * peers;
        Map<List<Integer>, Integer> neighbors = new HashMap<>();
        for (int round = 0; round < rounds; round++) {
            int[] order = TurnOrder.of(peers, round);
            for (int i = 1; i < peers; i++) {
                neighbors.merge(List.of(order[i - 1], order[i]), 1, Integer::sum);
            }
        }
        assertThat(neighbors).hasSize(peers * (peers - 1));
        assertThat(new ArrayList<>(neighbors.values())).containsOnly(rounds / peers);
    }
}
