package wgan.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server or registry that has a dataset. Its {@code toString} is its name in messages. */
interface DownloadSource {

    /**
     * Fetches files into a folder. Each file is verified, and appears when it is complete.
     *
     * @throws IOException at the first file that is not available; the files before it stay
     */
    void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException;
}
