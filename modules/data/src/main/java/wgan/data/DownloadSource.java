package wgan.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A place outside this machine that offers a dataset. Its {@code toString} is its name for people. */
interface DownloadSource {

    /**
     * Fetches files into a folder, each verified and moved into place when it is whole.
     *
     * @throws IOException at the first file that cannot be had; the files before it stay
     */
    void fetch(List<DataFile> files, Path folder, TransferListener listener) throws IOException;
}
