package wgan.train;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import wgan.data.AtomicFile;

/**
 * The checkpoints of a run: the newest, which it is resumed from, and older ones. {@code checkpoints/epoch-NNN.safetensors} is the
 * state after epoch NNN, counted from 0 as those of the sample images are.
 *
 * <p>What a run can go back to depends only on the progress, not on where the run was interrupted: the checkpoint of an interruption is
 * one more, the newest, and is never kept itself.
 */
final class KeptCheckpoints {
    private static final Pattern NAME = Pattern.compile("epoch-(\\d{3}|[1-9]\\d{3,5})\\.safetensors");

    private final Path latest;
    private final int count;
    private @Nullable Progress saved;

    /**
     * Describes the checkpoints of a run.
     *
     * @param latest the file of the newest: see {@link RunDirectory#checkpointFile()}
     * @param count how many older ones are kept
     * @param saved the progress of the newest; null if there is none
     */
    KeptCheckpoints(Path latest, int count, @Nullable Progress saved) {
        this.latest = latest;
        this.count = count;
        this.saved = saved;
    }

    /** Copies the newest, which is about to be replaced, if it is to be kept. */
    void beforeSaving(Progress now) throws IOException {
        // A newer one than the next is of steps that were rolled back.
        if (count > 0 && saved != null && saved.endsEpoch() && saved.iteration() < now.iteration()) {
            // Not by a channel, which an interrupt of the thread closes.
            try (var newest = new FileInputStream(latest.toFile())) {
                AtomicFile.write(file(latest, saved.epoch()), newest::transferTo);
            }
        }
    }

    /** Deletes the older ones that are not kept any more, and those of steps that were rolled back. */
    void saved(Progress now) throws IOException {
        saved = now;
        deleteOthers(now);
    }

    /** Deletes what a process that was killed after it had saved the newest would have deleted. If none are kept, all stay. */
    void resumed() throws IOException {
        if (count > 0 && saved != null) {
            deleteOthers(saved);
        }
    }

    private void deleteOthers(Progress now) throws IOException {
        NavigableMap<Integer, Path> files = files(latest);
        for (Path file : files.tailMap(now.epoch()).values()) {
            Files.delete(file);
        }
        files.tailMap(now.epoch()).clear();
        int older = now.endsEpoch() ? count : count + 1; // the end of the last epoch, too
        while (files.size() > older) {
            Files.delete(files.pollFirstEntry().getValue());
        }
    }

    /**
     * Returns the file that a run which diverges goes back to; empty for the beginning of the run.
     *
     * @param at where it diverged
     * @param before the rollbacks so far
     */
    Optional<Path> rollbackTarget(Progress at, Rollbacks before) throws IOException {
        NavigableMap<Integer, Path> files = files(latest);
        if (saved != null && saved.endsEpoch()) {
            files.put(saved.epoch(), latest);
        }
        Map.Entry<Integer, Path> newest = files.lowerEntry(at.epoch());
        if (newest != null && newest.getKey() + 1 == before.epochs()) {
            Map.Entry<Integer, Path> older = files.lowerEntry(newest.getKey());
            newest = older == null ? newest : older;
        }
        if (newest != null) {
            return Optional.of(newest.getValue());
        }
        // A run that kept none until now may have no other than that of an interruption, unless that was in the first
        // epoch.
        return saved != null && saved.epoch() > 0 && saved.iteration() <= at.iteration()
                ? Optional.of(latest)
                : Optional.empty();
    }

    /** Deletes the older ones in a directory of checkpoints. */
    static void deleteIn(Path latest) throws IOException {
        for (Path file : files(latest).values()) {
            Files.delete(file);
        }
    }

    private static Path file(Path latest, int epoch) {
        return latest.resolveSibling(String.format(Locale.ROOT, "epoch-%03d.safetensors", epoch));
    }

    private static NavigableMap<Integer, Path> files(Path latest) throws IOException {
        NavigableMap<Integer, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(latest.resolveSibling(""))) {
            for (Path file : all) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches() && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(Integer.parseInt(name.group(1)), file);
                }
            }
        }
        return files;
    }
}
