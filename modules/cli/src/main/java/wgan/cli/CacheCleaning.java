package wgan.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import wgan.data.DataException;
import wgan.data.images.ImageCache;

/**
 * What {@code wgan data clean} removes from the cache of own images, and what stays there.
 *
 * @param days for which the removed files were not used
 * @param isDryRun whether they are only listed
 */
record CacheCleaning(
        Path folder, int days, boolean isDryRun, List<ImageCache.Item> removed, List<ImageCache.Item> kept) {

    /**
     * Removes the files that were not used.
     *
     * @param err receives a line for each file that cannot be removed
     */
    static CacheCleaning run(ImageCache cache, int days, boolean isDryRun, PrintWriter err) throws DataException {
        Instant limit = Instant.now().minus(Duration.ofDays(days));
        List<ImageCache.Item> removed = new ArrayList<>();
        List<ImageCache.Item> kept = new ArrayList<>();
        for (ImageCache.Item item : cache.items()) {
            boolean isUnused = days == 0 || item.lastUse().isBefore(limit);
            (isUnused && (isDryRun || isRemoved(cache, item, err)) ? removed : kept).add(item);
        }
        if (!isDryRun) {
            cache.removeAbandoned();
        }
        return new CacheCleaning(cache.folder(), days, isDryRun, removed, kept);
    }

    private static boolean isRemoved(ImageCache cache, ImageCache.Item item, PrintWriter err) {
        try {
            cache.remove(item);
            return true;
        } catch (DataException e) {
            err.println(e.getMessage());
            return false;
        }
    }

    /** Returns lines for a terminal. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append(isDryRun ? "would remove " : "removed ").append(described(removed));
        if (days > 0) {
            text.append(", not used for ").append(days).append(days == 1 ? " day" : " days");
        }
        for (ImageCache.Item item : removed) {
            text.append(System.lineSeparator()).append("  ").append(folder.relativize(item.path()));
        }
        return text.append(System.lineSeparator())
                .append(isDryRun ? "would keep " : "kept ")
                .append(described(kept))
                .append(" in ")
                .append(folder)
                .toString();
    }

    private static String described(List<ImageCache.Item> items) {
        return String.format(Locale.ROOT, "%d %s of %,d bytes", items.size(), files(items), bytes(items));
    }

    private static String files(List<ImageCache.Item> items) {
        return items.size() == 1 ? "file" : "files";
    }

    private static long bytes(List<ImageCache.Item> items) {
        return items.stream().mapToLong(ImageCache.Item::bytes).sum();
    }

    /** Returns the same as a JSON object. */
    ObjectNode json() {
        return JsonMapper.shared()
                .createObjectNode()
                .put("path", folder.toString())
                .put("unused_days", days)
                .put("dry_run", isDryRun)
                .put("removed_files", removed.size())
                .put("removed_bytes", bytes(removed))
                .put("kept_files", kept.size())
                .put("kept_bytes", bytes(kept));
    }
}
