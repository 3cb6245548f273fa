package wgan.bench;

import java.util.Arrays;

/**
 * The order of the peers in a round: a row of a Williams design (Williams 1949). In n rounds each of n peers has each position once. In
 * n rounds for an even n, or 2n for an odd one, each also follows each other equally often.
 */
final class TurnOrder {
    private TurnOrder() {}

    /** Returns the indices of n peers in the order of a round. */
    static int[] of(int peers, int round) {
        int[] order = new int[peers];
        Arrays.setAll(order, i -> (zigzag(peers, i) + round) % peers);
        boolean mirrored = peers % 2 == 1 && round / peers % 2 == 1;
        if (mirrored) {
            for (int i = 0; i < peers / 2; i++) {
                int other = order[i];
                order[i] = order[peers - 1 - i];
                order[peers - 1 - i] = other;
            }
        }
        return order;
    }

    /** Returns 0, 1, n − 1, 2, n − 2, …: all differences of neighbors are different. */
    private static int zigzag(int peers, int i) {
        return i % 2 == 1 ? (i + 1) / 2 : (peers - i / 2) % peers;
    }
}
