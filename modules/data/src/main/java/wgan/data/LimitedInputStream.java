package wgan.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A stream that fails when more bytes than a limit are read or skipped: a small compressed file can expand to any size.
 *
 * <p>Several streams, also of several threads, can have one count. Used by one thread.
 */
public final class LimitedInputStream extends FilterInputStream {

    /** A skip decompresses, so it is counted in small parts. */
    private static final int SKIP = 1 << 16;

    private final long limit;
    private final String message;
    private final AtomicLong passed;

    /**
     * Wraps a stream.
     *
     * @param limit of the bytes of all streams with this count
     * @param passed the count
     * @param message of the {@link DataException} with which it fails
     */
    public LimitedInputStream(InputStream in, long limit, AtomicLong passed, String message) {
        super(in);
        this.limit = limit;
        this.message = message;
        this.passed = passed;
    }

    /**
     * Wraps a stream that has a count of its own.
     *
     * @param name the name of the data, for the message
     */
    static LimitedInputStream of(InputStream in, String name, long limit) {
        return new LimitedInputStream(in, limit, new AtomicLong(), "%s: has more than %d bytes".formatted(name, limit));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        // At most one byte past the limit, or one call could decompress without end.
        long skipped = super.skip(Math.min(Math.min(bytes, SKIP), limit - passed.get() + 1));
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws DataException {
        if (passed.addAndGet(bytes) > limit) {
            throw new DataException(message);
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
