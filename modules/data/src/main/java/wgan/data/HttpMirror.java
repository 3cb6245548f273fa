package wgan.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A web server that has the published files of a dataset side by side.
 *
 * @param base the address that the names of the files are appended to; it ends with a slash
 * @param readTimeout the longest wait for a connection, and for the next bytes from it
 * @param totalTimeout the longest time for all files together; it also ends the transfer from a server that sends a byte
 *     from time to time
 */
record HttpMirror(URI base, Duration readTimeout, Duration totalTimeout) implements DownloadSource {

    /** Long enough for a slow server, short enough to try three servers in a closed network. */
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

    /** Enough for the 30 MB of Fashion-MNIST at 25 kB/s. */
    private static final Duration TOTAL_TIMEOUT = Duration.ofMinutes(20);

    HttpMirror(String base) {
        this(base, TOTAL_TIMEOUT);
    }

    HttpMirror(String base, Duration totalTimeout) {
        this(URI.create(base), READ_TIMEOUT, totalTimeout);
    }

    @Override
    public void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException {
        long deadline = System.nanoTime() + totalTimeout.toNanos();
        for (DataFile file : files) {
            fetch(file, folder, listener, deadline);
        }
    }

    private void fetch(DataFile file, Path folder, TransferListener listener, long deadline) throws IOException {
        // Not java.net.http: its timeout does not cover the body, so a server that stops sending after the headers
        // would block this thread forever. Redirects are followed, but never from https to http.
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(file.publishedName()).toURL().openConnection();
        connection.setConnectTimeout((int) readTimeout.toMillis());
        connection.setReadTimeout((int) readTimeout.toMillis());
        // A read of headers that arrive byte by byte can be ended by another thread only.
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                connection::disconnect,
                CompletableFuture.delayedExecutor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS));
        try {
            transfer(connection, file, folder, listener, deadline);
        } catch (DataException e) {
            throw e;
        } catch (IOException e) {
            requireTime(file, deadline);
            throw new DataException(
                    "%s: the transfer failed (%s)".formatted(file.publishedName(), DataException.describe(e)), e);
        } finally {
            watchdog.cancel(false);
            connection.disconnect();
        }
    }

    private void transfer(
            HttpURLConnection connection, DataFile file, Path folder, TransferListener listener, long deadline)
            throws IOException {
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new DataException("%s: HTTP status %d".formatted(file.publishedName(), status));
        }
        listener.started(
                file.publishedName() + " from " + base.getHost(),
                connection.getContentLengthLong(),
                TransferListener.Unit.BYTES);
        try (InputStream in = new FilterInputStream(connection.getInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                requireTime(file, deadline);
                return read;
            }
        }) {
            file.store(in, folder, file.publishedName(), listener::progressed);
        } finally {
            listener.ended();
        }
    }

    private void requireTime(DataFile file, long deadline) throws DataException {
        if (System.nanoTime() - deadline >= 0) {
            throw new DataException(
                    "%s: the transfer took longer than %d s".formatted(file.publishedName(), totalTimeout.toSeconds()));
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
