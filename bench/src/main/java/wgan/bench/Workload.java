package wgan.bench;

import java.io.IOException;

/** Work that is repeated and measured, by one thread. It holds its memory until it is closed. */
interface Workload extends AutoCloseable {
    /** Returns what does the work, such as {@code libtorch 2.13.0}. */
    String engine() throws IOException;

    /**
     * Does the work n + 1 times and measures all but the first iteration, in which caches are cold and threads asleep.
     *
     * @param iterations n, 1 or more
     * @return n values
     */
    Measurement measure(int iterations) throws IOException;

    @Override
    void close();
}
