package wgan.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails when more bytes than a limit are read or skipped: a small compressed file can expand to any size. */
final class CappedInputStream extends FilterInputStream {

    private final String name;
    private final long limit;
    private long passed;

    /**
     * Wraps a stream.
     *
     * @param name the name of the data, for the message
     */
    CappedInputStream(InputStream in, String name, long limit) {
        super(in);
        this.name = name;
        this.limit = limit;
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
        long skipped = super.skip(Math.min(bytes, limit - passed + 1));
        count(skipped);
        return skipped;
    }

    private void count(long bytes) throws DataException {
        passed += bytes;
        if (passed > limit) {
            throw new DataException("%s: has more than %d bytes".formatted(name, limit));
        }
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
