package wgan.data;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The folder of this program in the user's cache: {@code $XDG_CACHE_HOME/wgan}, or {@code ~/.cache/wgan}.
 *
 * <p>If the home folder cannot be written, or does not exist, it is a private folder among the temporary files, the same in
 * every process. Thread-safe.
 */
final class UserCache {

    private static final UserCache CURRENT =
            locate(System.getenv(), System.getProperty("user.home"), Path.of(System.getProperty("java.io.tmpdir")));

    private final Path folder;
    private final Optional<String> note;
    private final AtomicBoolean isNoted = new AtomicBoolean();

    private UserCache(Path folder, Optional<String> note) {
        this.folder = folder;
        this.note = note;
    }

    /** Returns the cache of the user of this process. */
    static UserCache current() {
        return CURRENT;
    }

    /**
     * Locates the cache. Creates a folder only for a user without a home folder that can be written.
     *
     * @param home the system property {@code user.home}; null or "?" for a user without a home folder
     * @param temporary the folder of temporary files
     */
    static UserCache locate(Map<String, String> environment, String home, Path temporary) {
        // The XDG specification: "All paths set in these environment variables must be absolute. If an implementation
        // encounters a relative path […] it should consider the path invalid and ignore it."
        Optional<Path> usual = absolute(environment.get("XDG_CACHE_HOME"))
                .or(() -> absolute(home).map(path -> path.resolve(".cache")).filter(UserCache::isUsable))
                .map(caches -> caches.resolve("wgan"));
        if (usual.isPresent()) {
            return new UserCache(usual.get(), Optional.empty());
        }
        Path folder = privateFolder(temporary);
        return new UserCache(
                folder,
                Optional.of("the home folder '%s' cannot be written: the cache is %s; set XDG_CACHE_HOME to use another"
                        .formatted(home, folder)));
    }

    private static Optional<Path> absolute(String path) {
        try {
            return Optional.ofNullable(path).map(Path::of).filter(Path::isAbsolute);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns whether {@code wgan} exists in a folder of caches, or can be created there together with that folder. An
     * existing one is used even if it is read-only: it may contain all files.
     */
    private static boolean isUsable(Path caches) {
        Path folder = caches.resolve("wgan");
        if (Files.exists(folder)) {
            return Files.isDirectory(folder);
        }
        Path parent = Files.exists(caches) ? caches : caches.getParent();
        return Files.isDirectory(parent) && Files.isWritable(parent);
    }

    /**
     * Returns a folder that only this user can read. Its owner is checked, so that it is not a folder that another user has
     * prepared under that name.
     */
    private static Path privateFolder(Path temporary) {
        try {
            Path created = Files.createTempDirectory(temporary, "wgan-");
            UserPrincipal user = Files.getOwner(created);
            Path shared = temporary.resolve("wgan-cache-" + user.getName().replaceAll("[^A-Za-z0-9._-]", "_"));
            try {
                return Files.move(created, shared);
            } catch (FileSystemException e) {
                if (!isPrivate(shared, user)) {
                    return created;
                }
                Files.delete(created);
                return shared;
            }
        } catch (IOException e) {
            // A later write to it fails with a message that names it.
            return temporary.resolve("wgan-" + UUID.randomUUID());
        }
    }

    private static boolean isPrivate(Path folder, UserPrincipal user) {
        try {
            return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)
                    && (!folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                            || Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS)
                                    .equals(PosixFilePermissions.fromString("rwx------")));
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns the folder, which may not exist yet. */
    Path folder() {
        return folder;
    }

    /** Notifies the first listener of the folder, if it is not the usual one. */
    void noteOnce(TransferListener listener) {
        if (note.isPresent() && !listener.equals(TransferListener.NONE) && isNoted.compareAndSet(false, true)) {
            listener.noted(note.get());
        }
    }
}
