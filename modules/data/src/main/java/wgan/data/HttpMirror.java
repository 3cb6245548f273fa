package wgan.data;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A web server that has the packed files of a dataset side by side.
 *
 * @param base the address that the files' names are appended to, ending in a slash
 * @param timeout how long to wait for a connection, and for the next bytes on it
 */
record HttpMirror(URI base, Duration timeout) implements DownloadSource {

    /** Long enough for a slow server, short enough to pass over three of them in a closed network. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    HttpMirror(String base) {
        this(URI.create(base), DEFAULT_TIMEOUT);
    }

    @Override
    public void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException {
        for (DataFile file : files) {
            fetch(file, folder, listener);
        }
    }

    private void fetch(DataFile file, Path folder, TransferListener listener) throws IOException {
        // Not java.net.http: its timeout ends with the headers, so that a server that falls silent would hold us for
        // ever.
        // Redirects are followed, though never from https to http.
        HttpURLConnection connection =
                (HttpURLConnection) base.resolve(file.gzipName()).toURL().openConnection();
        connection.setConnectTimeout((int) timeout.toMillis());
        connection.setReadTimeout((int) timeout.toMillis());
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new DataException("%s: HTTP status %d".formatted(file.gzipName(), status));
            }
            listener.started(file.gzipName() + " from " + base.getHost(), connection.getContentLengthLong());
            try (InputStream in = connection.getInputStream()) {
                file.store(in, folder, file.gzipName(), listener::progressed);
            } finally {
                listener.ended();
            }
        } finally {
            connection.disconnect();
        }
    }

    @Override
    public String toString() {
        return base.toString();
    }
}
