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
 * <p>Any number of processes may use it at once: a file appears under its name when it is whole and verified, and nothing
 * is ever changed or deleted. Every file is verified whenever it is asked for; one that was damaged is fetched again.
 *
 * @param folder where the files are kept
 * @param sources where they can be fetched, to be tried in this order
 */
record DatasetCache(DatasetName dataset, Path folder, List<DownloadSource> sources, TransferListener listener) {

    /** Where each file lies, verified; those that are missing are fetched first. */
    List<Path> obtain(List<DataFile> files) throws DataException {
        Map<DataFile, Path> found = new HashMap<>();
        List<DataFile> missing = find(files, found);
        if (!missing.isEmpty()) {
            noteDamaged(missing);
            createFolder();
            fetch(missing, found);
        }
        return files.stream().map(found::get).toList();
    }

    /** Adds the files that are there and verified to {@code found}; returns the others. */
    private List<DataFile> find(List<DataFile> files, Map<DataFile, Path> found) throws DataException {
        List<DataFile> missing = new ArrayList<>();
        for (DataFile file : files) {
            file.verifiedIn(folder).ifPresentOrElse(path -> found.put(file, path), () -> missing.add(file));
        }
        return missing;
    }

    private void noteDamaged(List<DataFile> files) {
        for (DataFile file : files) {
            for (Path damaged : file.in(folder)) {
                listener.noted(damaged + ": damaged (its SHA-256 is not that of the original); fetching it again");
            }
        }
    }

    private void fetch(List<DataFile> files, Map<DataFile, Path> found) throws DataException {
        List<String> tried = new ArrayList<>(List.of("the cache " + folder));
        List<DataFile> missing = files;
        for (DownloadSource origin : sources) {
            try {
                origin.fetch(missing, folder, listener);
            } catch (IOException e) {
                String attempt = origin + " (" + DataException.describe(e) + ")";
                tried.add(attempt);
                listener.noted(dataset + ": not from " + attempt);
            }
            missing = find(missing, found);
            if (missing.isEmpty()) {
                return;
            }
        }
        throw new DataException(
                "%s: %s is not to be had; tried %s; give the files with --data DIR, or do without any by --dataset synthetic"
                        .formatted(dataset, missing.get(0).name(), String.join(", ", tried)));
    }

    private void createFolder() throws DataException {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(DataException.describe(e), e);
        }
        if (!Files.isWritable(folder)) {
            throw unwritable("permission denied", null);
        }
    }

    private DataException unwritable(String reason, IOException cause) {
        return new DataException(
                "%s: the cache cannot be written (%s); set XDG_CACHE_HOME to a folder that can, give the files with --data DIR, or do without any by --dataset synthetic"
                        .formatted(folder, reason),
                cause);
    }
}
