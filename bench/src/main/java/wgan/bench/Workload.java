package wgan.bench;

import java.io.IOException;

/** Something that is done again and again, by one thread; released when it is closed. */
interface Workload extends AutoCloseable {
    /** What does the work, such as {@code libtorch 2.13.0}. */
    String engine() throws IOException;

    /**
     * Does it n + 1 times and measures all but the first, which finds cold caches and sleeping threads.
     *
     * @param iterations n, 1 or more
     * @return n values
     */
    Measurement measure(int iterations) throws IOException;

    @Override
    void close();
}
