package wgan.random;

import java.util.Arrays;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The seed of a run, which determines all its random numbers. Immutable and thread-safe.
 *
 * <p>A stream is the output of Philox 4×64 (Salmon et al., <i>Parallel Random Numbers: As Easy as 1, 2, 3</i>, 2011), a
 * block function of a key and a counter. The key consists of the seed and the purpose; the upper words of the counter are
 * the coordinates, and its lowest word counts the blocks of the stream. Two streams therefore never overlap.
 *
 * @param value the seed; all values are equally suitable
 */
public record Seed(long value) {

    /** The counter words that are free for coordinates. */
    private static final int MAX_COORDINATES = 3;

    /**
     * Returns the stream of random numbers of a purpose at the given coordinates, at its beginning.
     *
     * <p>This is a pure function, and fast enough to call at every step. Streams with different numbers of coordinates
     * differ, too: {@code stream(p)} is not {@code stream(p, 0)}.
     *
     * @param purpose what the numbers are used for
     * @param at at most three coordinates, such as epoch, step and update
     * @throws IllegalArgumentException if there are more than three coordinates
     */
    public RandomStream stream(Purpose purpose, long... at) {
        return stream(0, purpose, at);
    }

    /**
     * Returns the stream of random numbers of an attempt, at its beginning. The streams of different attempts are independent.
     *
     * @param attempt how often the same was attempted before, which is not negative; the stream of 0 is that of {@link
     *     #stream(Purpose, long...)}
     * @param purpose what the numbers are used for
     * @param at at most three coordinates
     * @throws IllegalArgumentException if there are more than three coordinates
     */
    public RandomStream stream(int attempt, Purpose purpose, long... at) {
        if (at.length > MAX_COORDINATES) {
            throw new IllegalArgumentException("random stream: " + purpose + " at " + Arrays.toString(at) + " has "
                    + at.length + " coordinates, expected at most " + MAX_COORDINATES);
        }
        // Commons RNG takes the two key words first, then the four counter words, lowest first.
        long[] keyAndCounter = new long[6];
        keyAndCounter[0] = value;
        keyAndCounter[1] = ((long) attempt << 32) | ((long) purpose.code() << 8) | at.length;
        System.arraycopy(at, 0, keyAndCounter, 3, at.length);
        return new RandomStream(RandomSource.PHILOX_4X64.create(keyAndCounter));
    }
}
