package wgan.data.images;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import wgan.data.DataException;

/** A stream that fails when more bytes than a limit are read, by it and by others with the same count. */
final class LimitedInputStream extends FilterInputStream {

    /** A skip decompresses, so it is counted in small parts. */
    private static final int SKIP = 1 << 16;

    private final String name;
    private final long limit;
    private final AtomicLong passed;

    LimitedInputStream(InputStream in, String name, long limit) {
        this(in, name, limit, new AtomicLong());
    }

    /** Wraps a stream whose bytes are counted together with those of others. */
    LimitedInputStream(InputStream in, String name, long limit, AtomicLong passed) {
        super(in);
        this.name = name;
        this.limit = limit;
        this.passed = passed;
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
        long skipped = super.skip(Math.min(bytes, SKIP));
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws DataException {
        if (passed.addAndGet(bytes) > limit) {
            throw new DataException(
                    "%s: has more than %d bytes when it is decompressed; decompress it, and name what it contains"
                            .formatted(name, limit));
        }
    }
}
