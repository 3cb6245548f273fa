package wgan.data.images;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import wgan.data.AtomicFile;
import wgan.data.DataException;

/**
 * The files of own images in a cache: decoded images, and what was computed from them, such as a classifier. All of them can be made again.
 *
 * <p>A file has the time of its last use, to a day. Only files that have the name, and images also the first bytes, of files of this
 * program are listed and removed, never a link. A file may be removed while a process has it mapped: the process keeps it until it ends. On
 * Windows, the removal fails then.
 *
 * <p>Immutable, and usable by several threads and processes at once.
 */
public final class ImageCache {

    private static final String FOLDER = "images";
    private static final String DIGEST = "[0-9a-f]{32}";
    private static final Pattern IMAGES = Pattern.compile(DIGEST + "-" + DIGEST + "\\.images");
    private static final Pattern COMPUTED = Pattern.compile(DIGEST);
    private static final String COMPUTED_SUFFIX = ".safetensors";

    /** The time of a file is not renewed more often, so that a use does not write. */
    private static final Duration RENEWAL = Duration.ofDays(1);

    private final Path folder;

    private ImageCache(Path folder) {
        this.folder = folder;
    }

    /**
     * A file of the cache.
     *
     * @param bytes its size
     * @param lastUse to a day
     */
    public record Item(Path path, long bytes, Instant lastUse) {}

    /**
     * Returns the files of own images in a cache.
     *
     * @param cache as {@link ImageFilesSource#of} takes it
     */
    public static ImageCache in(Path cache) {
        return new ImageCache(cache.resolve(FOLDER));
    }

    /** Returns the folder of the files, which may not exist. */
    public Path folder() {
        return folder;
    }

    /**
     * Returns the file of decoded images.
     *
     * @param source a digest of the place of the images and of the options
     * @param content a digest that changes with the images
     */
    Path file(String source, String content) {
        return folder.resolve(source + "-" + content + ".images");
    }

    /**
     * Returns the files, the least recently used one first.
     *
     * @throws DataException if the folder cannot be read
     */
    public List<Item> items() throws DataException {
        List<Item> items = new ArrayList<>();
        for (Path path : list(folder, "*")) {
            if (isImages(path)) {
                add(path, items);
            } else if (isComputed(path)) {
                for (Path file : list(path, "*" + COMPUTED_SUFFIX)) {
                    add(file, items);
                }
            }
        }
        items.sort(Comparator.comparing(Item::lastUse).thenComparing(Item::path));
        return items;
    }

    /**
     * Removes a file.
     *
     * @return whether it was removed; false if another process has done it, or it is a file of the cache no more
     * @throws DataException if it cannot be removed
     */
    public boolean remove(Item item) throws DataException {
        Path path = item.path();
        Path parent = path.getParent();
        if (folder.equals(parent) ? !isImages(path) : !isInComputed(path)) {
            return false;
        }
        try {
            boolean isRemoved = Files.deleteIfExists(path);
            if (!folder.equals(parent) && list(parent, "*").isEmpty()) {
                Files.deleteIfExists(parent);
            }
            return isRemoved;
        } catch (IOException e) {
            throw new DataException(
                    "%s: cannot be removed (%s); remove it when no process uses it"
                            .formatted(path, DataException.describe(e)),
                    e);
        }
    }

    /** Removes the decoded images of the same source, before it was changed; those that cannot be removed stay. */
    void removeOlder(Path file) {
        String name = file.getFileName().toString();
        String source = name.substring(0, name.indexOf('-') + 1);
        try {
            for (Item item : items()) {
                if (item.path().getFileName().toString().startsWith(source)
                        && !item.path().equals(file)) {
                    remove(item);
                }
            }
        } catch (DataException e) {
            // They only waste space, and can be removed later.
        }
    }

    /** Removes what killed processes left behind. */
    public void removeAbandoned() throws DataException {
        AtomicFile.removeAbandoned(folder);
        for (Path path : list(folder, "*")) {
            if (isComputed(path)) {
                AtomicFile.removeAbandoned(path);
            }
        }
    }

    /**
     * Notes that a file of a cache is used now, and removes what killed processes left beside it: a process that finds all its files
     * writes none, which would remove that, too. Nothing happens if the cache cannot be changed.
     */
    public static void noteUse(Path file) {
        AtomicFile.removeAbandoned(file.toAbsolutePath().getParent());
        try {
            Instant now = Instant.now();
            if (Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(RENEWAL))) {
                Files.setLastModifiedTime(file, FileTime.from(now));
            }
        } catch (IOException e) {
            // The cache is read-only, or the file was removed.
        }
    }

    private static List<Path> list(Path folder, String glob) throws DataException {
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, glob)) {
            stream.forEach(paths::add);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw ArrayFile.unreadable(folder.toString(), "as the folder of a cache", e.getCause());
        } catch (IOException e) {
            throw ArrayFile.unreadable(folder.toString(), "as the folder of a cache", e);
        }
        return paths;
    }

    private static void add(Path file, List<Item> items) {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                items.add(new Item(
                        file, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
        } catch (IOException e) {
            // It was removed meanwhile.
        }
    }

    private static boolean isImages(Path path) {
        if (!IMAGES.matcher(path.getFileName().toString()).matches() || !isRegular(path)) {
            return false;
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS))) {
            return in.readLong() == CacheFile.MAGIC;
        } catch (IOException e) {
            return false; // it has no 8 bytes, was removed meanwhile, or is of another user
        }
    }

    private static boolean isComputed(Path path) {
        return COMPUTED.matcher(path.getFileName().toString()).matches()
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isInComputed(Path path) {
        Path parent = path.getParent();
        return parent != null
                && folder.equals(parent.getParent())
                && isComputed(parent)
                && path.getFileName().toString().endsWith(COMPUTED_SUFFIX)
                && isRegular(path);
    }

    private static boolean isRegular(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }
}
