package wgan.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder that keeps the fetched files of one dataset.
 *
 * <p>Any number of processes and threads may use it at once: a file appears under its name when it is complete and verified,
 * and no file is ever changed or deleted, except the temporary files of processes that were killed. A file is verified at
 * each request; a damaged file is fetched again.
 *
 * @param folder where the files are kept; created when a file is fetched
 * @param sources the sources of the files, in the order to try
 */
record DatasetCache(DatasetName dataset, Path folder, List<DownloadSource> sources, TransferListener listener) {

    /**
     * Returns the path of each file, verified. Missing files are fetched first.
     *
     * @throws DataException if a file is in no source, or the folder cannot be written
     */
    List<Path> obtain(List<DataFile> files) throws DataException {
        AtomicFile.removeAbandoned(folder);
        Map<DataFile, Path> found = new HashMap<>();
        List<DataFile> missing = find(files, found);
        if (!missing.isEmpty()) {
            noteDamaged(missing);
            createFolder();
            fetch(missing, found);
        }
        return files.stream().map(found::get).toList();
    }

    /** Adds the files that exist and are verified to {@code found}; returns the others. */
    private List<DataFile> find(List<DataFile> files, Map<DataFile, Path> found) throws DataException {
        List<DataFile> missing = new ArrayList<>();
        for (DataFile file : files) {
            file.verifiedIn(folder).ifPresentOrElse(path -> found.put(file, path), () -> missing.add(file));
        }
        return missing;
    }

    private void noteDamaged(List<DataFile> files) {
        for (DataFile file : files) {
            for (Path other : file.in(folder)) {
                listener.noted(
                        file.isUnknown(other)
                                ? other + ": its SHA-256 is not known; fetching " + file.publishedName()
                                : other + ": damaged (its SHA-256 is not that of the original); fetching it again");
            }
        }
    }

    private void fetch(List<DataFile> files, Map<DataFile, Path> found) throws DataException {
        List<String> tried = new ArrayList<>(List.of("the cache " + folder));
        List<DataFile> missing = files;
        for (DownloadSource source : sources) {
            try {
                source.fetch(missing, folder, listener);
            } catch (IOException e) {
                requireWritten(e);
                String attempt = source + " (" + DataException.describe(e) + ")";
                tried.add(attempt);
                listener.noted(dataset + ": not available from " + attempt);
            }
            missing = find(missing, found);
            if (missing.isEmpty()) {
                return;
            }
        }
        throw new DataException(
                DataException.Reason.DATASET_UNAVAILABLE,
                "%s: %s is not available; tried %s"
                        .formatted(dataset, missing.get(0).name(), String.join(", ", tried)));
    }

    /**
     * Throws if the file could not be written: a full disk is not a failure of the source, and the next source would fill it
     * again.
     */
    private void requireWritten(IOException e) throws DataException {
        if (e instanceof DataException data
                && data.reason() == DataException.Reason.WRITE_FAILED
                && data.getCause() instanceof IOException cause) {
            throw notWritable(DataException.describe(cause), data);
        }
    }

    private void createFolder() throws DataException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw notWritable(DataException.describe(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw notWritable("permission denied", null);
        }
    }

    private DataException notWritable(String reason, IOException cause) {
        return new DataException(
                DataException.Reason.CACHE_NOT_WRITABLE,
                "%s: the cache cannot be written (%s); use a folder that is writable, on a disk with free space"
                        .formatted(folder, reason),
                cause);
    }
}
